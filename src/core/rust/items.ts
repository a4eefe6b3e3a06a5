/**
 * Splits a file into its items without parsing them, so that only the few that matter are given to the
 * parser. Not the whole file, because tree-sitter's first parse of 10,000 lines takes 100 ms and more: V8
 * compiles the grammar while it runs. It reads any bracketed text, so a half-typed item costs itself only.
 */
import { afterApostrophe, afterComment, afterString, skipTrivia } from './lex';
import { itemHead } from './itemHead';

export interface Item {
  /** `fn`, `mod`, `use`, `struct`, `impl` …; `crate` is `extern crate`; undefined for macros and the rest. */
  readonly keyword: string | undefined;
  readonly name: string | undefined;
  /** Without attributes and doc comments. */
  readonly start: number;
  readonly end: number;
  /** Between the braces that end the item. */
  readonly body?: { readonly start: number; readonly end: number };
  /** As written, `#[cfg(test)]`. */
  readonly attributes: readonly string[];
}

export interface Items {
  readonly items: readonly Item[];
  /** Brackets, strings or comments don't match: someone is typing. */
  readonly broken: boolean;
}

/** After so many repairs a text is no Rust; each costs a scan to its end. */
const maxRepairs = 20;

export function splitItems(text: string, start = 0, end = text.length): Items {
  const items: Item[] = [];
  let attributes: string[] = [];
  let repairs = 0;
  const first = start === 0 ? afterShebang(text) : start;
  for (let at = skipTrivia(text, first, end); at < end; at = skipTrivia(text, at, end)) {
    const isAttribute = /#!?\[/y.test(text.slice(at, at + 3));
    const head = itemHead(text, at, end);
    const kind = isAttribute ? 'attribute' : head.endsWithSemicolon ? 'statement' : 'item';
    let extent = scan(text, at, end, kind);
    if (extent.broken || (!isAttribute && !head.isItem)) {
      if (++repairs > maxRepairs) return { items, broken: true };
      extent = { ...extent, end: Math.min(nextItemStart(text, at, extent.end), end) };
    }
    if (isAttribute) {
      attributes.push(text.slice(at, extent.end));
      at = extent.end;
      continue;
    }
    const body = extent.body && { start: extent.body, end: Math.max(extent.body, extent.end - 1) };
    items.push({
      keyword: head.keyword,
      name: head.name,
      start: at,
      end: extent.end,
      attributes,
      ...(body && { body }),
    });
    attributes = [];
    at = extent.end;
  }
  return { items, broken: repairs > 0 };
}

/** Deeper than any source, and not too deep for what reads the parts of an item recursively. */
const maxNesting = 500;

interface Extent {
  readonly end: number;
  /** Where the braces that end the item open. */
  readonly body?: number;
  readonly broken: boolean;
}

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const special = new Uint8Array(128);
for (const character of '\n"\'/()[]{};') special[character.charCodeAt(0)] = 1;

/**
 * From `from` to the end of what starts there: an attribute ends with its bracket, a statement (`use`,
 * `const` …) with a semicolon, another item with a semicolon or with its braces.
 */
function scan(text: string, from: number, end: number, kind: 'attribute' | 'statement' | 'item'): Extent {
  const closers: string[] = [];
  let body: number | undefined;
  const extent = (at: number, broken: boolean): Extent => ({
    end: at,
    broken,
    ...(body !== undefined && { body }),
  });
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code > 127 || special[code] === 0) {
      at++;
      continue;
    }
    const character = text.charAt(at);
    if (character === '\n') {
      at++;
      // What came before lacks its end.
      if (closers.length === 0 && startsItem(text, at)) return extent(at, true);
    } else if (character === '/') at = afterComment(text, at, end);
    else if (character === '"') at = afterString(text, at, end);
    else if (character === "'") at = afterApostrophe(text, at);
    else if (character === ';') {
      at++;
      if (closers.length === 0) return extent(at, kind === 'attribute');
    } else {
      const closer = closerOf[character];
      at++;
      if (closer !== undefined) {
        const endsItem = character === '{' && closers.length === 0 && kind === 'item';
        if (endsItem && !isConstArgument(text, at - 2)) body ??= at;
        closers.push(closer);
        if (closers.length > maxNesting) return extent(at, true);
      } else if (closers.pop() !== character) return extent(at, true);
      else if (closers.length === 0) {
        if (character === '}' && body !== undefined) return extent(at, false);
        if (character === ']' && kind === 'attribute') return extent(at, false);
      }
    }
  }
  return extent(end, true);
}

/** `#!/usr/bin/env …`, which `#![attribute]` is not. */
const afterShebang = (text: string): number => /^#!(?!\s*\[).*/.exec(text)?.[0].length ?? 0;

/** `Matrix<{ N }>`, `<const N: usize = { 1 }>`: braces that end nothing. */
function isConstArgument(text: string, before: number): boolean {
  let at = before;
  while (at >= 0 && /\s/.test(text.charAt(at))) at--;
  return text[at] === '<' || text[at] === '=';
}

const itemWords =
  'pub|async|fn|use|mod|struct|enum|union|impl|trait|const|static|type|extern|unsafe|macro_rules';

/** Whether an item seems to start at the start of this line: unindented, as rustfmt writes it. */
function startsItem(text: string, lineStart: number): boolean {
  const start = new RegExp(`#!?\\[|(?:${itemWords})\\b`, 'y');
  start.lastIndex = lineStart;
  return start.test(text);
}

function nextItemStart(text: string, from: number, otherwise: number): number {
  const start = new RegExp(`^(?:#!?\\[|(?:${itemWords})\\b)`, 'gm');
  start.lastIndex = from + 1;
  return start.exec(text)?.index ?? otherwise;
}
