import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { classify } from '../../../src/core/invocation/classify';
import { rejectedSpan } from '../../../src/core/payload/locate';
import type { ShapeSet } from '../../../src/core/shape/shape';
import { codec } from '../../../src/ui/invokePanel/codec';
import { shapeOf } from '../types/shaping';

interface Recorded {
  readonly name: string;
  readonly type: string;
  readonly payload: string;
  /** By the version of lambda_runtime. */
  readonly said: Readonly<Record<string, object>>;
}

const fixtures = path.resolve(import.meta.dirname, '../../fixtures');

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
  const sets = new Map<string, ShapeSet>();
  let rejections: readonly Recorded[] = [];

  before(async () => {
    const file = path.join(fixtures, 'output/lambda_runtime-rejections.json');
    ({ rejections } = JSON.parse(await readFile(file, 'utf8')) as {
      readonly rejections: readonly Recorded[];
    });
    const source = await readFile(path.join(fixtures, 'rejections/src/main.rs'), 'utf8');
    for (const type of ['Order', 'Size', 'HashMap<u32, u8>'])
      sets.set(type.replace(/<.*/, ''), (await shapeOf(type, source)).set);
  });

  const marks = ({ payload, said }: Recorded, set?: ShapeSet): readonly string[] =>
    Object.values(said).map((answer) => {
      const body = Buffer.from(JSON.stringify(answer));
      const outcome = classify({ status: 500, headers: {}, body, durationMs: 1 }, codec);
      assert.ok(outcome.kind === 'rejectedPayload');
      const span = rejectedSpan(payload, outcome, set);
      assert.ok(span, outcome.message);
      return payload.slice(span.offset, span.offset + span.length);
    });

  it('is known of every recorded rejection', () => {
    assert.deepEqual(
      rejections.map(({ name }) => name),
      Object.keys(marked),
    );
  });

  for (const [name, expected] of Object.entries(marked)) {
    const [without, withType] = typeof expected === 'string' ? [expected, expected] : expected;
    it(`is ${JSON.stringify(without)} for: ${name}`, () => {
      const recorded = rejections.find((each) => each.name === name);
      assert.ok(recorded);
      assert.deepEqual(marks(recorded), [without, without]);
      const set = sets.get(recorded.type === 'ById' ? 'HashMap' : recorded.type);
      assert.ok(set);
      assert.deepEqual(marks(recorded, set), [withType, withType]);
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
