/** The Rust source of generated types, a module for each. */
import type { Body, ContainerRules, FieldModel, GeneratedType, Item, VariantModel } from './model';

/** A library of the probe: `verdict` by the type's number. */
export function rustSource(types: readonly GeneratedType[]): string {
  const modules = types.map(
    (type, index) =>
      `#[allow(dead_code, unused_imports, unreachable_patterns)]\nmod t${index} {\n    use super::scope::*;\n\n${moduleSource(type)}}\n`,
  );
  const arms = types.map(({ root }, index) => {
    const lifetime = root.rust.includes("'a") ? "<'_>" : '';
    return `        ${index} => read::<t${index}::Root${lifetime}>(text),\n`;
  });
  return [
    '// Written by test/agreement/rust.ts.\n',
    scope,
    `pub fn verdict(of: usize, text: &str) -> crate::Verdict {\n    use crate::read;\n    match of {\n${arms.join('')}        _ => panic!("no such type"),\n    }\n}\n`,
    ...modules,
  ].join('\n');
}

/** What every module sees. */
const scope = `#[allow(unused_imports)]
mod scope {
    pub use serde::Deserialize;
    pub use serde_json::{Map, Number, Value};
    pub use std::borrow::Cow;
    pub use std::cell::{Cell, RefCell};
    pub use std::cmp::Reverse;
    pub use std::collections::*;
    pub use std::ffi::CString;
    pub use std::marker::PhantomData;
    pub use std::net::*;
    pub use std::num::*;
    pub use std::ops::{Bound, Range, RangeFrom, RangeInclusive, RangeTo};
    pub use std::path::PathBuf;
    pub use std::rc::Rc;
    pub use std::sync::atomic::*;
    pub use std::sync::{Arc, Mutex, RwLock};
    pub use std::time::{Duration, SystemTime};

    /// For \`deserialize_with\`: what the type does anyway.
    pub fn plainly<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
        T::deserialize(from)
    }

    /// For \`default = "…"\`.
    pub fn fallback<T: Default>() -> T {
        T::default()
    }
}
`;

/** Also what a resolver of types is to read. */
export function moduleSource({ root, items }: GeneratedType): string {
  const lifetime = root.rust.includes("'a") ? "<'a>" : '';
  return [...items.map(itemSource), `    pub type Root${lifetime} = ${root.rust};\n`].join('\n');
}

const quoted = (text: string): string => JSON.stringify(text);

function itemSource(item: Item): string {
  if (item.kind === 'source') return `${item.rust}\n`;
  const { name, rules } = item;
  const derives = [
    'Deserialize',
    ...(rules.default ? ['Default'] : []),
    ...(rules.ordered ? ['PartialEq', 'Eq', 'PartialOrd', 'Ord'] : []),
  ].join(', ');
  const head = `    #[derive(${derives})]\n${attribute(containerRules(rules, item.kind), 4)}`;
  if (item.kind === 'enum') {
    const generic = item.variants.some(({ body }) => hasLifetime(body)) ? "<'a>" : '';
    return `${head}    pub enum ${name}${generic} {\n${item.variants.map(variantSource).join('')}    }\n`;
  }
  const generic = hasLifetime(item.body) ? "<'a>" : '';
  return `${head}    pub struct ${name}${generic}${bodySource(item.body, 4, 'pub ')}${item.body.form === 'struct' ? '' : ';'}\n`;
}

const hasLifetime = (body: Body): boolean =>
  body.form !== 'unit' && body.fields.some(({ type }) => type.rust.includes("'a"));

function containerRules(rules: ContainerRules, kind: 'struct' | 'enum'): string[] {
  const all = (rule: string): string =>
    rules.oneSided
      ? `rename_all(serialize = "UPPERCASE", deserialize = ${quoted(rule)})`
      : `rename_all = ${quoted(rule)}`;
  return [
    ...(rules.rename ? [`rename = ${quoted(rules.rename)}`] : []),
    ...(rules.renameAll ? [all(rules.renameAll)] : []),
    ...(rules.renameAllFields && kind === 'enum'
      ? [`rename_all_fields = ${quoted(rules.renameAllFields)}`]
      : []),
    ...(rules.denyUnknown ? ['deny_unknown_fields'] : []),
    ...(rules.default ? ['default'] : []),
    ...(rules.transparent ? ['transparent'] : []),
    ...(rules.tag === undefined ? [] : [`tag = ${quoted(rules.tag)}`]),
    ...(rules.content === undefined ? [] : [`content = ${quoted(rules.content)}`]),
    ...(rules.untagged ? ['untagged'] : []),
  ];
}

function variantSource(variant: VariantModel): string {
  const rules = [
    ...(variant.rename === undefined ? [] : [`rename = ${quoted(variant.rename)}`]),
    ...(variant.aliases ?? []).map((alias) => `alias = ${quoted(alias)}`),
    ...(variant.renameAll ? [`rename_all = ${quoted(variant.renameAll)}`] : []),
    ...(variant.other ? ['other'] : []),
    ...(variant.untagged ? ['untagged'] : []),
    ...(variant.skip ? ['skip_deserializing'] : []),
  ];
  return `${attribute(rules, 8)}        ${variant.name}${bodySource(variant.body, 8, '')},\n`;
}

function bodySource(body: Body, indent: number, visibility: string): string {
  if (body.form === 'unit') return '';
  if (body.form === 'struct') {
    const inner = body.fields.map(
      (field) =>
        `${attribute(fieldRules(field), indent + 4)}${' '.repeat(indent + 4)}${visibility}${field.name}: ${field.type.rust},\n`,
    );
    return ` {\n${inner.join('')}${' '.repeat(indent)}}`;
  }
  const inner = body.fields.map((field) => {
    const rules = fieldRules(field);
    return `${rules.length > 0 ? `#[serde(${rules.join(', ')})] ` : ''}${visibility}${field.type.rust}`;
  });
  return `(${inner.join(', ')})`;
}

function fieldRules(field: FieldModel): string[] {
  return [
    ...(field.rename === undefined ? [] : [`rename = ${quoted(field.rename)}`]),
    ...(field.aliases ?? []).map((alias) => `alias = ${quoted(alias)}`),
    ...(field.default === 'trait' ? ['default'] : field.default === 'path' ? ['default = "fallback"'] : []),
    ...(field.flatten ? ['flatten'] : []),
    ...(field.skip ? [field.skip] : []),
    ...(field.with ? ['deserialize_with = "plainly"'] : []),
    // Only references are borrowed without a word.
    ...(field.type.rust.includes("'a") && !field.type.rust.startsWith('&') ? ['borrow'] : []),
  ];
}

const attribute = (rules: readonly string[], indent: number): string =>
  rules.length > 0 ? `${' '.repeat(indent)}#[serde(${rules.join(', ')})]\n` : '';
