import assert from 'node:assert/strict';
import { coverage } from '../../../src/core/shape/coverage';
import { parseJson } from '../../../src/core/shape/tree';
import { serde, shapeOf } from '../types/shaping';

/** `known untyped ignored` and where what is ignored is. */
async function covered(type: string, source: string, json: string): Promise<string> {
  const { set } = await shapeOf(type, serde + source);
  const { root } = parseJson(json);
  assert.ok(root);
  const { known, untyped, ignored, ignoredPaths } = coverage(root, set);
  return [`${known} ${untyped} ${ignored}`, ...ignoredPaths].join(' ');
}

const order = `#[derive(Deserialize)]
struct Order { #[serde(alias = "ID")] id: u32, lines: Vec<Line>, extra: Option<serde_json::Value> }
#[derive(Deserialize)]
struct Line { sku: String, tags: std::collections::HashMap<String, u32> }
`;

describe('What a type knows of a payload', () => {
  it('are the entries that its fields and maps are for', async () => {
    assert.equal(
      await covered('Order', order, '{"ID":1,"lines":[{"sku":"a","tags":{"x":1,"y":2}}]}'),
      '6 0 0',
    );
  });

  it('is not what it keeps as it is', async () => {
    assert.equal(await covered('Order', order, '{"id":1,"extra":{"a":[{"b":1}]}}'), '2 2 0');
    assert.equal(await covered('serde_json::Value', '', '{"a":1,"b":{"c":1}}'), '0 3 0');
    const map = 'std::collections::HashMap<String, serde_json::Value>';
    assert.equal(await covered(map, '', '{"a":1}'), '0 1 0');
  });

  it('is not what it passes over, with all that is in there', async () => {
    const json = '{"id":1,"lines":[{"sku":"a","price":{"of":1}},{"price":1}],"other":[{"a":1}]}';
    assert.equal(await covered('Order', order, json), '3 0 5 lines[].price other');
  });

  it('is shared by the fields of flattened structs, of which a map takes the rest as it is', async () => {
    const source = `#[derive(Deserialize)]
struct All { id: u32, #[serde(flatten)] inner: Inner, #[serde(flatten)] rest: std::collections::HashMap<String, u32> }
#[derive(Deserialize)]
struct Inner { name: String }
#[derive(Deserialize)]
struct Some { #[serde(flatten)] inner: Inner }
`;
    assert.equal(await covered('All', source, '{"id":1,"name":"x","more":{"a":1}}'), '2 2 0');
    assert.equal(await covered('Some', source, '{"name":"x","more":1}'), '1 0 1 more');
  });

  it('is that of the variant that is meant', async () => {
    const variants = (rules: string): string =>
      `#[derive(Deserialize)]\n${rules}\nenum Event { Made { id: u32 }, Gone { name: String } }\n`;
    assert.equal(await covered('Event', variants(''), '{"Gone":{"name":"x","id":1}}'), '2 0 1 Gone.id');
    const tagged = variants('#[serde(tag = "t")]');
    assert.equal(await covered('Event', tagged, '{"t":"Gone","name":"x","id":1}'), '2 0 1 id');
    const adjacent = variants('#[serde(tag = "t", content = "c")]');
    assert.equal(await covered('Event', adjacent, '{"t":"Made","c":{"name":"x","id":1}}'), '3 0 1 c.name');
    const untagged = variants('#[serde(untagged)]');
    assert.equal(await covered('Event', untagged, '{"name":"x","other":1}'), '1 0 1 other');
  });
});
