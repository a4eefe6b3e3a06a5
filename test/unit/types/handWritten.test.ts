import assert from 'node:assert/strict';
import { shapeOf, verdict } from './shaping';

const head = 'use serde::{de::{self, Deserialize, Deserializer, Visitor}};\nuse std::collections::HashMap;\n';

/** A struct with a field `a` of this type, read by `read`. */
const reads = (fn: string, type = 'u8'): string =>
  `${head}#[derive(serde::Deserialize)] struct Order { #[serde(deserialize_with = "read")] a: ${type} }\n${fn}`;
const signature = (type: string): string =>
  `fn read<'de, D: Deserializer<'de>>(d: D) -> Result<${type}, D::Error>`;

async function judge(
  source: string,
  taken: readonly string[],
  refused: readonly string[],
  certainty: string,
): Promise<void> {
  const shape = await shapeOf('Order', source);
  for (const json of taken) assert.equal(verdict(shape, `{"a": ${json}}`), '', json);
  for (const json of refused) assert.notEqual(verdict(shape, `{"a": ${json}}`), '', json);
  assert.equal(shape.certainty, certainty, shape.reasons.join());
}

describe('A function that reads a field', () => {
  it('takes what it reads first', async () => {
    const fn = `${signature('u8')} { let text: String = Deserialize::deserialize(d)?; text.parse().map_err(de::Error::custom) }`;
    await judge(reads(fn), ['"1"', '"x"'], ['1'], 'partial');
  });

  it('is exact when nothing that follows can fail', async () => {
    await judge(
      reads(`${signature('u8')} { let text = String::deserialize(d)?; Ok(text.len() as u8) }`),
      ['""'],
      ['1'],
      'exact',
    );
    await judge(
      reads(`${signature('u8')} { String::deserialize(d).map(|text| text.len() as u8) }`),
      ['""'],
      ['1'],
      'exact',
    );
    await judge(
      reads(`${signature('u8')} { Ok(parse(String::deserialize(d)?)?) }`),
      ['""'],
      ['1'],
      'partial',
    );
  });

  it('takes null for a default', async () => {
    for (const body of [
      'let opt = Option::deserialize(d)?; Ok(opt.unwrap_or_default())',
      'Ok(Option::deserialize(d)?.unwrap_or_default())',
      'Option::deserialize(d).map(|it| it.unwrap_or(1))',
    ]) {
      const generic = `fn read<'de, D: Deserializer<'de>, T: Default>(d: D) -> Result<T, D::Error> { ${body} }`;
      await judge(reads(generic, 'Vec<u8>'), ['null', '[1]'], ['["a"]', '1'], 'exact');
    }
  });

  it('is not guessed at when another type is made of an Option', async () => {
    const fn = `${signature('u8')} { let opt = Option::deserialize(d)?; Ok(opt.map(parse).unwrap_or_default()) }`;
    await judge(reads(fn), ['null', '"a"', '1'], [], 'partial');
  });

  it('takes base64 when it decodes that', async () => {
    const fn = `${signature('Vec<u8>')} { let s: String = String::deserialize(d)?;
      base64::engine::general_purpose::STANDARD.decode(s).map_err(de::Error::custom) }`;
    await judge(
      reads(fn),
      ['""', '"SGVsbG8="', '"SGVsbA=="'],
      ['"Hello"', '"SGVsbG9="', '"SGVs bG8="', '1'],
      'exact',
    );
    await judge(reads(fn.replace('STANDARD', 'URL_SAFE')), ['"Hello"'], ['1'], 'partial');
  });

  it('is missing when its field has no default', async () => {
    const fn = `${signature('Option<u8>')} { Option::deserialize(d) }`;
    const shape = await shapeOf('Order', reads(fn, 'Option<u8>'));
    assert.equal(verdict(shape, '{}'), ': missing field `a`');
    assert.equal(verdict(shape, '{"a": null}'), '');
  });

  it('may read types of its own, and hand the deserializer on', async () => {
    const fn = `${signature('u8')} { inner(d).map(|it| it + 1) }
      fn inner<'de, D: Deserializer<'de>>(d: D) -> Result<u8, D::Error> {
        #[derive(serde::Deserialize)] #[serde(untagged)] enum Either { Text(String), Number(u8) }
        match Either::deserialize(d)? { Either::Text(_) => Ok(0), Either::Number(it) => Ok(it) }
      }`;
    await judge(reads(fn), ['"a"', '1'], ['true', '256'], 'exact');
  });

  it('takes what the methods of its visitor are for', async () => {
    const visitor = (method: string, methods: string): string => `${signature('u8')} { d.${method}(Seen) }
      struct Seen;
      impl<'de> Visitor<'de> for Seen { type Value = u8;
        fn expecting(&self, f: &mut Formatter) -> Result { f.write_str("a size") }
        ${methods} }`;
    const str = 'fn visit_str<E>(self, text: &str) -> Result<u8, E> { Ok(1) }';
    const u64 = 'fn visit_u64<E>(self, it: u64) -> Result<u8, E> { Ok(1) }';
    const none = 'fn visit_none<E>(self) -> Result<u8, E> { Ok(0) }';
    const some =
      "fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<u8, D::Error> { d.deserialize_str(self) }";
    await judge(reads(visitor('deserialize_str', str)), ['"a"'], ['1', 'null'], 'exact');
    await judge(
      reads(visitor('deserialize_any', str + u64)),
      ['"a"', '1'],
      ['-1', '1.5', 'true', '{}'],
      'exact',
    );
    await judge(reads(visitor('deserialize_option', str + none + some)), ['"a"', 'null'], ['1'], 'exact');
    const map = `fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<u8, A::Error> {
      while let Some((key, value)) = map.next_entry::<String, bool>()? { keep(key, value); } Ok(1) }`;
    await judge(reads(visitor('deserialize_map', map)), ['{"x": true}'], ['{"x": 1}', '[]'], 'partial');
  });

  for (const [what, body] of Object.entries({
    'does not mind failures': 'Ok(String::deserialize(d).map(|it| it.len() as u8).unwrap_or_default())',
    'looks at the result': 'let it = String::deserialize(d); match it { Ok(_) => Ok(1), Err(_) => Ok(0) }',
    'reads in one of two ways': 'if fast() { u8::deserialize(d) } else { String::deserialize(d).map(|_| 1) }',
    'throws the result away': 'String::deserialize(d).map(drop); Ok(1)',
    'hands it to a macro': 'read!(d)',
    'hands it to another crate': 'other::read(d)',
  })) {
    it(`takes anything when it ${what}`, async () => {
      await judge(reads(`${signature('u8')} { ${body} }`), ['"a"', '1', '{}', 'null'], [], 'partial');
    });
  }

  it('takes anything when its trait is not of serde', async () => {
    const source = reads(`${signature('u8')} { Deserialize::deserialize(d) }`).replace(
      head,
      'use serde_bytes::Deserialize;\nuse serde::Deserializer;\n',
    );
    await judge(source, ['"a"', '1'], [], 'partial');
  });

  it('of a type that stands for another one takes what that says', async () => {
    const source = `${head}
      #[derive(serde::Deserialize)] struct Order { #[serde(with = "SpanDef")] a: Span }
      #[derive(serde::Deserialize)] #[serde(remote = "Span")] struct SpanDef { secs: u8 }`;
    await judge(source, ['{"secs": 1}'], ['1', '{}'], 'exact');
  });

  it('is known for those of chrono and time', async () => {
    const source = `${head}#[derive(serde::Deserialize)] struct Order { #[serde(with = "chrono::serde::ts_seconds")] a: chrono::DateTime<chrono::Utc> }`;
    await judge(source, ['1'], ['"2024-01-02T03:04:05Z"', '1.5'], 'partial');
  });
});

describe('A type with a Deserialize of its own', () => {
  it('is read as that says, wherever it is written', async () => {
    const files = {
      '/orders/src/main.rs': `mod body; mod reading;\nuse body::Order;`,
      '/orders/src/body.rs': 'pub struct Order<T>(T);',
      '/orders/src/reading.rs': `${head}use crate::body::Order;
        impl<'de, X: Deserialize<'de>> Deserialize<'de> for Order<X> {
          fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> { Vec::<X>::deserialize(d).map(Order) }
        }`,
    };
    const shape = await shapeOf('Order<u8>', files);
    assert.equal(shape.certainty, 'exact', shape.reasons.join());
    assert.equal(verdict(shape, '[1]'), '');
    assert.notEqual(verdict(shape, '["a"]'), '');
  });
});
