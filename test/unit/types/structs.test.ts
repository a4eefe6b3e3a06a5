import assert from 'node:assert/strict';
import { resolved } from '../../../src/core/shape/shape';
import { serde, shapeOf, verdict } from './shaping';

/** A struct `Order` with these fields, and what its derive is given. */
const order = (fields: string, attributes = ''): string =>
  `${serde}#[derive(Debug, Deserialize)]\n${attributes}\nstruct Order { ${fields} }\n`;

async function judged(source: string, json: string, type = 'Order'): Promise<string> {
  return verdict(await shapeOf(type, source), json);
}

describe('The shape of a struct', () => {
  it('has its fields by their names in JSON', async () => {
    const shape = await shapeOf(
      'Order',
      `${order('order_id: u32, note: Option<String>, items: Vec<Item>', '#[serde(rename_all = "camelCase")]')}
      #[derive(Deserialize)]
      struct Item { #[serde(rename = "SKU")] sku: String, #[serde(default)] count: u8 }`,
    );
    assert.equal(shape.certainty, 'exact', shape.reasons.join());
    assert.equal(verdict(shape, '{"orderId": 1, "items": [{"SKU": "a"}]}'), '');
    assert.equal(verdict(shape, '{"order_id": 1, "items": []}'), ': missing field `orderId`');
    assert.equal(
      verdict(shape, '{"orderId": 1, "items": [{"SKU": "a", "count": 256}]}'),
      'items.0.count: invalid value: integer `256`, expected u8',
    );
  });

  it('takes aliases', async () => {
    const source = order('#[serde(rename = "a", alias = "b", alias = "c")] x: u8');
    assert.equal(await judged(source, '{"a": 1}'), '');
    assert.equal(await judged(source, '{"c": 1}'), '');
    assert.equal(await judged(source, '{"x": 1}'), ': missing field `a`');
    assert.match(await judged(source, '{"a": 1, "b": 1}'), /duplicate field `a`/);
  });

  it('has a default for all fields when the container has one', async () => {
    assert.equal(await judged(order('a: u8, b: String', '#[serde(default)]'), '{}'), '');
  });

  it('needs a field whose newtype holds an Option, but not a field that is one', async () => {
    const source = `${order('a: Option<u8>, b: Maybe')} #[derive(Deserialize)] struct Maybe(Option<u8>);`;
    assert.equal(await judged(source, '{"b": null}'), '');
    assert.equal(await judged(source, '{}'), ': missing field `b`');
  });

  it('takes a transparent newtype of an Option for one', async () => {
    const source = `${order('b: Maybe')} #[derive(Deserialize)] #[serde(transparent)] struct Maybe(Option<u8>);`;
    assert.equal(await judged(source, '{}'), '');
  });

  it('does without skipped fields', async () => {
    const source = order(
      '#[serde(skip)] a: Foreign, #[serde(skip_deserializing)] b: u8, c: u8',
      '#[serde(deny_unknown_fields)]',
    );
    assert.equal(await judged(source, '{"c": 1}'), '');
    assert.equal(await judged(source, '[1]'), '');
    assert.match(await judged(source, '{"b": 1, "c": 1}'), /unknown field `b`, expected `c`/);
  });

  it('has flattened structs and maps in it', async () => {
    const source = `use std::collections::HashMap;
      ${order('id: u8, #[serde(flatten)] page: Page, #[serde(flatten)] rest: HashMap<String, bool>')}
      #[derive(Deserialize)] struct Page { size: u8 }`;
    assert.equal(await judged(source, '{"id": 1, "size": 2, "x": true}'), '');
    assert.match(await judged(source, '{"id": 1, "x": true}'), /missing field `size`/);
    assert.match(await judged(source, '{"id": 1, "size": 2, "x": 3}'), /expected a boolean/);
    assert.match(await judged(source, '[1, 2]'), /expected struct Order/);
  });

  it('refuses nothing as unknown when it is not known what is flattened', async () => {
    for (const type of ['Foreign', 'Option<Foreign>']) {
      const source = order(`#[serde(flatten)] rest: ${type}`, '#[serde(deny_unknown_fields)]');
      assert.equal(await judged(source, '{"id": 1}'), '', type);
    }
  });

  it('may flatten what contains itself', async () => {
    const source = `${order('#[serde(flatten)] rest: Endless', '#[serde(deny_unknown_fields)]')}
      #[derive(Deserialize)] struct Endless(Option<Box<Endless>>);`;
    assert.equal((await shapeOf('Order', source)).certainty, 'exact');
  });

  it('is that of a tuple, a newtype or nothing', async () => {
    const source = `${serde}
      #[derive(Deserialize)] struct Pair(u8, #[serde(default)] u8);
      #[derive(Deserialize)] struct Id(u8);
      #[derive(Deserialize)] struct Nothing;`;
    assert.equal(await judged(source, '[1]', 'Pair'), '');
    assert.match(
      await judged(source, '[]', 'Pair'),
      /invalid length 0, expected tuple struct Pair with 2 elements/,
    );
    assert.equal(await judged(source, '1', 'Id'), '');
    assert.equal(await judged(source, 'null', 'Nothing'), '');
    assert.match(await judged(source, '{}', 'Nothing'), /expected unit struct Nothing/);
  });

  it('is that of the type it is made from', async () => {
    const source = `${serde}
      #[derive(Deserialize)] #[serde(from = "Vec<u8>")] struct A { x: u8 }
      #[derive(Deserialize)] #[serde(try_from = "String")] struct B { x: u8 }`;
    assert.equal(await judged(source, '[1]', 'A'), '');
    assert.equal(await judged(source, '"1"', 'B'), '');
    assert.equal((await shapeOf('A', source)).certainty, 'exact');
    assert.deepEqual((await shapeOf('B', source)).reasons, ['B may refuse what it is made from']);
  });

  it('is that of its only field that holds something, where it is transparent', async () => {
    const source = order(
      'of: std::marker::PhantomData<u8>, #[serde(default)] cached: bool, #[serde(skip)] seen: u8, value: Vec<u8>',
      '#[serde(transparent)]',
    );
    assert.equal(await judged(source, '[1]'), '');
    assert.equal((await shapeOf('Order', source)).certainty, 'exact');
  });

  it("is derived by a macro of any name that is serde's", async () => {
    for (const derive of ['::serde::Deserialize', 'Read', 'Debug, serde::Deserialize']) {
      const source = `use serde::Deserialize as Read;\n#[derive(${derive})] struct Order { a: u8 }`;
      assert.equal((await shapeOf('Order', source)).certainty, 'exact', derive);
    }
    const other = 'use serde::Serialize as Read;\n#[derive(Read)] struct Order { a: u8 }';
    assert.equal((await shapeOf('Order', other)).certainty, 'unknown');
  });

  it('is not sure of fields that are there or not, nor of how many there are', async () => {
    const source = order('#[cfg(debug_assertions)] a: u8, b: u8');
    for (const json of ['{"b": 1}', '{"a": "x", "b": 1, "a": 2}', '[1]', '[1, 2]']) {
      assert.equal(await judged(source, json), '', json);
    }
    assert.match(await judged(source, '{"b": 1, "b": 2}'), /duplicate field `b`/);
    const tuple = `${serde}#[derive(Deserialize)] struct Pair(#[cfg(debug_assertions)] u8, u8, u8);`;
    for (const json of ['[1, 2]', '[1, 2, 3]']) assert.equal(await judged(tuple, json, 'Pair'), '', json);
  });

  it('borrows bytes from text', async () => {
    const source = `${serde}use std::borrow::Cow;
      #[derive(Deserialize)] struct Order<'a> { #[serde(borrow)] a: Cow<'a, [u8]>, #[serde(borrow)] b: Option<Cow<'a, [u8]>> }`;
    assert.equal(await judged(source, '{"a": "x\\n", "b": [1]}'), '');
    assert.match(await judged(source, '{"a": [1], "b": "x"}'), /^a: .*sequence.*\nb: .*string "x"/);
  });

  it('tells what it expects in the words it was given', async () => {
    assert.match(await judged(order('a: u8', '#[serde(expecting = "an order")]'), '1'), /expected an order/);
  });

  it('may contain itself', async () => {
    const source = order('children: Vec<Order>, parent: Option<Box<Self>>');
    assert.equal(await judged(source, '{"children": [{"children": []}]}'), '');
    assert.match(await judged(source, '{"children": [{}]}'), /children.0: missing field `children`/);
  });

  it('says what people wrote about it', async () => {
    const shape = await shapeOf(
      'Order',
      `${serde}/// What a customer wants.\n///\n/// At once.\n#[derive(Deserialize)]\nstruct Order {\n  /// Unique.\n  r#type: Option< u8 >,\n}`,
    );
    const order = resolved(shape.set.root, shape.set.definitions);
    assert.ok(order.kind === 'struct');
    assert.deepEqual(order.rust, { name: 'Order', doc: 'What a customer wants.\n\nAt once.' });
    assert.deepEqual(order.fields[0]?.rust, { name: 'type', type: 'Option< u8 >', doc: 'Unique.' });
  });
});

