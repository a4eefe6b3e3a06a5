import assert from 'node:assert/strict';
import { movedPosition, offsetAt, positionAt } from '../../../src/core/rust/positions';
import { find, program, search } from './finding';

const source = program(
  `use lambda_runtime::{run, service_fn, LambdaEvent};
// “Zürich” 😀
/* 😀 */ pub async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }`,
  'let _ = "😀"; run(service_fn(handler)).await',
);

describe('Where a handler is', () => {
  it('counts UTF-16 code units, as editors do', async () => {
    const { location } = await search({ '/orders/src/main.rs': source });
    // `/* 😀 */ pub async fn ` has 21 characters, one of them of two code units.
    assert.deepEqual(location?.start, { line: 2, character: 22 });
    assert.deepEqual(location.end, { line: 2, character: 29 });
  });

  for (const [name, lineEnd] of Object.entries({ CRLF: '\r\n', CR: '\r', LF: '\n' })) {
    it(`is right with line ends of ${name}`, async () => {
      const finding = await find(source.replaceAll('\n', lineEnd));
      // With CR alone all that follows `//` is a comment to Rust: there is nothing to find.
      if (name === 'CR') assert.equal(finding, undefined);
      else assert.deepEqual([finding?.at, finding?.line], ['handler', 2]);
    });
  }

  it('is right with a byte order mark', async () => {
    const line = 'use lambda_runtime::*; fn handler() {} fn main() { run(service_fn(handler)); }';
    const { location } = await search({ '/orders/src/main.rs': `\uFEFF${line}` });
    assert.deepEqual(location?.start, { line: 0, character: line.indexOf('handler') });
  });

  it('is right below a shebang', async () => {
    assert.equal((await find(`#!/usr/bin/env cargo\n${source}`))?.line, 3);
  });
});

describe('A position', () => {
  const text = 'ab\r\ncd\ref\n\ngh';
  it('is a line and a column, and back', () => {
    const places: readonly [number, number, number][] = [
      [0, 0, 0],
      [2, 0, 2],
      [4, 1, 0],
      [7, 2, 0],
      [10, 3, 0],
      [11, 4, 0],
      [13, 4, 2],
    ];
    for (const [offset, line, character] of places) {
      assert.deepEqual(positionAt(text, offset), { line, character });
      assert.equal(offsetAt(text, { line, character }), offset);
    }
  });

  it('behind the end is the end', () => {
    assert.equal(offsetAt(text, { line: 9, character: 0 }), text.length);
    assert.equal(offsetAt(text, { line: 4, character: 80 }), text.length);
  });

  it('moves with what is typed above it', () => {
    assert.deepEqual(movedPosition({ line: 4, character: 1 }, text, `x\n${text}`), { line: 5, character: 1 });
    assert.deepEqual(movedPosition({ line: 4, character: 1 }, text, text.slice(4)), {
      line: 3,
      character: 1,
    });
  });

  it('stays when something is typed behind it', () => {
    assert.deepEqual(movedPosition({ line: 1, character: 1 }, text, `${text} more`), {
      line: 1,
      character: 1,
    });
  });

  it('stays in the text when it is deleted', () => {
    assert.deepEqual(movedPosition({ line: 4, character: 1 }, text, 'ab'), { line: 0, character: 2 });
    assert.deepEqual(movedPosition({ line: 4, character: 1 }, text, ''), { line: 0, character: 0 });
  });
});
