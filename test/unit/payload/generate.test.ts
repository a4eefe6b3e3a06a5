import assert from 'node:assert/strict';
import { generate, choicesOf } from '../../../src/core/payload/generate';
import { catalogue } from '../../agreement/catalogue/all';
import { print } from '../../agreement/document';
import { randomFrom } from '../../agreement/random';
import { shapeSetOf } from '../../agreement/shapes';
import { validPayload } from '../../agreement/valid';
import type { Problem } from '../../../src/core/shape/problem';
import type { ShapeSet } from '../../../src/core/shape/shape';
import { check } from '../../../src/core/shape/checker';
import { parseJson } from '../../../src/core/shape/tree';
import { serde, shapeOf, verdict } from '../types/shaping';

async function generated(type: string, source: string): Promise<{ required: unknown; all: unknown }> {
  const shape = await shapeOf(type, serde + source);
  const [required, all] = (['required', 'all'] as const).map((fields) => {
    const json = generate(shape.set, { fields });
    assert.ok(json !== undefined);
    assert.equal(verdict(shape, json), '');
    return JSON.parse(json) as unknown;
  });
  return { required, all };
}

describe('A generated payload', () => {
  it('has what must be there, or everything', async () => {
    const source = `
      #[derive(Deserialize)] #[serde(rename_all = "camelCase")]
      struct Order { order_id: String, count: u32, note: Option<String>, #[serde(default)] lines: Vec<Line> }
      #[derive(Deserialize)] struct Line { sku: char, price: f64, code: [u8; 2] }
    `;
    assert.deepEqual(await generated('Order', source), {
      required: { orderId: '059f36b4-87a3-44ab-83d2-661975830a7d', count: 1 },
      all: {
        orderId: '059f36b4-87a3-44ab-83d2-661975830a7d',
        count: 1,
        note: 'text',
        lines: [{ sku: 'a', price: 1.5, code: [1, 1] }],
      },
    });
  });

  it('has values that look like what the name of their field says', async () => {
    const source = `
      #[derive(Deserialize)] #[serde(rename_all = "camelCase")]
      struct Event { #[serde(rename = "eventSourceARN")] arn: String, aws_region: String, source_ip: std::net::IpAddr, created_at: String, email: String }
    `;
    assert.deepEqual((await generated('Event', source)).required, {
      eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:orders',
      awsRegion: 'us-east-1',
      sourceIp: '192.0.2.1',
      createdAt: '2026-01-02T03:04:05Z',
      email: 'jane@example.com',
    });
  });

  it('stays within what numbers may be', async () => {
    const source = `#[derive(Deserialize)] struct N { a: i8, b: std::num::NonZeroU8, c: u128, d: f32 }`;
    assert.deepEqual((await generated('N', source)).all, { a: 1, b: 1, c: 1, d: 1.5 });
  });

  it('ends where a type contains itself, with what may be left out', async () => {
    const source = `
      #[derive(Deserialize)] struct Tree { left: Option<Box<Tree>>, right: Vec<Tree>, kind: Kind }
      #[derive(Deserialize)] enum Kind { Inner(Box<Tree>), Leaf }
    `;
    assert.deepEqual((await generated('Tree', source)).all, { left: null, right: [], kind: 'Leaf' });
    const endless = await shapeOf('A', `${serde} #[derive(Deserialize)] struct A { a: Box<A> }`);
    assert.equal(generate(endless.set, { fields: 'required' }), undefined);
  });

  it('writes flattened fields, maps and their keys as JSON has them', async () => {
    const source = `
      use std::collections::HashMap;
      #[derive(Deserialize)] struct Order { #[serde(flatten)] page: Page, #[serde(flatten)] kind: Kind, by_id: HashMap<u8, bool>, #[serde(flatten)] rest: HashMap<String, serde_json::Value> }
      #[derive(Deserialize)] struct Page { limit: u8 }
      #[derive(Deserialize)] #[serde(tag = "type")] enum Kind { New { name: String } }
    `;
    assert.deepEqual((await generated('Order', source)).all, {
      by_id: { 1: true },
      limit: 1,
      type: 'New',
      name: 'example',
    });
  });

  it('can be of each variant, however deep and however tagged', async () => {
    const source = `
      #[derive(Deserialize)] struct Order { kind: Option<Kind> }
      #[derive(Deserialize)] #[serde(tag = "t", content = "c")] enum Kind { A(u8), B { x: State }, C }
      #[derive(Deserialize)] #[serde(rename_all = "lowercase")] enum State { Open, Closed }
    `;
    const shape = await shapeOf('Order', serde + source);
    const payloads = choicesOf(shape.set).map(({ variants }) => {
      const json = generate(shape.set, { fields: 'all', variants }) ?? '';
      assert.equal(verdict(shape, json), '');
      return JSON.stringify(JSON.parse(json));
    });
    assert.deepEqual(payloads, [
      '{"kind":{"t":"A","c":1}}',
      '{"kind":{"t":"B","c":{"x":"open"}}}',
      '{"kind":{"t":"C"}}',
      '{"kind":{"t":"B","c":{"x":"open"}}}',
      '{"kind":{"t":"B","c":{"x":"closed"}}}',
    ]);
  });
});

