import assert from 'node:assert/strict';
import { workspaceFromMetadata } from '../../../src/core/project/metadata';
import { binariesOf, type LambdaBinary } from '../../../src/core/project/model';
import recorded from './recorded/metadata.json';

const workspace = workspaceFromMetadata(JSON.stringify(recorded.metadata));
const binaries = binariesOf({ workspaces: [workspace], broken: [] });
const named = (name: string): LambdaBinary => {
  const found = binaries.find((binary) => binary.name === name);
  assert.ok(found, `${name} was not found`);
  return found;
};

describe(`A workspace as told by ${recorded.printedBy}`, () => {
  it('finds a function however its dependency is written', () => {
    for (const name of ['inherited', 'inherited-renamed', 'renamed', 'target-specific']) {
      assert.equal(named(name).kind, 'function');
    }
  });

  it('knows which functions take HTTP requests', () => {
    assert.equal(named('target-specific').http, true);
    assert.equal(named('renamed').http, false);
  });

  it('takes lambda-extension alone for an extension, and beside a runtime for a function', () => {
    assert.equal(named('extension-only').kind, 'extension');
    assert.equal(named('internal-extension').kind, 'function');
  });

  it('leaves out packages that need the runtime for tests or builds only, have no binary, or do not need it', () => {
    const shown = workspace.packages.map((pkg) => pkg.name);
    for (const name of ['dev-only', 'build-only', 'library-only', 'plain'])
      assert.ok(!shown.includes(name), name);
  });

  it('lists every binary of a package, and those alone that autobins = false leaves', () => {
    const of = (pkg: string) =>
      workspace.packages.find(({ name }) => name === pkg)?.binaries.map((b) => b.name);
    assert.deepEqual(of('several'), ['duplicate', 'second', 'several', 'third']);
    assert.deepEqual(of('no-autobins'), ['only-this']);
  });

  it('names the packages that have a binary of the same name, be they Lambda packages or not', () => {
    assert.deepEqual(named('duplicate').clashesWith, ['plain']);
    assert.deepEqual(named('second').clashesWith, []);
  });

  it('carries all that a command needs', () => {
    assert.deepEqual(named('second'), {
      id: '/home/me/shapes/crates/several/Cargo.toml#second',
      name: 'second',
      kind: 'function',
      http: false,
      sourcePath: '/home/me/shapes/crates/several/src/bin/second.rs',
      packageName: 'several',
      manifestPath: '/home/me/shapes/crates/several/Cargo.toml',
      workspaceRoot: '/home/me/shapes',
      targetDirectory: '/home/me/shapes/target',
      clashesWith: [],
    });
  });

  it('covers the virtual root and packages that are not shown', () => {
    assert.equal(workspace.manifests.length, recorded.metadata.packages.length + 1);
    assert.ok(workspace.manifests.includes('/home/me/shapes/Cargo.toml'));
    assert.ok(workspace.manifests.includes('/home/me/shapes/crates/plain/Cargo.toml'));
  });

  it('knows the names of packages and binaries that are not shown: cargo takes no second one', () => {
    for (const name of ['library-only', 'plain', 'several'])
      assert.ok(workspace.names.packages.includes(name), name);
    for (const name of ['duplicate', 'dev-only']) assert.ok(workspace.names.binaries.includes(name), name);
    assert.ok(!workspace.names.binaries.includes('library-only'));
  });

  it('refuses a format it does not know', () => {
    assert.throws(() => workspaceFromMetadata('{"version":2}'), /format version 1/);
    assert.throws(() => workspaceFromMetadata('null'), /format version 1/);
  });
});
