import assert from 'node:assert/strict';
import { fixesFor, type Fix } from '../../../src/core/payload/fixes';
import { nearest } from '../../../src/core/payload/nearMiss';
import { check } from '../../../src/core/shape/checker';
import { parseJson } from '../../../src/core/shape/tree';
import { catalogue } from '../../agreement/catalogue/all';
import { payloadsFor } from '../../agreement/payloads';
import { shapeSetOf } from '../../agreement/shapes';
import { serde, shapeOf } from '../types/shaping';

const applied = (text: string, { edits }: Fix): string =>
  [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (done, { offset, length, text: put }) => done.slice(0, offset) + put + done.slice(offset + length),
      text,
    );

/** What each fix of the first problem makes of the payload: `kind what: payload`. */
async function fixed(source: string, json: string, type = 'Order'): Promise<readonly string[]> {
  const { set } = await shapeOf(type, serde + source);
  const { root } = parseJson(json);
  assert.ok(root);
  const [problem] = check(root, set);
  assert.ok(problem, 'it is refused');
  return fixesFor(json, root, set, problem).map((fix) => `${fix.kind} ${fix.what}: ${applied(json, fix)}`);
}

describe('A fix', () => {
  const order = `#[derive(Deserialize)] #[serde(deny_unknown_fields)] struct Order { id: u32, #[serde(default)] tags: Vec<String> }`;

  it('adds what is missing, laid out as what is there', async () => {
    const source = `#[derive(Deserialize)] struct Order { id: u32, line: Line } #[derive(Deserialize)] struct Line { sku: String }`;
    assert.deepEqual(await fixed(source, '{"id": 1}'), ['add line: {"id": 1, "line": { "sku": "text" }}']);
    assert.deepEqual(await fixed(source, '{\n    "id": 1\n}'), [
      'add line: {\n    "id": 1,\n    "line": {\n      "sku": "text"\n    }\n}',
    ]);
    assert.deepEqual(await fixed(order, '{}'), ['add id: {\n  "id": 1\n}']);
    assert.deepEqual(await fixed(source, '{\n\t"id": 1\n}'), [
      'add line: {\n\t"id": 1,\n\t"line": {\n\t\t"sku": "text"\n\t}\n}',
    ]);
    assert.deepEqual(await fixed(source, '{\n\t"id": 1, "line":\n\t{}\n}'), [
      'add sku: {\n\t"id": 1, "line":\n\t{\n\t\t"sku": "text"\n\t}\n}',
    ]);
  });

  it('adds what a flattened struct misses', async () => {
    const source = `#[derive(Deserialize)] struct Order { #[serde(flatten)] page: Page } #[derive(Deserialize)] struct Page { limit: u8 }`;
    assert.deepEqual(await fixed(source, '{"x":1}'), ['add limit: {"x":1, "limit": 1}']);
  });

  it('renames what is almost right', async () => {
    assert.deepEqual(await fixed(order, '{"id":1,"Tags":[]}'), [
      'rename tags: {"id":1,"tags":[]}',
      'remove Tags: {"id":1}',
    ]);
    assert.deepEqual(await fixed(order, '{"id":1,"tags":[],"Tags":[]}'), ['remove Tags: {"id":1,"tags":[]}']);
    const event = `#[derive(Deserialize)] struct Order { #[serde(rename = "detail-type")] kind: String }`;
    const [rename] = await fixed(event, '{"detail_type":"a"}');
    assert.equal(rename, 'rename detail-type: {"detail-type":"a"}');
    assert.equal(nearest('recieved', ['sent', 'received']), 'received');
    assert.equal(nearest('id', ['to', 'no']), undefined);
  });

  it('removes what is unknown or comes twice, wherever it is', async () => {
    const remove = async (json: string): Promise<string | undefined> => (await fixed(order, json)).at(-1);
    assert.equal(await remove('{"more":1,"id":1}'), 'remove more: {"id":1}');
    assert.equal(await remove('{"id":1, "more": {"a":1}}'), 'remove more: {"id":1}');
    assert.equal(await remove('{"id":1,"more":1,"tags":[]}'), 'remove more: {"id":1,"tags":[]}');
    assert.equal(await remove('{"id":1,"id":2}'), 'remove id: {"id":1}');
  });

  it('writes the same value as its type wants it', async () => {
    const source = `#[derive(Deserialize)] struct Order { id: u8, name: String, on: bool, price: f64 }`;
    const first = async (json: string): Promise<string | undefined> => (await fixed(source, json))[0];
    const ok = '"name":"a","on":true,"price":1';
    assert.equal(await first(`{"id":"5",${ok}}`), `convert 5: {"id":5,${ok}}`);
    assert.equal(await first(`{"id":5.0,${ok}}`), `convert 5: {"id":5,${ok}}`);
    assert.equal(
      await first('{"id":5,"name":7,"on":true,"price":1}'),
      'convert "7": {"id":5,"name":"7","on":true,"price":1}',
    );
    assert.equal(
      await first('{"id":5,"name":"a","on":"true","price":1}'),
      'convert true: {"id":5,"name":"a","on":true,"price":1}',
    );
    assert.equal(
      await first('{"id":5,"name":"a","on":true,"price":"1.5"}'),
      'convert 1.5: {"id":5,"name":"a","on":true,"price":1.5}',
    );
    // Out of its range: the nearest that there is.
    assert.equal(await first(`{"id":300,${ok}}`), `replace 1: {"id":1,${ok}}`);
  });

  it('puts a value in a list, or takes the only one out', async () => {
    assert.equal((await fixed(order, '{"id":1,"tags":"a"}'))[0], 'wrap []: {"id":1,"tags":["a"]}');
    assert.equal((await fixed(order, '{"id":[ 1 ]}'))[0], 'unwrap []: {"id":1}');
  });

  it('offers the names of variants, the nearest first', async () => {
    const source = `#[derive(Deserialize)] #[serde(rename_all = "UPPERCASE")] enum Order { Open, Closed, Gone }`;
    assert.deepEqual(await fixed(source, '"closd"'), [
      'replace CLOSED: "CLOSED"',
      'replace OPEN: "OPEN"',
      'replace GONE: "GONE"',
    ]);
    const tagged = `#[derive(Deserialize)] #[serde(tag = "type")] enum Order { Open, Closed { at: u8 } }`;
    assert.equal((await fixed(tagged, '{"type":"open"}'))[0], 'replace Open: {"type":"Open"}');
  });
});

describe('Every fix of every refused payload', () => {
  it('leaves JSON, and takes its problem away', () => {
    let count = 0;
    for (const [index, type] of catalogue().entries()) {
      // A part of them, of every rule: the others take as long again, and say the same.
      if (index % 4 !== 0) continue;
      const set = shapeSetOf(type);
      for (const { text } of payloadsFor(set, { seed: index, count: 12, onlyJson: true })) {
        const { root } = parseJson(text);
        const [problem] = root ? check(root, set) : [];
        if (!root || !problem) continue;
        for (const fix of fixesFor(text, root, set, problem)) {
          const after = applied(text, fix);
          const parsed = parseJson(after);
          assert.ok(parsed.root, `${type.rule} ${fix.kind} ${fix.what}: ${text} → ${after}`);
          const left = check(parsed.root, set).some(
            ({ message, offset, path }) =>
              message === problem.message && offset === problem.offset && path.join() === problem.path.join(),
          );
          assert.ok(!left, `${type.rule} ${problem.message}, ${fix.kind} ${fix.what}: ${text} → ${after}`);
          count++;
        }
      }
    }
    assert.ok(count > 1_000, `${count}`);
  }).timeout(60_000);
});
