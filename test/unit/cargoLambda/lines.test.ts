import assert from 'node:assert/strict';
import { withoutEscapes } from '../../../src/core/cargoLambda/ansi';
import { createLineReader, longestLine, plainLine } from '../../../src/core/cargoLambda/lines';
import { createNewlineFixer } from '../../../src/core/cargoLambda/terminalText';

function read(chunks: readonly Uint8Array[]): string[] {
  const lines: string[] = [];
  const reader = createLineReader(new TextDecoder(), (line) => lines.push(line));
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return lines;
}

describe('Reading lines', () => {
  const bytes = new TextEncoder().encode('één 🦀\r\nzwei\n\nohne Ende');
  const expected = ['één 🦀', 'zwei', '', 'ohne Ende'];

  it('gives the same whatever two pieces the bytes come in, also inside a character', () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      assert.deepEqual(read([bytes.subarray(0, cut), bytes.subarray(cut)]), expected, `cut at ${cut}`);
    }
  });

  it('gives the same byte by byte', () => {
    assert.deepEqual(read(Array.from(bytes, (byte) => Uint8Array.of(byte))), expected);
  });

  it('takes time by the length of a line without an end, keeps no more than its beginning, and reads on', () => {
    const chunk = new Uint8Array(4096).fill(0x61);
    const end = new TextEncoder().encode('\nnext\n');
    const lines = read([...Array.from({ length: 16 * 1024 }, () => chunk), end]);
    assert.deepEqual(
      lines.map((line) => line.length),
      [longestLine, 'next'.length],
    );
  }).timeout(5_000);

  it('gives a character that never ended as a replacement', () => {
    assert.deepEqual(read([Uint8Array.of(0x61, 0xf0, 0x9f)]), ['a\uFFFD']);
  });
});

describe('A line once it stands still', () => {
  it('has no colours, links or titles', () => {
    const text =
      '\u001b[1m\u001b[38;5;9merror[E0308]\u001b[0m: \u001b]8;;https://a.b\u001b\\x\u001b]8;;\u0007y';
    assert.equal(withoutEscapes(text), 'error[E0308]: xy');
  });

  it('is the last frame of a progress bar', () => {
    assert.equal(
      plainLine('    Building [=>  ] 1/3\r\u001b[K    Building [==> ] 2/3\r\u001b[K  Finished'),
      '  Finished',
    );
    assert.equal(plainLine('    Building [=>  ] 1/3\r\u001b[K'), '');
  });
});

describe('Line ends for a terminal', () => {
  it('are \\r\\n, once, wherever the chunks are cut', () => {
    const text = 'a\nb\r\nc\rd\n';
    for (let cut = 0; cut <= text.length; cut++) {
      const fix = createNewlineFixer();
      assert.equal(fix(text.slice(0, cut)) + fix(text.slice(cut)), 'a\r\nb\r\nc\rd\r\n', `cut at ${cut}`);
    }
  });
});
