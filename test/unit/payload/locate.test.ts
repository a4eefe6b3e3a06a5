import assert from 'node:assert/strict';
import { rejectedSpan } from '../../../src/core/payload/locate';
import type { ShapeSet } from '../../../src/core/shape/shape';
import { shapeOf } from '../types/shaping';
import { recordedRejections, type RecordedRejection } from './recordedRejections';

/** What of its payload is marked; with the function's type, where that tells more. */
const marked: Readonly<Record<string, string | readonly [without: string, withType: string]>> = {
  'missing field': '{"lines":[]}',
  'missing field below': '{"article":"b"}',
  'missing field on the second line': '{ "article": "ü🦀" }',
  'wrong type': '"x"',
  'wrong type at the root': '"order"',
  'wrong type of an object': '{"a":[1]}',
  'wrong value': '-1',
  'number out of range': '4294967296',
  'float for an integer': '1.5',
  null: 'null',
  'key with dots': '"x"',
  'other key with dots': '300',
  'key of a map': '"x"',
  'value of a map': '"x"',
  'unknown variant': '"dance"',
  'variant of another type': '5',
  'unknown variant by tag': '"jump"',
  'missing tag': '{"to":1}',
  'wrong type behind a tag': '"x"',
  'missing field behind a tag': ['{"type":"move","to":1,"lines":[{"pieces":1}]}', '{"pieces":1}'],
  'wrong type in a variant': '"x"',
  'unknown variant as a key': '"Square"',
  'no variant': ['{"width":1,"height":"x"}', '"x"'],
  'no variant at all': '[1]',
  'unknown field': '"c"',
  'doubled field': '"pieces"',
  'wrong type in a flattened struct': '"b"',
  'missing field of a flattened struct': '{"name":"x","article":"a"}',
  'too few': '[1]',
  'too many': '[1,2,3]',
  'own words': '"today"',
  'not JSON': 'o',
  nothing: '',
  'trailing comma': '}',
  comment: '/',
  NaN: 'N',
  cut: 'a',
  'control character': 'b',
  'byte order mark': '\ufeff',
  'half a character': '"\\ud800"',
  'beyond numbers': '1e999',
  'no variant of the root': ['{"width":"x","height":1}', '"x"'],
  'no variant of the root at all': '"x"',
  'too deep': '[[[[]]]]',
  'key of the root': '"x"',
  'value of the root': '"x"',
};

describe('the part of a payload that a function rejected', () => {
  let recorded: readonly RecordedRejection[] = [];

  before(async () => (recorded = await recordedRejections()));

  const marks = ({ payload, rejections }: RecordedRejection, set?: ShapeSet): readonly string[] =>
    rejections.map((rejection) => {
      const span = rejectedSpan(payload, rejection, set);
      assert.ok(span, rejection.message);
      return payload.slice(span.offset, span.offset + span.length);
    });

  it('is known of every recorded rejection', () => {
    assert.deepEqual(
      recorded.map(({ name }) => name),
      Object.keys(marked),
    );
  });

  for (const [name, expected] of Object.entries(marked)) {
    const [without, withType] = typeof expected === 'string' ? [expected, expected] : expected;
    it(`is ${JSON.stringify(without)} for: ${name}`, () => {
      const rejected = recorded.find((each) => each.name === name);
      assert.ok(rejected);
      assert.deepEqual(marks(rejected), [without, without]);
      assert.deepEqual(marks(rejected, rejected.set), [withType, withType]);
    });
  }

  it('is in the variant that was most likely meant, whichever comes first', async () => {
    const source = `#[derive(serde::Deserialize)]\n#[serde(untagged)]
enum Event { Text(String), Named { name: String }, Sized { width: u32 } }\n`;
    const { set } = await shapeOf('Event', source);
    const rejection = { message: 'data did not match any variant of untagged enum Event' };
    assert.deepEqual(rejectedSpan('{"width":"x"}', rejection, set), { offset: 9, length: 3 });
  });

  it('is the second of two keys, and the right one of two equal values', () => {
    const doubled = '{"lines":[{"a":1},{"a":1,"a":2}]}';
    const at = rejectedSpan(doubled, {
      message: 'duplicate field `a`',
      path: 'lines[1]',
      line: 1,
      column: 28,
    });
    assert.deepEqual(at, { offset: doubled.lastIndexOf('"a"'), length: 3 });
    const behindTag = '{"of":{"a":"x","b":"x"}}';
    const message = 'invalid type: string "x", expected u32';
    assert.deepEqual(rejectedSpan(behindTag, { message, path: 'of', line: 1, column: 23 }), {
      offset: 6,
      length: 17,
    });
  });

  it('is unknown when nothing is said of it', () => {
    assert.equal(rejectedSpan('{}', { message: 'this function expects …' }), undefined);
    assert.equal(rejectedSpan('{}', { line: 7, column: 1 }), undefined);
  });

  it('counts columns in bytes, as serde_json does', () => {
    assert.deepEqual(rejectedSpan('"🦀ü" x', { line: 1, column: 10 }), { offset: 6, length: 1 });
  });

  it('is found in a payload that is nested deeper than serde_json follows', () => {
    const payload = `${'['.repeat(6000)}${']'.repeat(6000)}`;
    const rejection = { message: 'recursion limit exceeded', path: '[0]', line: 1, column: 128 };
    assert.deepEqual(rejectedSpan(payload, rejection), { offset: 1, length: 11_998 });
  });
});
