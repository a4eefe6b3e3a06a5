import assert from 'node:assert/strict';
import { formatJson, jsonProblem } from '../../../src/core/payload/json';

describe('a text that is no JSON', () => {
  const cases: readonly [text: string, fault: string, line: number, character: number][] = [
    ['nope', 'unexpected', 0, 0],
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
});
