import assert from 'node:assert/strict';
import { formatJson, jsonProblem } from '../../../src/core/payload/json';

describe('a text that is no JSON', () => {
  const cases: readonly [text: string, fault: string, line: number, character: number][] = [
    ['nope', 'unexpected', 0, 0],
    ['\ufeff{}', 'byteOrderMark', 0, 0],
    ['{"a": 1,}', 'propertyName', 0, 8],
    ['{"a" 1}', 'colon', 0, 5],
    ['{\n  "a": [1 2]\n}', 'comma', 1, 10],
    ['{\n  "a": 1', 'closeBrace', 1, 8],
    ['["abc', 'string', 0, 1],
    ['"\\q"', 'escape', 0, 0],
    ['// why\n{}', 'comment', 0, 0],
    ['{} {}', 'endOfFile', 0, 3],
    ["{'a': 1}", 'unexpected', 0, 1],
    ['{"a": NaN}', 'unexpected', 0, 6],
  ];
  for (const [text, fault, line, character] of cases) {
    it(`${JSON.stringify(text)} has its first problem (${fault}) where it is`, () => {
      const problem = jsonProblem(text);
      assert.deepEqual([problem?.fault, problem?.line, problem?.character], [fault, line, character]);
    });
  }

  it('is refused even when only JSON.parse sees why', () => {
    assert.notEqual(jsonProblem('\ufeff{}'), undefined);
    assert.notEqual(jsonProblem('{"a":01}'), undefined);
    assert.notEqual(jsonProblem('-'), undefined);
  });

  it('is refused when it is nested deeper than a parser can follow, and such JSON is taken', () => {
    assert.equal(jsonProblem('['.repeat(200_000))?.fault, 'unexpected');
    assert.equal(jsonProblem(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), undefined);
  });
});

describe('formatting JSON', () => {
  it('changes white space alone: numbers, doubled keys and escapes stay as they are written', () => {
    assert.equal(
      formatJson('{"id":18446744073709551615,"id":1.10e5,"s":"\\u00fc\\/"}'),
      '{\n  "id": 18446744073709551615,\n  "id": 1.10e5,\n  "s": "\\u00fc\\/"\n}',
    );
  });

  it('leaves formatted text alone', () => {
    const text = '{\n  "a": [\n    1,\n    {}\n  ]\n}';
    assert.equal(formatJson(text), text);
  });

  it('puts nothing between the brackets of what is empty, and a space after a colon', () => {
    assert.equal(
      formatJson('{"a" : [ ],"b":{"c":\n[{ },"},:[\\""]}}'),
      '{\n  "a": [],\n  "b": {\n    "c": [\n      {},\n      "},:[\\""\n    ]\n  }\n}',
    );
    assert.equal(formatJson(' 1 '), '1');
  });

  it('takes time in proportion to the text', () => {
    const list = Array.from({ length: 25_000 }, (_, id) => ({ id, name: 'a name', tags: ['one', 'two'] }));
    const text = JSON.stringify(list);
    assert.ok(text.length > 1_000_000);
    const start = performance.now();
    const laidOut = formatJson(text);
    // 51 s were seen for half of it when each piece was put into the whole text.
    assert.ok(performance.now() - start < 2000);
    assert.equal(laidOut, JSON.stringify(list, undefined, 2));
  });

  it('leaves alone what would come out too long, as indentation does in deep nesting', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    assert.equal(formatJson(nested(3)), '[\n  [\n    []\n  ]\n]');
    for (const text of [nested(3000), nested(500_000)]) {
      const start = performance.now();
      assert.equal(formatJson(text), text);
      assert.ok(performance.now() - start < 2000);
    }
  });
});
