import assert from 'node:assert/strict';
import { displayBody, hexDump, maxShown } from '../../../src/core/invocation/display';

describe('a body as it is shown', () => {
  it('is laid out when it is JSON', () => {
    const shown = displayBody({ kind: 'json', text: '{"id":18446744073709551615}', bytes: 27 });
    assert.deepEqual(shown, {
      language: 'json',
      text: '{\n  "id": 18446744073709551615\n}',
      bytes: 27,
      cut: false,
    });
  });

  it('is cut when it is large, and says so with its whole size', () => {
    const text = JSON.stringify('x'.repeat(6_291_456));
    const start = performance.now();
    const shown = displayBody({ kind: 'json', text, bytes: text.length });
    assert.ok(performance.now() - start < 500);
    assert.deepEqual([shown.text.length, shown.cut, shown.bytes], [maxShown, true, 6_291_458]);
  });

  it('is as it came when its layout would be too long', () => {
    const text = `${'['.repeat(500)}${'1,'.repeat(100_000)}1${']'.repeat(500)}`;
    assert.equal(displayBody({ kind: 'json', text, bytes: text.length }).text, text);
  });

  it('is hexadecimal when it is binary', () => {
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0x21,
    ]);
    assert.equal(
      hexDump(png),
      '00000000  89 50 4e 47 0d 0a 1a 0a 00 00 00 00 00 00 00 00  .PNG............\n' +
        '00000010  21                                               !',
    );
    const shown = displayBody({ kind: 'binary', content: new Uint8Array(10_000), bytes: 10_000 });
    assert.deepEqual([shown.language, shown.cut, shown.text.split('\n').length], ['hex', true, 256]);
  });

  it('is nothing when it is empty', () => {
    assert.deepEqual(displayBody({ kind: 'empty' }), { language: 'text', text: '', bytes: 0, cut: false });
  });
});