describe('The shape of a type is open', () => {
  for (const [why, source] of Object.entries({
    'does not derive Deserialize': 'struct Order { a: u8 }',
    'is not found': 'use crate::orders::Order;',
    'may change Order': `${serde}#[magic] #[derive(Deserialize)] struct Order { a: u8 }`,
    'is read in place of another type': `${serde}#[derive(Deserialize)] #[serde(remote = "X")] struct Order { a: u8 }`,
    'depends on how it is built': `${serde}#[cfg_attr(unix, derive(Deserialize))] struct Order { a: u8 }`,
    'is not complete': `${serde}#[derive(Deserialize)] struct Order { a: u8, b: }`,
    'is a trait': 'trait Order {}',
    'names fields or variants': `${serde}#[derive(Deserialize)] #[serde(field_identifier)] enum Order { A }`,
    'is not declared in one way only': `${serde}#[cfg(unix)] #[derive(Deserialize)] struct Order { a: u8 } #[cfg(windows)] #[derive(Deserialize)] struct Order;`,
  })) {
    it(`when it ${why}`, async () => {
      const shape = await shapeOf('Order', source);
      assert.equal(shape.certainty, 'unknown');
      assert.ok(shape.reasons[0]?.includes(why), shape.reasons.join());
      assert.equal(verdict(shape, '{"anything": 1}'), '');
    });
  }

  it('when Deserialize is not of serde', async () => {
    const shape = await shapeOf(
      'Order',
      'use miniserde::Deserialize;\n#[derive(Deserialize)] struct Order { a: u8 }',
    );
    assert.equal(shape.certainty, 'unknown');
  });

  it('in parts when that is so for a field, which may then be absent', async () => {
    const shape = await shapeOf('Order', order('a: u8, b: Foreign'));
    assert.equal(shape.certainty, 'partial');
    assert.deepEqual(shape.reasons, ['Foreign is not known']);
    assert.equal(verdict(shape, '{"a": 1}'), '');
    assert.equal(verdict(shape, '{"a": 300}'), 'a: invalid value: integer `300`, expected u8');
  });
});
