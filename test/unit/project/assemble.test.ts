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
