import assert from 'node:assert/strict';
import { shapeOf, shapeText } from '../../../src/core/shape/shapeText';
import { catalogue } from '../../agreement/catalogue/all';
import { shapeSetOf } from '../../agreement/shapes';

describe('A shape as text', () => {
  it('comes back as it was, with all digits of its limits', () => {
    for (const each of catalogue()) {
      const set = shapeSetOf(each);
      assert.deepEqual(shapeOf(shapeText(set)), set);
    }
  });
});
