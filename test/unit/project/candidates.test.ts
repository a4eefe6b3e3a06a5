import assert from 'node:assert/strict';
import { groupCandidates } from '../../../src/core/project/candidates';
import { binariesOf, type LambdaBinary } from '../../../src/core/project/model';
import { model, workspace } from './models';

const binaries = binariesOf(model(workspace('/w', { a: ['x', 'y'], b: ['z'], 'b/inner': ['i'] })));
const id = (name: string): string => binaries.find((binary) => binary.name === name)?.id ?? '';
const groups = (active?: string, last?: string) => {
  const names = (group: readonly LambdaBinary[]) => group.map((binary) => binary.name);
  const found = groupCandidates(binaries, active, last);
  return { active: names(found.active), lastUsed: names(found.lastUsed), others: names(found.others) };
};

describe('Functions to choose from', () => {
  it('begin with the one whose main file is in the editor', () => {
    assert.deepEqual(groups('/w/a/src/bin/y.rs').active, ['y', 'x']);
  });

  it('take any file of a package for its functions', () => {
    assert.deepEqual(groups('/w/a/src/lib.rs').active, ['x', 'y']);
    assert.deepEqual(groups('/w/elsewhere.rs').active, []);
  });

  it('prefer a package within a package', () => {
    assert.deepEqual(groups('/w/b/inner/src/lib.rs').active, ['i', 'z']);
  });

  it('go on with the one used last, and have each once', () => {
    assert.deepEqual(groups(undefined, id('z')), { active: [], lastUsed: ['z'], others: ['i', 'x', 'y'] });
    assert.deepEqual(groups('/w/a/src/lib.rs', id('x')), {
      active: ['x', 'y'],
      lastUsed: [],
      others: ['i', 'z'],
    });
  });

  it('do without a last one that is gone', () => {
    assert.deepEqual(groups(undefined, '/gone#gone').lastUsed, []);
  });
});
