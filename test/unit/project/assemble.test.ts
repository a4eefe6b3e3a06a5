import assert from 'node:assert/strict';
import { assembleWorkspace } from '../../../src/core/project/assemble';
import { binariesOf } from '../../../src/core/project/model';

function useOf(...dependencies: readonly string[]): string | undefined {
  const workspace = assembleWorkspace({
    root: '/w',
    targetDirectory: '/w/target',
    source: 'cargo',
    furtherManifests: [],
    packages: [
      {
        name: 'one',
        manifestPath: '/w/Cargo.toml',
        dependencies: new Set(dependencies),
        binaries: [{ name: 'one', sourcePath: '/w/src/main.rs' }],
      },
    ],
  });
  const [binary] = binariesOf({ workspaces: [workspace], broken: [] });
  return binary && `${binary.kind}${binary.http ? ' http' : ''}`;
}

describe('A package is a function', () => {
  it('by the runtimes that were before, too', () => {
    assert.equal(useOf('lambda', 'serde'), 'function');
    assert.equal(useOf('netlify_lambda'), 'function');
    assert.equal(useOf('netlify_lambda_http'), 'function http');
    assert.equal(useOf('netlify_lambda', 'lambda-extension'), 'function');
  });

  it('by no crate that is only named like one', () => {
    assert.equal(useOf('lambda-calculus', 'serde'), undefined);
  });
});

describe('A package', () => {
  it('is built from those of its workspace that it depends on, also by way of others and in circles', () => {
    const pkg = (name: string, dependencies: readonly string[]) => ({
      name,
      manifestPath: `/w/${name}/Cargo.toml`,
      dependencies: new Set([...dependencies, 'lambda_runtime', 'serde']),
      binaries: [{ name, sourcePath: `/w/${name}/src/main.rs` }],
    });
    const { packages } = assembleWorkspace({
      root: '/w',
      targetDirectory: '/w/target',
      source: 'cargo',
      furtherManifests: [],
      packages: [
        pkg('api', ['shared']),
        pkg('shared', ['types']),
        pkg('types', ['shared']),
        pkg('other', []),
      ],
    });
    assert.deepEqual(
      packages.map(({ name, builtFrom }) => [name, ...builtFrom]),
      [
        ['api', '/w/shared/Cargo.toml', '/w/types/Cargo.toml'],
        ['other'],
        ['shared', '/w/types/Cargo.toml'],
        ['types', '/w/shared/Cargo.toml'],
      ],
    );
  });
});
