import assert from 'node:assert/strict';
import { rustTypes } from '../../../src/core/payload/structs/rustStructs';
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

  it('have a Value for what is of several kinds, and for what nobody has seen', async () => {
    assert.match(await typesFor('{"a":1}', '{"a":"x"}'), /pub a: serde_json::Value/);
    assert.match(
      await typesFor('{"a":[],"b":{}}'),
      /pub a: Vec<serde_json::Value>,\n {4}pub b: serde_json::Value/,
    );
    assert.match(await typesFor('[1, "a"]'), /^Vec<serde_json::Value>/);
  });

  it('have numbers that hold all of them', async () => {
    assert.match(await typesFor('[-1, 5]'), /^Vec<i64>/);
    assert.match(await typesFor('[18446744073709551615, 5]'), /^Vec<u64>/);
    assert.match(await typesFor('[18446744073709551615, -5]'), /^Vec<f64>/);
    assert.match(await typesFor('[1e3]'), /^Vec<f64>/);
    assert.match(await typesFor('[123456789012345678901234567890]'), /^Vec<f64>/);
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

  it('are none for what is no JSON', () => {
    assert.equal(rustTypes(['{'], 'Order'), undefined);
    assert.equal(rustTypes([], 'Order'), undefined);
  });

  it('accept whatever they were made from', async () => {
    let count = 0;
    for (const [index, type] of catalogue().entries()) {
      if (index % 10 !== 0) continue;
      // Any JSON will do: what serde makes of a key that comes twice is another matter.
      const payloads = payloadsFor(shapeSetOf(type), { seed: index, count: 6, onlyJson: true }).map(
        ({ text }) => JSON.stringify(JSON.parse(text)),
      );
      if (payloads.length === 0) continue;
      await typesFor(...payloads);
      count++;
    }
    assert.ok(count > 100, `${count}`);
  }).timeout(60_000);
});
