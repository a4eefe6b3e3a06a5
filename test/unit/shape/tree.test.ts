import assert from 'node:assert/strict';
import { parseJson, type JsonNode } from '../../../src/core/shape/tree';

function read(text: string): JsonNode {
  const { root } = parseJson(text);
  assert.ok(root, `${text} is refused`);
  return root;
}

/** Where it stops to be JSON. */
function fault(text: string): number {
  const parsed = parseJson(text);
  assert.ok(!parsed.root, `${text} is accepted`);
  return parsed.offset;
}

/** What the tree stands for, as `JSON.parse` has it. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'array':
      return node.items.map(plain);
    case 'object':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, plain(value)]));
    case 'number':
      return Number(node.raw);
    case 'null':
      return null;
    case 'string':
    case 'boolean':
      return node.value;
  }
}

describe('The tree of a payload', () => {
  it('is what JSON.parse reads', () => {
    const texts = [
      '{}',
      '[]',
      ' [ ] ',
      'null',
      '"\\u00e4\\ud83d\\udc4d\\n\\/"',
      '-0.5e-3',
      '{"a":[1,{"b":[[],{}]},true],"":"","c":false}',
      '\r\n\t {"a" : [ 1 , 2 ] , "b" : null }\n',
      '["x\u2028", "\u007f"]',
    ];
    for (const text of texts) assert.deepEqual(plain(read(text)), JSON.parse(text), text);
  });

  it('refuses what JSON.parse refuses, at the place of the fault', () => {
    const faults: readonly (readonly [string, number])[] = [
      ['', 0],
      [' ', 1],
      ['{', 1],
      ['[', 1],
      ['[1,]', 3],
      ['[1 2]', 3],
      ['{"a"}', 4],
      ['{"a":}', 5],
      ['{"a":1,}', 7],
      ['{a:1}', 1],
      ['{"a":1]', 6],
      ['[1}', 2],
      ['01', 1],
      ['1.', 1],
      ['.5', 0],
      ['+1', 0],
      ['-', 0],
      ['1e', 1],
      ['NaN', 0],
      ['True', 0],
      ['nul', 0],
      ['nullx', 4],
      ['{} {}', 3],
      ["'a'", 0],
      ['\ufeff{}', 0],
      ['[1] // comment', 4],
      ['\u00a01', 0],
    ];
    for (const [text, offset] of faults) {
      assert.throws(() => JSON.parse(text) as unknown, text);
      assert.equal(fault(text), offset, text);
    }
  });

  it('refuses control characters, bad escapes and open ends in strings', () => {
    for (const text of ['"a\nb"', '"\u0000"', '"\\x41"', '"\\u12"', '"\\u12g4"', '"a', '"a\\', '"\\"']) {
      assert.ok(fault(text) > 0, text);
    }
  });

  it('knows places, digits as written, and keys that come twice', () => {
    const node = read(' {"n": 1.50, "n": 12345678901234567890123} ');
    assert.ok(node.kind === 'object');
    assert.deepEqual([node.offset, node.length], [1, 41]);
    const found = node.entries.map(({ key, value }) => [
      key.value,
      key.offset,
      key.length,
      value.kind === 'number' && value.raw,
      value.offset,
      value.length,
    ]);
    assert.deepEqual(found, [
      ['n', 2, 3, '1.50', 7, 4],
      ['n', 13, 3, '12345678901234567890123', 18, 23],
    ]);
  });

  it('counts brackets from the outermost', () => {
    const node = read('[{"a":[[]]}]');
    const depths: number[] = [];
    const visit = (each: JsonNode): void => {
      if (each.kind === 'array') {
        depths.push(each.depth);
        each.items.forEach(visit);
      } else if (each.kind === 'object') {
        depths.push(each.depth);
        each.entries.forEach(({ value }) => visit(value));
      }
    };
    visit(node);
    assert.deepEqual(depths, [1, 2, 3, 4]);
  });

  it('keeps halves of surrogate pairs, for serde to judge', () => {
    const node = read('"\\ud83d"');
    assert.equal(node.kind === 'string' && node.value, '\ud83d');
  });

  it('goes as deep as a payload does, and is done in linear time', () => {
    const deep = 100_000;
    assert.ok(parseJson('['.repeat(deep) + ']'.repeat(deep)).root);
    assert.equal(fault('['.repeat(deep)), deep);
    assert.ok(parseJson('{"a":'.repeat(deep) + '1' + '}'.repeat(deep)).root);
    const long = `"${'\\n'.repeat(1_000_000)}"`;
    assert.equal(plain(read(long)), '\n'.repeat(1_000_000));
  });
});
