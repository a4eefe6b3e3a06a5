import assert from 'node:assert/strict';
import { parseTaskDefinition } from '../../../src/core/cargoLambda/taskDefinition';
import { rootOfTask } from '../../../src/core/cargoLambda/taskRoot';
import type { CargoWorkspace, LambdaBinary } from '../../../src/core/project/model';

const workspace = (root: string, ...names: readonly string[]): CargoWorkspace => ({
  ...{ root, targetDirectory: `${root}/target`, source: 'cargo' },
  packages: names.map((name) => ({
    ...{ name, manifestPath: `${root}/${name}/Cargo.toml` },
    binaries: [{ name } as LambdaBinary],
    builtFrom: [],
  })),
  names: { packages: names, binaries: names },
  manifests: [`${root}/Cargo.toml`, ...names.map((name) => `${root}/${name}/Cargo.toml`)],
});
const workspaces = [workspace('/a/nested', 'tiny'), workspace('/a', 'orders'), workspace('/b', 'mails')];
const rootOf = (definition: Record<string, unknown>, folders = ['/a', '/b']): string | undefined =>
  rootOfTask(parseTaskDefinition({ command: 'build', ...definition })!, folders, workspaces);

describe('The Cargo workspace that a task is about', () => {
  it('is the one of its manifest, be it a member', () => {
    assert.equal(rootOf({ manifestPath: 'nested/tiny/Cargo.toml' }), '/a/nested');
    assert.equal(rootOf({ manifestPath: '/b/mails/Cargo.toml' }), '/b');
    assert.equal(rootOf({ manifestPath: 'nested/tiny/Cargo.toml' }, ['/b', '/a']), '/a/nested');
  });

  it('is the one that has its package or binary, whichever folder is the first', () => {
    assert.equal(rootOf({ package: 'mails' }), '/b');
    assert.equal(rootOf({ binary: 'mails' }), '/b');
    assert.equal(rootOf({ package: 'tiny', binary: 'tiny' }), '/a/nested');
  });

  it("is a folder's own when the task names nothing", () => {
    assert.equal(rootOf({}), '/a');
    assert.equal(rootOf({}, ['/b']), '/b');
  });

  it('is what was written, where nothing of it is known', () => {
    assert.equal(rootOf({ manifestPath: 'new/Cargo.toml' }), '/a/new');
    assert.equal(rootOf({ package: 'unheard-of' }), '/a');
    assert.equal(rootOf({}, ['/elsewhere']), '/elsewhere');
    assert.equal(rootOf({}, []), undefined);
  });
});
