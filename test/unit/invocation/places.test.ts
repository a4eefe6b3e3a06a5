import assert from 'node:assert/strict';
import { panicPlace, placeIn } from '../../../src/core/invocation/places';

describe('the place that a text names', () => {
  const cases: readonly [text: string, path: string, line: number, column?: number][] = [
    ['at src/main.rs:41:9', 'src/main.rs', 41, 9],
    ['(lib.rs:7)', 'lib.rs', 7],
    ['failed at C:\\w\\src\\main.rs:3:1', 'C:\\w\\src\\main.rs', 3, 1],
    ['/home/me/größe/src/lib.rs:3', '/home/me/größe/src/lib.rs', 3],
  ];
  for (const [text, path, line, column] of cases) {
    it(`is ${path}:${line} in “${text}”`, () => {
      assert.deepEqual(placeIn(text), { path, line, ...(column !== undefined && { column }) });
    });
  }

  it('is found in a long text without waiting', () => {
    const long = 'x'.repeat(1_000_000);
    assert.equal(placeIn(long), undefined);
    assert.equal(placeIn('.rs:1 '.repeat(100_000)), undefined);
    assert.equal(placeIn('/.rs:1 '.repeat(100_000)), undefined);
    assert.deepEqual(placeIn(`${long} src/main.rs:4`), { path: 'src/main.rs', line: 4 });
  });

  it('is none without a line number, or in another language', () => {
    assert.equal(placeIn('see src/main.rs'), undefined);
    assert.equal(placeIn('app.js:3:4'), undefined);
  });
});

describe('the place of a panic', () => {
  /** As rustc 1.95 prints it. */
  const output = [
    'asked "panic"',
    "thread 'main' (29656) panicked at endings/src/main.rs:13:26:",
    'asked to panic',
    'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
  ];

  it('stands before the message that the response tells', () => {
    assert.deepEqual(panicPlace(output, 'asked to panic'), {
      path: 'endings/src/main.rs',
      line: 13,
      column: 26,
    });
  });

  it('is printed without the number of the thread by older toolchains', () => {
    const older = output.map((line) => line.replace(' (29656)', ''));
    assert.equal(panicPlace(older, 'asked to panic\nsecond line')?.line, 13);
  });

  it('is not that of another panic', () => {
    assert.equal(panicPlace(output, 'something else'), undefined);
  });
});
