/**
 * Splits a file into its items without parsing them, so that only the few that matter are given to the
 * parser. Not the whole file, because tree-sitter's first parse of 10,000 lines takes 100 ms and more: V8
 * compiles the grammar while it runs. It reads any bracketed text, so a half-typed item costs itself only.
 */
import { nextItemStart, scan } from './extent';
import { itemHead } from './itemHead';
import { skipTrivia } from './lex';

export interface Item {
  /** `fn`, `mod`, `use`, `struct`, `impl` …; `crate` is `extern crate`; undefined for macros and the rest. */
  readonly keyword: string | undefined;
  readonly name: string | undefined;
  /** Where its attributes start; `start` when it has none. */
  readonly from: number;
  /** Without attributes and doc comments. */
  readonly start: number;
  readonly end: number;
  /** Between the braces that end the item. */
  readonly body?: { readonly start: number; readonly end: number };
  /** As written, `#[cfg(test)]`. */
  readonly attributes: readonly string[];
}

export interface SplitText {
  readonly text: string;
  readonly items: readonly Item[];
  /** Brackets, strings or comments don't match: someone is typing. */
  readonly broken: boolean;
}

/** After so many repairs a text is no Rust; each costs a scan to its end. */
const maxRepairs = 20;

/**
 * @param before an earlier text of the file: items that are still the same are not read again
 * @param range a part of the text, such as the body of an inline module
 */
export function splitItems(
  text: string,
  before?: SplitText,
  range: { readonly start: number; readonly end: number } = { start: afterShebang(text), end: text.length },
): SplitText {
  const items: Item[] = [];
  const known = new KnownItems(before);
  let repairs = 0;
  for (let at = skipTrivia(text, range.start, range.end); at < range.end;) {
    const same = known.at(text, at);
    if (same && same.end <= range.end) {
      items.push(same);
      at = same.end;
    } else {
      const { item, end, broken } = readItem(text, at, range.end);
      if (item) items.push(item);
      if (broken && ++repairs > maxRepairs) break;
      at = end;
    }
    at = skipTrivia(text, at, range.end);
  }
  return { text, items, broken: repairs > 0 };
}

/** One item with its attributes. There is none after the last attributes of a text. */
function readItem(
  text: string,
  from: number,
  end: number,
): { readonly item?: Item; readonly end: number; readonly broken: boolean } {
  const attributes: string[] = [];
  let at = from;
  while (text.startsWith('#[', at) || text.startsWith('#![', at)) {
    const extent = scan(text, at, end, 'attribute');
    if (extent.broken) return { end: nextItemStart(text, at, extent.end, end), broken: true };
    // `#![…]` is about what it stands in.
    if (text[at + 1] === '[') attributes.push(text.slice(at, extent.end));
    at = skipTrivia(text, extent.end, end);
  }
  if (at >= end) return { end, broken: false };
  const { keyword, name, endsWithSemicolon, isItem } = itemHead(text, at, end);
  const extent = scan(text, at, end, endsWithSemicolon ? 'statement' : 'item');
  const broken = extent.broken || !isItem;
  const itemEnd = broken ? nextItemStart(text, at, extent.end, end) : extent.end;
  const body = extent.body && { start: extent.body, end: Math.max(extent.body, itemEnd - 1) };
  const item = { keyword, name, from, start: at, end: itemEnd, attributes, ...(body && { body }) };
  return { item, end: itemEnd, broken };
}

/** How many items may be gone before one that is still the same. */
const lookAhead = 4;

/** The items of an earlier text, found again in a later one in their order. */
class KnownItems {
  #next = 0;

  constructor(private readonly before: SplitText | undefined) {}

  /** The item at `at`, if it was known and is the same. */
  at(text: string, at: number): Item | undefined {
    // Where a broken item ends depends on what follows it.
    if (!this.before || this.before.broken) return undefined;
    for (let index = this.#next; index < this.#next + lookAhead; index++) {
      const item = this.before.items[index];
      if (!item || !text.startsWith(this.before.text.slice(item.from, item.end), at)) continue;
      this.#next = index + 1;
      return moved(item, at - item.from);
    }
    return undefined;
  }
}

const moved = (item: Item, by: number): Item => ({
  ...item,
  from: item.from + by,
  start: item.start + by,
  end: item.end + by,
  ...(item.body && { body: { start: item.body.start + by, end: item.body.end + by } }),
});

/** `#!/usr/bin/env …`, which `#![attribute]` is not. */
const afterShebang = (text: string): number => /^#!(?!\s*\[).*/.exec(text)?.[0].length ?? 0;
