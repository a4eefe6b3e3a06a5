import assert from 'node:assert/strict';
import { modelFromManifests } from '../../../src/core/project/fromManifests';
import type { ManifestFile } from '../../../src/core/project/manifestFile';
import { binariesOf } from '../../../src/core/project/model';

type Toml = NonNullable<ManifestFile['toml']>;

/** Manifests by folder; a string stands for a parser's message. */
function project(folders: Record<string, Toml | string>): ReadonlyMap<string, ManifestFile> {
  return new Map(
    Object.entries(folders).map(([folder, toml]): [string, ManifestFile] => {
      const path = `${folder}/Cargo.toml`;
      const binarySources = ['src/main.rs'];
      return typeof toml === 'string'
        ? [path, { path, toml: undefined, error: { message: toml }, binarySources }]
        : [path, { path, toml, binarySources }];
    }),
  );
}

const fn = (name: string, more: Toml = {}): Toml => ({
  package: { name },
  dependencies: { lambda_runtime: '1' },
  ...more,
});

/** Root folder → names of functions in it. */
const shape = (files: ReadonlyMap<string, ManifestFile>, except?: ReadonlySet<string>) =>
  Object.fromEntries(
    modelFromManifests(files, except).workspaces.map((workspace) => [
      workspace.root,
      workspace.packages.map((pkg) => pkg.name),
    ]),
  );

describe('A project read from its manifests alone', () => {
  it('puts members under their root, by glob and by name', () => {
    const files = project({
      '/w': { workspace: { members: ['crates/*', 'tools/?ne', 'deep/**', 'set/[ab]', 'set/[!a-c]x'] } },
      '/w/crates/a': fn('a'),
      '/w/crates/a/inner': fn('not-by-star'),
      '/w/tools/one': fn('one'),
      '/w/deep/er/b': fn('b'),
      '/w/set/a': fn('set-a'),
      '/w/set/c': fn('set-c'),
      '/w/set/dx': fn('set-dx'),
    });
    assert.deepEqual(shape(files), {
      '/w': ['a', 'b', 'one', 'set-a', 'set-dx'],
      '/w/crates/a/inner': ['not-by-star'],
      '/w/set/c': ['set-c'],
    });
  });

  it('leaves excluded packages and nested workspaces on their own', () => {
    const files = project({
      '/w': { workspace: { members: ['**'], exclude: ['out'] } },
      '/w/in': fn('in'),
      '/w/out': fn('out'),
      '/w/out/side': fn('side'),
      '/w/nested': { workspace: { members: ['inner'] } },
      '/w/nested/inner': fn('inner'),
    });
    assert.deepEqual(shape(files), {
      '/w': ['in'],
      '/w/out': ['out'],
      '/w/out/side': ['side'],
      '/w/nested': ['inner'],
    });
  });

  it('takes what is listed by name although it is excluded, as cargo does', () => {
    const files = project({
      '/w': fn('root', {
        workspace: { members: ['fn/*', 'fn/named'], exclude: ['fn'] },
        dependencies: { needed: { path: 'fn/needed' }, lambda_runtime: '1' },
      }),
      '/w/fn/named': fn('named'),
      '/w/fn/matched': fn('matched'),
      '/w/fn/needed': fn('needed'),
    });
    assert.deepEqual(shape(files), {
      '/w': ['named', 'root'],
      '/w/fn/matched': ['matched'],
      '/w/fn/needed': ['needed'],
    });
  });

  it('takes path dependencies below the root for members, also those of dependencies', () => {
    const files = project({
      '/w': fn('root', { workspace: {}, dependencies: { a: { path: 'a' }, lambda_runtime: '1' } }),
      '/w/a': fn('a', { dependencies: { b: { path: '../b' }, lambda_runtime: '1' } }),
      '/w/b': fn('b'),
      '/w/c': fn('c'),
    });
    assert.deepEqual(shape(files), { '/w': ['a', 'b', 'root'], '/w/c': ['c'] });
  });

  it('follows package.workspace to a root that is elsewhere', () => {
    const files = project({
      '/w/root': { workspace: { members: ['../side'] } },
      '/w/side': fn('side', { package: { name: 'side', workspace: '../root' } }),
    });
    assert.deepEqual(shape(files), { '/w/root': ['side'] });
  });

  it('keeps the rest when a member is not TOML, and tells of that one', () => {
    const files = project({
      '/w': { workspace: { members: ['*'] } },
      '/w/good': fn('good'),
      '/w/bad': 'not TOML',
    });
    assert.deepEqual(shape(files), { '/w': ['good'] });
    const model = modelFromManifests(files);
    assert.deepEqual(model.broken, [{ manifestPath: '/w/bad/Cargo.toml', message: 'not TOML' }]);
    assert.ok(model.workspaces[0]?.manifests.includes('/w/bad/Cargo.toml'), 'it stays a member');
  });

  it('keeps everything below a root that is not TOML together', () => {
    const files = project({
      '/w': 'not TOML',
      '/w/a': fn('a', { dependencies: { lambda_http: { workspace: true } } }),
      '/w/nested': { workspace: { members: ['inner'] } },
      '/w/nested/inner': fn('inner'),
    });
    assert.deepEqual(shape(files), { '/w': ['a'], '/w/nested': ['inner'] });
  });

  it('shows nothing for a manifest that cargo has refused', () => {
    const files = project({ '/w': { workspace: { members: ['*'] } }, '/w/a': fn('a'), '/w/b': fn('b') });
    assert.deepEqual(shape(files, new Set(['/w/b/Cargo.toml'])), { '/w': ['a'] });
  });

  it('survives values of any type', () => {
    const odd = [null, 1, 'x', [], {}, [[1]], { a: 1 }];
    for (const value of odd) {
      const keys = ['package', 'dependencies', 'bin', 'workspace', 'target'];
      for (const key of keys)
        modelFromManifests(project({ '/w': fn('w', { [key]: value }), '/w/a': fn('a') }));
      modelFromManifests(
        project({ '/w': { workspace: { members: value, exclude: value, dependencies: value } } }),
      );
      modelFromManifests(
        project({ '/w': fn('w', { dependencies: { x: value }, bin: [value, { name: value }] }) }),
      );
    }
  });

  it('takes Windows paths', () => {
    const path = 'C:\\w\\a\\Cargo.toml';
    const files = new Map<string, ManifestFile>([
      [
        'C:\\w\\Cargo.toml',
        { path: 'C:\\w\\Cargo.toml', toml: { workspace: { members: ['*'] } }, binarySources: [] },
      ],
      [path, { path, toml: fn('a'), binarySources: ['src/bin/x/main.rs'] }],
    ]);
    const [binary] = binariesOf(modelFromManifests(files));
    assert.equal(binary?.workspaceRoot, 'C:\\w');
    assert.equal(binary.name, 'x');
    assert.equal(binary.sourcePath, 'C:\\w\\a\\src\\bin\\x\\main.rs');
    assert.equal(binary.targetDirectory, 'C:\\w\\target');
  });
});
