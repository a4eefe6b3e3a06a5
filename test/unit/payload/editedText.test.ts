import assert from 'node:assert/strict';
import { EditedText } from '../../../src/core/payload/editedText';
import type { TextEdit } from '../../../src/core/payload/fixes';

describe('A text that is edited', () => {
  it('is what typing, typing on, going back and replacing make of it, whenever it is read', () => {
    const typed: readonly (TextEdit & { readonly gives: string })[] = [
      { offset: 2, length: 0, text: 'a', gives: '[]a' },
      { offset: 3, length: 0, text: 'bc', gives: '[]abc' },
      { offset: 5, length: 0, text: 'd', gives: '[]abcd' },
      { offset: 5, length: 1, text: '', gives: '[]abc' },
      { offset: 1, length: 0, text: 'x', gives: '[x]abc' },
      { offset: 1, length: 0, text: 'y', gives: '[yx]abc' },
      { offset: 2, length: 0, text: 'z', gives: '[yzx]abc' },
      { offset: 3, length: 1, text: '!', gives: '[yz!]abc' },
    ];
    for (const often of [1, 2, 3, 8]) {
      const text = new EditedText('[]');
      for (const [index, { gives, ...edit }] of typed.entries()) {
        text.edit([edit]);
        assert.equal(text.length, gives.length);
        if ((index + 1) % often === 0) assert.equal(text.text, gives, `read after each ${often}`);
      }
    }
  });

  it('takes several edits at once, whose places are in the text before', () => {
    const text = new EditedText('abc');
    text.edit([
      { offset: 0, length: 1, text: '' },
      { offset: 2, length: 0, text: 'xyz' },
    ]);
    assert.equal(text.length, 5);
    assert.equal(text.text, 'bxyzc');
  });
});
