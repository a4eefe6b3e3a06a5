import assert from 'node:assert/strict';
import { parseFromDeployPanel } from '../../../src/protocol/deploy';

describe('A message of the deploy panel', () => {
  it('is understood when something was chosen or pressed', () => {
    const choose = { type: 'choose', what: 'region', value: 'eu-west-1' };
    assert.deepEqual(parseFromDeployPanel(choose), choose);
    assert.deepEqual(parseFromDeployPanel({ type: 'press', id: 'deploy', more: 1 }), {
      type: 'press',
      id: 'deploy',
    });
  });

  for (const message of [
    undefined,
    null,
    'press',
    [],
    {},
    { type: 'press' },
    { type: 'press', id: 1 },
    { type: 'choose', what: 'constructor', value: 'x' },
    { type: 'choose', what: 'region' },
    { type: 'choose', what: 'region', value: ['x'] },
  ]) {
    it(`is nothing when it is ${JSON.stringify(message)}`, () => {
      assert.equal(parseFromDeployPanel(message), undefined);
    });
  }
});
