import assert from 'node:assert/strict';
import { isCompiled } from '../../../src/core/rust/cfg';
import { splitItems } from '../../../src/core/rust/items';

/** `fn a, mod b` */
const names = (text: string): string =>
  splitItems(text)
    .items.map(({ keyword, name }) => [keyword ?? 'other', name].filter(Boolean).join(' '))
    .join(', ');

describe('The items of a file', () => {
  const texts: Readonly<Record<string, readonly [text: string, items: string]>> = {
    'of every kind': [
      `extern crate a as b; use c::{d, e}; mod f; mod g {} struct H; struct I(u8); struct J { k: u8 }
       enum K {} union L { a: u8 } trait M {} impl N {} const O: u8 = { 1 }; static mut P: u8 = 1; type Q = [u8; 2];
       fn r() {} extern "C" { fn s(); } macro_rules! t { () => {} } u! { v } w!(x); crate::y::z!{}`,
      'crate b, use, mod f, mod g, struct H, struct I, struct J, enum K, union L, trait M, impl, const O, static P, type Q, fn r, other, other, other, other, other',
    ],
    'behind qualifiers': [
      'pub(in crate::a) const unsafe extern "C" fn a() {} pub async fn b() {} default fn c() {} pub const fn d() {} unsafe impl X {} pub(crate) auto trait Y {} const fn e() {} unsafe extern "C" {}',
      'fn a, fn b, fn c, fn d, impl, trait Y, fn e, other',
    ],
    'with raw and foreign names': ['fn r#type() {} mod größe {} struct 名;', 'fn type, mod größe, struct 名'],
    'around comments': [
      '/* } /* { */ fn no() {} */ fn /* { */ a /* ( */ () { /* } */ // }\n } // {\n/// {\nfn b() {}',
      'fn a, fn b',
    ],
    'around strings': [
      `fn a() { "}\\"}" } fn b() { r"}\\" } fn c() { r#"}"}"# } fn d() { br##"}"#}"## } fn e() { b"}" } fn f() { c"}" } fn r() { br"" }`,
      'fn a, fn b, fn c, fn d, fn e, fn f, fn r',
    ],
    'around characters and lifetimes': [
      `fn a<'a>(x: &'a str) { '{'; '\\''; '"'; b'}'; '\\u{7d}'; '😀'; } fn b() { 'x: loop { break 'x; } } fn c(_: &'static str) {}`,
      'fn a, fn b, fn c',
    ],
    'with braces that end nothing': [
      'struct A<const N: usize = { 1 }>([u8; N]); impl A<{ 2 }> {} fn b() -> [u8; { 3 }] { [0; 3] } fn c(_: A<{ 4 }>) {} const D: B = B { a: 1 };',
      'struct A, impl, fn b, fn c, const D',
    ],
    'with attributes': [
      '#![allow(x)] #[doc = "] fn no() {}"] #[cfg(any(a, b))] fn a() {} #[b] /// c\n #[d] struct E;',
      'fn a, struct E',
    ],
    'that lack their end': [
      'fn a()\n\nuse b::c\nfn d() {\n\nfn e() {}\nimpl F for\n\nmod g;',
      'fn a, use, fn d, fn e, impl, mod g',
    ],
    'beside what is none': [
      '; } ) let x = 1;\nfn a() {}\n# @\nfn b() {}',
      'other, other, other, other, fn a, other, fn b',
    ],
  };
  for (const [which, [text, expected]] of Object.entries(texts)) {
    it(`are found ${which}`, () => {
      // What is none may be cut into any number of pieces.
      const merged = (list: string): string => list.replace(/(other, )+/g, 'other, ');
      assert.equal(merged(names(text)), merged(expected));
    });
  }

  it('know where they are', () => {
    const text = ' #[a] #[b(c)] pub fn d(e: F) { g } ';
    const [item] = splitItems(text).items;
    assert.ok(item?.body);
    assert.equal(text.slice(item.from, item.end), '#[a] #[b(c)] pub fn d(e: F) { g }');
    assert.equal(text.slice(item.start, item.end), 'pub fn d(e: F) { g }');
    assert.equal(text.slice(item.body.start, item.body.end), ' g ');
    assert.deepEqual(item.attributes, ['#[a]', '#[b(c)]']);
  });

  it('are told from those that are being typed', () => {
    assert.equal(splitItems('fn a() {}\nuse b;').broken, false);
    for (const text of [
      'fn a() {',
      'fn a(',
      'use b',
      '#[c',
      'fn a() { " }',
      'fn a() { /* }',
      'x',
      '}',
      'fn a() { ) }',
    ])
      assert.equal(splitItems(text).broken, true, text);
  });
});

describe('A condition', () => {
  const cases: Readonly<Record<string, boolean>> = {
    '#[cfg(test)]': false,
    '#[cfg( test )]': false,
    '#[cfg(all(test, unix))]': false,
    '#[cfg(any(test, all(test, unix)))]': false,
    '#[cfg(not(not(test)))]': false,
    '#[cfg(false)]': false,
    '#[cfg(all(any(test), not(unix),))]': false,
    '#[cfg(not(test))]': true,
    '#[cfg(any(test, feature = "x"))]': true,
    '#[cfg(feature = "test")]': true,
    '#[cfg(target_os = "linux")]': true,
    '#[cfg(all())]': true,
    '#[cfg()]': true,
    '#[cfg(]': true,
    '#[test]': true,
    '#[cfg_attr(test, x)]': true,
  };
  for (const [attribute, compiled] of Object.entries(cases)) {
    it(`${attribute} ${compiled ? 'may hold' : 'does not hold'} in a binary`, () => {
      assert.equal(isCompiled([attribute]), compiled);
    });
  }
});
