/** Where things end in text that may be half-typed. */
import { afterApostrophe, afterComment, afterString } from './lex';

/** Deeper than any source, and not too deep for what reads the parts of an item recursively. */
const maxNesting = 500;

export interface Extent {
  readonly end: number;
  /** Where the braces that end the item open. */
  readonly body?: number;
  readonly broken: boolean;
}

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
// Expressions rather than a loop over characters, because V8 compiles them at their second use: the first file
// that is opened waits for this. Inside brackets only brackets count.
const plain = /[^\n"'/(){}[\];]*/y;
const plainInside = /[^"'/(){}[\]]*/y;

/**
 * From `from` to the end of what starts there: an attribute ends with its bracket, a statement (`use`,
 * `const` …) with a semicolon, another item with a semicolon or with its braces.
 */
export function scan(
  text: string,
  from: number,
  end: number,
  kind: 'attribute' | 'statement' | 'item',
): Extent {
  const closers: string[] = [];
  let body: number | undefined;
  const extent = (at: number, broken: boolean): Extent => ({
    end: at,
    broken,
    ...(body !== undefined && { body }),
  });
  for (let at = from; ;) {
    at = afterMatch(closers.length === 0 ? plain : plainInside, text, at);
    if (at >= end) return extent(end, true);
    const character = text.charAt(at);
    if (character === '/') at = afterComment(text, at, end);
    else if (character === '"') at = afterString(text, at, end);
    else if (character === "'") at = afterApostrophe(text, at);
    else if (character === '\n') {
      at++;
      // What came before lacks its end.
      if (afterMatch(itemStart, text, at) > at) return extent(at, true);
    } else if (character === ';') return extent(at + 1, kind === 'attribute');
    else {
      at++;
      const closer = closerOf[character];
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
}

/** Where a sticky expression stops matching; `at` when it does not match there at all. */
function afterMatch(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : at;
}

/** `Matrix<{ N }>`, `<const N: usize = { 1 }>`: braces that end nothing. */
function isConstArgument(text: string, before: number): boolean {
  let at = before;
  while (at >= 0 && /\s/.test(text.charAt(at))) at--;
  return text[at] === '<' || text[at] === '=';
}

/** An item seems to start at the start of a line: unindented, as rustfmt writes it. */
const itemStart =
  /#!?\[|(?:pub|async|fn|use|mod|struct|enum|union|impl|trait|const|static|type|extern|unsafe|macro_rules)\b/y;
const nextLineWithItem = new RegExp(`^(?:${itemStart.source})`, 'gm');

/** Where to go on after a broken item that starts at `from` and seems to end at `otherwise`. */
export function nextItemStart(text: string, from: number, otherwise: number, end: number): number {
  nextLineWithItem.lastIndex = from + 1;
  return Math.min(nextLineWithItem.exec(text)?.index ?? otherwise, end);
}
