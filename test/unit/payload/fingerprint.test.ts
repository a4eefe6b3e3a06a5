import assert from 'node:assert/strict';
import { fingerprint } from '../../../src/core/payload/fingerprint';

describe('The fingerprint of a text', () => {
  it('is the same for the same text, and another for any other', () => {
    const texts = [
      '',
      ' ',
      '{}',
      '{ }',
      'a',
      'b',
      'ab',
      'ba',
      'ü',
      '\ud83d\ude00',
      '\ud83d',
      'a\u0000',
      'a\u0000\u0000',
    ];
    for (let each = 0; each < 20_000; each++) texts.push(JSON.stringify({ id: each }));
    assert.equal(new Set(texts.map(fingerprint)).size, texts.length);
    assert.equal(fingerprint('{"id":1}'), fingerprint(['{"id"', ':1}'].join('')));
  });
});
