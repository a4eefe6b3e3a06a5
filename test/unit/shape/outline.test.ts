import assert from 'node:assert/strict';
import { outline } from '../../../src/core/shape/outline';
import { serde, shapeOf } from '../types/shaping';

async function outlined(type: string, source: string, maxLines = 100): Promise<string> {
  const { set } = await shapeOf(type, serde + source);
  return outline(set, maxLines);
}

describe('The outline of a shape', () => {
  it('shows keys as JSON has them, what may be left out, and what else they may be called', async () => {
    const source = `
      #[derive(Deserialize)] #[serde(rename_all = "camelCase")]
      struct Order {
        order_id: String,
        #[serde(alias = "n")] count: u32,
        note: Option<String>,
        #[serde(default)] tags: Vec<String>,
        lines: Vec<Line>,
      }
      #[derive(Deserialize)] struct Line { sku: char, price: f64, size: (u8, u8), code: [u8; 2] }
    `;
    assert.equal(
      await outlined('Order', source),
      `{
  "orderId": string
  "count": u32 // or "n"
  "note"?: string | null
  "tags"?: string[]
  "lines": {
    "sku": char
    "price": f64
    "size": [u8, u8]
    "code": [u8; 2]
  }[]
}`,
    );
  });

  it('shows every way of writing an enum', async () => {
    const source = `
      #[derive(Deserialize)] struct All { plain: Plain, external: External, internal: Internal, adjacent: Adjacent, untagged: Untagged }
      #[derive(Deserialize)] enum Plain { Open, Closed }
      #[derive(Deserialize)] enum External { None, Size(u8) }
      #[derive(Deserialize)] #[serde(tag = "type")] enum Internal { Created { id: u8 }, Gone }
      #[derive(Deserialize)] #[serde(tag = "t", content = "c")] enum Adjacent { Created(u8), Gone }
      #[derive(Deserialize)] #[serde(untagged)] enum Untagged { Id(u8), Name(String) }
    `;
    assert.equal(
      await outlined('All', source),
      `{
  "plain": "Open" | "Closed"
  "external": "None" | { "Size": u8 }
  "internal":
    | {
      "type": "Created"
      "id": u8
    }
    | { "type": "Gone" }
  "adjacent": { "t": "Created", "c": u8 } | { "t": "Gone" }
  "untagged": u8 | string
}`,
    );
  });

  it('has the choices of the whole payload one below the other', async () => {
    const source = `
      #[derive(Deserialize)] #[serde(tag = "kind")] enum Sale { Cash { cents: u64 }, Card { cents: u64, four: String } }
    `;
    assert.equal(
      await outlined('Sale', source),
      `| {
  "kind": "Cash"
  "cents": u64
}
| {
  "kind": "Card"
  "cents": u64
  "four": string
}`,
    );
  });

  it('writes flattened fields where they are read, and names what is not known', async () => {
    const source = `
      use std::collections::HashMap;
      #[derive(Deserialize)] struct Order { id: u8, #[serde(flatten)] page: Page, #[serde(flatten)] rest: HashMap<String, bool>, what: other::Thing }
      #[derive(Deserialize)] struct Page { limit: u8 }
    `;
    assert.equal(
      await outlined('Order', source),
      `{
  "id": u8
  "what"?: unknown
  "limit": u8
  [key: string]: boolean
}`,
    );
  });

  it('says what strings and keys are made into', async () => {
    const source = `
      use std::collections::HashMap;
      #[derive(Deserialize)] struct Order { addresses: Vec<std::net::Ipv4Addr>, by_id: HashMap<u64, bool>, by_other: HashMap<other::Key, bool> }
    `;
    assert.equal(
      await outlined('Order', source),
      `{
  "addresses": (string /* IPv4 address */)[]
  "by_id": { [key: u64]: boolean }
  "by_other": { [key: string]: boolean }
}`,
    );
    assert.equal(await outlined('Option<other::T>', ''), 'unknown | null');
  });

  it('names a type within itself, and what there is no room for', async () => {
    const tree = `#[derive(Deserialize)] struct Tree { value: u8, children: Vec<Tree> }`;
    assert.equal(await outlined('Tree', tree), '{\n  "value": u8\n  "children": Tree[]\n}');
    const nested = `
      #[derive(Deserialize)] struct A { b: B, x: u8 }
      #[derive(Deserialize)] struct B { c: C, y: u8 }
      #[derive(Deserialize)] struct C { z: u8 }
    `;
    assert.equal(await outlined('A', nested, 7), '{\n  "b": {\n    "c": C\n    "y": u8\n  }\n  "x": u8\n}');
    assert.equal(await outlined('A', nested, 4), '{\n  "b": B\n  "x": u8\n}');
    assert.equal(await outlined('A', nested, 3), '{\n  "b": B\n…');
  });
});
