import assert from 'node:assert/strict';
import { readable, rustTypes } from '../../../src/core/payload/structs/rustStructs';
import { catalogue } from '../../agreement/catalogue/all';
import { payloadsFor } from '../../agreement/payloads';
import { shapeSetOf } from '../../agreement/shapes';
import { shapeOf, verdict } from '../types/shaping';

const use = 'use serde::{Deserialize, Serialize};\n';

/** The types, without what they derive; they accept the payloads. */
async function typesFor(...payloads: readonly string[]): Promise<string> {
  const types = rustTypes(payloads, 'Order');
  assert.ok(types);
  const shape = await shapeOf(types.root, use + types.source);
  assert.equal(shape.certainty, 'exact');
  for (const payload of payloads) assert.equal(verdict(shape, payload), '', types.source);
  return `${types.root}\n${types.source.replaceAll('#[derive(Debug, Clone, Deserialize, Serialize)]\n', '')}`;
}

describe('Rust types for payloads', () => {
  it('have a struct for each object, named after its key', async () => {
    assert.equal(
      await typesFor('{"id":1,"lines":[{"sku":"a","price":1.5}],"billingAddress":{"zip":"1"},"isNew":true}'),
      `Order
#[serde(rename_all = "camelCase")]
pub struct Order {
    pub id: i64,
    pub lines: Vec<Line>,
    pub billing_address: BillingAddress,
    pub is_new: bool,
}

pub struct Line {
    pub sku: String,
    pub price: f64,
}

pub struct BillingAddress {
    pub zip: String,
}
`,
    );
  });

  it('have an Option for what is not everywhere, or null somewhere', async () => {
    assert.equal(
      await typesFor('{"a":1,"b":"x","c":null}', '{"a":null,"c":null}'),
      'Order\npub struct Order {\n    pub a: Option<i64>,\n    pub b: Option<String>,\n    pub c: serde_json::Value,\n}\n',
    );
    assert.match(await typesFor('{"l":[{"a":1},{"b":2}]}'), /pub a: Option<i64>,\n {4}pub b: Option<i64>/);
  });

  it('have an enum for what is of several plain kinds', async () => {
    assert.equal(
      await typesFor('{"size":1}', '{"size":"x"}', '{"size":true}', '{"size":null}'),
      `Order
pub struct Order {
    pub size: Option<Size>,
}

#[serde(untagged)]
pub enum Size {
    Bool(bool),
    Number(i64),
    Text(String),
}
`,
    );
  });

  it('have a Value for what is sometimes an object or an array, and for what nobody has seen', async () => {
    assert.match(await typesFor('{"a":{"b":1}}', '{"a":"x"}'), /pub a: serde_json::Value/);
    assert.match(await typesFor('{"a":[1]}', '{"a":1}', '{}'), /pub a: Option<serde_json::Value>/);
    assert.match(
      await typesFor('{"a":[],"b":{}}'),
      /pub a: Vec<serde_json::Value>,\n {4}pub b: serde_json::Value/,
    );
  });

  it('have a map for an object whose keys are data', async () => {
    const map = (of: string): RegExp => new RegExp(`^std::collections::HashMap<String, ${of}>`);
    const keys = [
      '2f1b4a5e-3f0c-4d6f-9c55-0d1e2f3a4b5c',
      '17',
      '2026-01-02',
      '0123456789abcdef01',
      'a@example.com',
    ];
    for (const key of keys) assert.match(await typesFor(`{"${key}":1}`), map('i64'), key);
    const siblings = Array.from('abcdefgh', (key) => `"${key}":{"n":1,"at":"x"}`).join();
    assert.match(await typesFor(`{${siblings}}`), map('Order'));
    assert.match(await typesFor(`{${siblings},"i":{"n":1}}`), /^Order\n/);
    assert.match(await typesFor('{"a":{"1":{"x":1},"2":{"y":"z"}}}'), /pub x: Option<i64>,\n {4}pub y: Op/);
    const many = Array.from({ length: 301 }, (_, index) => `"k${index}":${index}`).join();
    assert.match(await typesFor(`{${many}}`), map('i64'));
    assert.match(await typesFor('{"first name":"a","@id":1,"x-amz-date":"b"}'), /^Order\n/);
  });

  it('have a Value, and say why, for an object in which a key comes twice', async () => {
    assert.match(
      await typesFor('{"a":{"b":1,"b":2}}'),
      /\/\/ A key came twice in it, which no struct takes\.\n {4}pub a: serde_json::Value/,
    );
  });

  it('have numbers that hold all of them', async () => {
    assert.match(await typesFor('[-1, 5]'), /^Vec<i64>/);
    assert.match(await typesFor('[18446744073709551615, 5]'), /^Vec<u64>/);
    assert.match(await typesFor('[18446744073709551615, -5]'), /^Vec<f64>/);
    assert.match(await typesFor('[1e3]'), /^Vec<f64>/);
    assert.match(
      await typesFor('{"a":[123456789012345678901234567890]}'),
      /\/\/ More digits than 64 bits hold.*\n {4}pub a: Vec<f64>/,
    );
  });

  it('are renamed by the rule that most keys follow, the others one by one', async () => {
    assert.equal(
      await typesFor(
        '{"detail-type":"a","source":"b","event-id":"c","Records":[1],"type":"d","self":1,"1st":2}',
      ),
      `Order
#[serde(rename_all = "kebab-case")]
pub struct Order {
    pub detail_type: String,
    pub source: String,
    pub event_id: String,
    #[serde(rename = "Records")]
    pub records: Vec<i64>,
    pub r#type: String,
    #[serde(rename = "self")]
    pub self_: i64,
    #[serde(rename = "1st")]
    pub field_1st: i64,
}
`,
    );
  });

  it('have names that nothing else has', async () => {
    const source = await typesFor(
      '{"a_b":1,"a-b":2,"order":{"order":{"x":1}},"":{"y":1},"value":{"z":1},"ü":1}',
    );
    assert.match(source, /pub a_b: i64,\n {4}#\[serde\(rename = "a-b"\)\]\n {4}pub a_b_2: i64/);
    assert.match(source, /pub struct Order2 /);
    assert.match(source, /pub struct Value2 /);
  });

  it('are none for what serde_json does not read', () => {
    const unread = ['{', '', '1e999', '"\\ud800"', '['.repeat(128) + ']'.repeat(128), '\ufeff{}'];
    for (const payload of unread) assert.equal(rustTypes(['{}', payload], 'Order'), undefined, payload);
    assert.equal(rustTypes([], 'Order'), undefined);
  });

  it('are no more than somebody reads', () => {
    const nested = (depth: number): string => (depth === 0 ? '1' : `{"of${depth}":${nested(depth - 1)}}`);
    assert.equal(rustTypes([nested(127)], 'Order')?.source.match(/pub struct/g)?.length, 32);
    const many = Array.from({ length: 250 }, (_, index) => `"k${index}":{"v${index}":1}`).join();
    const types = rustTypes([`{${many}}`], 'Order');
    assert.equal(types?.source.match(/pub struct/g)?.length, 200);
  });

  it('take a time that grows with the payload, not faster', () => {
    const entry = (index: number): string => `{"key${index}":${index},"of":{"k${index % 7}":[${index}]}}`;
    const payload = `[${Array.from({ length: 120_000 }, (_, index) => entry(index)).join()}]`;
    assert.ok(payload.length > 4_000_000);
    const start = performance.now();
    assert.ok(rustTypes([payload], 'Order'));
    const took = performance.now() - start;
    // A second here; copying what was seen before for each item would take hours.
    assert.ok(took < 20_000, `${took} ms`);
  }).timeout(60_000);

  it('accept whatever they were made from', async () => {
    let count = 0;
    for (const [index, type] of catalogue().entries()) {
      if (index % 10 !== 0) continue;
      const payloads = payloadsFor(shapeSetOf(type), { seed: index, count: 6, onlyJson: true })
        .map(({ text }) => text)
        .filter((text) => readable(text));
      if (payloads.length === 0) continue;
      await typesFor(...payloads);
      count++;
    }
    assert.ok(count > 100, `${count}`);
  }).timeout(60_000);
});
