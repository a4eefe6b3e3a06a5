// @workspace test/fixtures/workspaces/loop
import assert from 'node:assert/strict';
import { agoText } from '../../src/ui/amounts';

describe('How long ago something was', () => {
  it('is said in the largest unit that fits, and also when nobody knows', () => {
    assert.equal(agoText(0, 7_200_000), '2 hr. ago');
    assert.equal(agoText(Number.NaN, 0), 'age unknown');
  });
});
