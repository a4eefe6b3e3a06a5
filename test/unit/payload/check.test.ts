import assert from 'node:assert/strict';
import { checkPayload, utf8Bytes } from '../../../src/core/payload/check';
import { maxPayloadBytes } from '../../../src/core/payload/limits';

const jsonStringOf = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;

describe('the check of a payload', () => {
  it('takes every kind of JSON value', () => {
    for (const text of ['{}', '[]', 'null', '0', '"ü"', ' {"a": [1, 2.5e3, true]} \n']) {
      assert.equal(checkPayload(text), undefined, text);
    }
  });

  it('refuses nothing and white space as empty', () => {
    assert.deepEqual(checkPayload(''), { reason: 'empty', bytes: 0 });
    assert.deepEqual(checkPayload(' \n\t'), { reason: 'empty', bytes: 3 });
  });

  it('takes 6 MB and refuses one byte more', () => {
    assert.equal(maxPayloadBytes, 6_291_456);
    assert.equal(checkPayload(jsonStringOf(6_291_456)), undefined);
    assert.deepEqual(checkPayload(jsonStringOf(6_291_457)), { reason: 'tooLarge', bytes: 6_291_457 });
  });

  it('measures in UTF-8, not in characters', () => {
    const umlauts = `"${'ü'.repeat(3_145_727)}"`;
    assert.equal(checkPayload(umlauts), undefined);
    assert.deepEqual(checkPayload(`${umlauts} `), { reason: 'tooLarge', bytes: 6_291_457 });
  });

  it('counts bytes as an encoder gives them', () => {
    for (const text of ['', 'a', 'ü', '€', '🦀', 'a🦀€ü', '\ud83e', '\udd80x', '\u0080\u07ff\u0800\uffff']) {
      assert.equal(utf8Bytes(text), Buffer.byteLength(text), JSON.stringify(text));
    }
  });
});
