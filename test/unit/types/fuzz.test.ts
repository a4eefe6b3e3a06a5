import assert from 'node:assert/strict';
import { check } from '../../../src/core/shape/checker';
import { parseJson } from '../../../src/core/shape/tree';
import { shapeOf } from './shaping';

/** mulberry32: the same numbers in every run, so that a failure can be seen again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const source = `use serde::{de::{self, Deserialize, Deserializer, Visitor}};
use std::{collections::*, borrow::Cow}; use crate::inner::*;
mod inner { pub use super::Page as P; pub type Pages<T> = Vec<super::Page<T>>; }
/// All of it.
#[derive(Debug, Clone)] #[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Root<'a, T = u8, const N: usize = { 1 + 1 }> {
  #[serde(rename(deserialize = "x"), alias = r#"y"#)] r#type: Option<Cow<'a, str>>,
  #[serde(flatten)] rest: HashMap<String, [T; N]>,
  pages: Pages<P<T>>, own: Box<Self>, kind: Kind, pair: (u8, (T,), [u8; Self::SIZE]),
  #[serde(with = "dates", default = "now")] at: u64, #[cfg(feature = "a")] a: <T as Trait>::A,
}
impl Root<'_> { const SIZE: usize = N * 2; }
#[derive(serde::Deserialize)] struct Page<T>(#[serde(deserialize_with = "read")] Vec<T>);
#[derive(serde::Deserialize)] #[serde(tag = "t", content = "c", rename_all_fields = "kebab-case")]
enum Kind { A, #[serde(other)] B, C(u8, Root<'static>), D { some_field: Option<Box<Kind>> }, #[serde(untagged)] E(Seen) }
fn read<'de, D: Deserializer<'de>, T>(d: D) -> Result<T, D::Error> { let it = Option::deserialize(d)?; Ok(it.unwrap_or_default()) }
mod dates { use super::*; pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<u64, D::Error> { d.deserialize_any(Seen {}) } }
struct Seen; impl<'de> Visitor<'de> for Seen { type Value = u64;
  fn visit_str<E>(self, text: &str) -> Result<u64, E> { text.parse().map_err(E::custom) }
  fn visit_some<D>(self, d: D) -> Result<u64, D::Error> { d.deserialize_option(self) } }
impl<'de> Deserialize<'de> for Seen { fn deserialize<D>(d: D) -> Result<Self, D::Error> { Seen::deserialize(d).map(|it| it) } }
`;
const tokens =
  '{ } ( ) [ ] < > " \' # ; : , & | ! = \\ / \n \uFEFF \u0000 😀 é // /* */ r#" \'a :: -> #[ #[serde( Self Root Page T N impl struct enum type'.split(
    ' ',
  );
const payload = '{"x": "a", "pages": [[[1]]], "own": {"kind": {"t": "A"}}, "kind": "A", "n": [1, 2]}';

/** It answers, in bounded time, and a payload can be checked by the answer. */
async function survives(text: string, seed: string): Promise<void> {
  const started = performance.now();
  try {
    const { set } = await shapeOf('Root', text);
    const { root } = parseJson(payload);
    if (root) check(root, set);
  } catch (error) {
    throw new Error(`${seed}: ${JSON.stringify(text)}`, { cause: error });
  }
  assert.ok(performance.now() - started < 1_000, `${seed} took ${performance.now() - started} ms`);
}

describe('Reading a type', () => {
  it('starts from a source that is understood', async () => {
    const { certainty, reasons } = await shapeOf('Root', source);
    assert.notEqual(certainty, 'unknown', reasons.join());
  });

  it('survives half-typed and broken sources', async () => {
    for (let seed = 0; seed < 400; seed++) {
      const next = numbers(seed);
      let text = source;
      for (let edits = 1 + next(4); edits > 0; edits--) {
        const at = next(text.length);
        const token = tokens[next(tokens.length)] ?? '';
        text =
          next(2) === 0
            ? text.slice(0, at) + text.slice(at + next(30))
            : text.slice(0, at) + token + text.slice(at);
      }
      await survives(next(10) === 0 ? text.slice(0, next(text.length)) : text, `seed ${seed}`);
    }
  }).timeout(60_000);

  it('survives types that are nested too deep', async () => {
    const nested = `${'Option<'.repeat(400)}u8${'>'.repeat(400)}`;
    await survives(`#[derive(serde::Deserialize)] struct Root { a: ${nested} }`, 'deep');
    await survives(
      `#[derive(serde::Deserialize)] struct Root { a: ${'('.repeat(300)}u8${')'.repeat(300)} }`,
      'deep',
    );
  }).timeout(10_000);
});
