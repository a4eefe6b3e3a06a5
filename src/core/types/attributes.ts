/**
 * Attributes as data: `#[serde(rename = "a", default)]` is `serde` with a list of two
 * (https://doc.rust-lang.org/reference/attributes.html#meta-item-attribute-syntax).
 */
import { cfg } from '../rust/cfg';
import { afterApostrophe, afterComment, afterString, skipTrivia } from '../rust/lex';

export interface Meta {
  /** `serde`, `serde_with::serde_as` */
  readonly path: string;
  /** All of it, as written. */
  readonly text: string;
  /** Of `path = "…"`, without quotes and escapes. */
  readonly literal?: string;
  /** Between the parentheses, as written. */
  readonly list?: string;
}

export interface Attributes {
  readonly active: readonly Meta[];
  /** Behind a `cfg_attr` that may hold or not. */
  readonly doubtful: readonly Meta[];
}

/**
 * What attributes say when a crate is built with these features, `cfg_attr` taken apart.
 * @param texts `#[…]` as written
 */
export function readAttributes(
  texts: readonly string[],
  features: ReadonlySet<string> | undefined,
): Attributes {
  const active: Meta[] = [];
  const doubtful: Meta[] = [];
  const read = (meta: Meta, isSure: boolean): void => {
    if (meta.path !== 'cfg_attr' || meta.list === undefined) {
      (isSure ? active : doubtful).push(meta);
      return;
    }
    const [predicate, ...rest] = metasOf(meta.list);
    const holds = predicate && cfg(predicate.text, features);
    if (holds !== false) for (const each of rest) read(each, isSure && holds === true);
  };
  for (const text of texts) {
    const inner = /^#!?\[([^]*)\]$/.exec(text)?.[1];
    for (const meta of inner === undefined ? [] : metasOf(inner)) read(meta, true);
  }
  return { active, doubtful };
}

/** The parts of a list, which commas part. */
export const metasOf = (list: string): readonly Meta[] =>
  parts(list).flatMap((text) => {
    const meta = metaOf(text);
    return meta ? [meta] : [];
  });

function metaOf(text: string): Meta | undefined {
  const [head, path = ''] = /^(?:unsafe\s*\(\s*)?([\w:\s#]*[\w#])\s*/.exec(text) ?? [];
  if (head === undefined) return undefined;
  const meta = { path: path.replace(/\s+|r#/g, ''), text };
  const at = skipTrivia(text, head.length, text.length);
  if (text[at] === '=') {
    const literal = stringValue(text.slice(skipTrivia(text, at + 1, text.length)).trim());
    return literal === undefined ? meta : { ...meta, literal };
  }
  return text[at] === '(' ? { ...meta, list: text.slice(at + 1, text.lastIndexOf(')')) } : meta;
}

/** What top-level commas part, without the space around. */
export function parts(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  const add = (end: number): void => {
    const part = text.slice(skipTrivia(text, start, end), end).trim();
    if (part) found.push(part);
    start = end + 1;
  };
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    if (character === '"') at = afterString(text, at, text.length);
    else if (character === "'") at = afterApostrophe(text, at);
    else if (character === '/') at = afterComment(text, at, text.length);
    else {
      if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth--;
      else if (character === ',' && depth === 0) add(at);
      at++;
    }
  }
  add(text.length);
  return found;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** The value of a string literal, raw or not; undefined for everything else. */
export function stringValue(literal: string): string | undefined {
  const raw = /^r(#*)"([^]*)"\1$/.exec(literal)?.[2];
  if (raw !== undefined) return raw;
  const text = /^"((?:[^"\\]|\\[^])*)"$/.exec(literal)?.[1];
  return text?.replace(
    /\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F_]+)\}|\r?\n\s*|([^]))/g,
    (_, byte?: string, code?: string, sign?: string) => {
      const hex = byte ?? code;
      if (hex !== undefined)
        return String.fromCodePoint(Math.min(parseInt(hex.replaceAll('_', ''), 16), 0x10ffff));
      return sign === undefined ? '' : (escapes[sign] ?? sign);
    },
  );
}