describe('A generated payload of what code looks at further', () => {
  const numberOr = (text: string): string =>
    `#[derive(Deserialize)] #[serde(untagged)] enum StringOrNumber { ${text} }`;

  it('has numbers where a text would be read as one', async () => {
    const source = `#[derive(Deserialize)] struct E { timestamp: StringOrNumber } ${numberOr('Text(String), Number(u64)')}`;
    assert.deepEqual((await generated('E', source)).required, { timestamp: 1767323045678 });
    const shape = await shapeOf('E', serde + source);
    const [asText] = choicesOf(shape.set);
    const json = generate(shape.set, { fields: 'all', variants: asText?.variants ?? new Map() }) ?? '';
    assert.deepEqual(JSON.parse(json), { timestamp: '1767323045678' });
  });

  it('has JSON in a string that is read as JSON', async () => {
    const source = `
      #[serde_with::serde_as] #[derive(Deserialize)]
      struct Message { #[serde_as(as = "serde_with::json::JsonString")] body: Order }
      #[derive(Deserialize)] struct Order { id: u8 }
    `;
    assert.deepEqual((await generated('Message', source)).required, { body: '{"id":1}' });
  });

  it('has the names that a visitor looks for', async () => {
    const source = `
      struct Logs; struct LogsVisitor;
      impl<'de> serde::de::Visitor<'de> for LogsVisitor {
        type Value = Logs;
        fn visit_map<V>(self, mut map: V) -> Result<Logs, V::Error> where V: serde::de::MapAccess<'de> {
          while let Some(key) = map.next_key()? {
            match key {
              "url" => { map.next_value::<String>()?; }
              _ => return Err(V::Error::custom("no")),
            }
          }
          Ok(Logs)
        }
      }
      impl<'de> Deserialize<'de> for Logs {
        fn deserialize<D>(deserializer: D) -> Result<Self, D::Error> where D: serde::Deserializer<'de> {
          deserializer.deserialize_map(LogsVisitor)
        }
      }
      #[derive(Deserialize)] struct E { logs: Logs }
    `;
    assert.deepEqual((await generated('E', source)).required, {
      logs: { url: 'https://example.com/orders/1' },
    });
  });

  it('has an example of what is parsed from a string in ways that are not checked', async () => {
    const source = `#[derive(Deserialize)] struct E { at: chrono::NaiveTime, day: chrono::Weekday }`;
    assert.deepEqual((await generated('E', source)).required, { at: '03:04:05', day: 'Friday' });
  });
});

describe('Payloads generated for a thousand types', () => {
  it('are accepted, in every variant, and there is one wherever there can be', () => {
    let count = 0;
    const missed: string[] = [];
    for (const type of catalogue()) {
      const set = shapeSetOf(type);
      for (const fields of ['required', 'all'] as const) {
        if (generate(set, { fields }) === undefined) missed.push(...acceptedAtRandom(type.rule, set));
        for (const options of [{ fields }, ...choicesOf(set).map(({ variants }) => ({ fields, variants }))]) {
          const json = generate(set, options);
          if (json === undefined) continue;
          assert.deepEqual(problems(json, set), [], `${type.rule}: ${json}`);
          count++;
        }
      }
    }
    assert.ok(count > 5_000, `${count}`);
    // Where two enums are flattened, each may take what was meant for the other.
    assert.deepEqual(
      missed.filter((rule) => !rule.startsWith('flatten of two')),
      [],
    );
  }).timeout(60_000);
});

function problems(json: string, set: ShapeSet): readonly Problem[] {
  const { root } = parseJson(json);
  assert.ok(root);
  return check(root, set);
}

/** Some types rule out everything. What is accepted of what chance writes tells that this one does not. */
function acceptedAtRandom(rule: string, set: ShapeSet): readonly string[] {
  const random = randomFrom(1);
  const tries = Array.from({ length: 200 }, () => print(validPayload(set, random)));
  // Read and written again, keys that come twice come once: nobody writes them.
  const accepted = tries.find((json) => problems(JSON.stringify(JSON.parse(json)), set).length === 0);
  return accepted === undefined ? [] : [`${rule}: ${accepted}`];
}
