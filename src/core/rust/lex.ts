/**
 * Steps over what may hold brackets without meaning them: comments, strings and characters
 * (https://doc.rust-lang.org/reference/tokens.html). All positions are UTF-16 code units.
 */

/** Position after whitespace and comments; `end` when a comment is not closed. */
export function skipTrivia(text: string, from: number, end: number): number {
  for (let at = from; ;) {
    space.lastIndex = at;
    space.test(text);
    at = Math.min(space.lastIndex, end);
    if (!text.startsWith('//', at) && !text.startsWith('/*', at)) return at;
    at = afterComment(text, at, end);
  }
}

const space = /\s*/y;

/** Position after the comment at `at`, or after the slash when it is a division. */
export function afterComment(text: string, at: number, end: number): number {
  if (text[at + 1] === '/') {
    const newline = text.indexOf('\n', at);
    return newline < 0 || newline > end ? end : newline;
  }
  if (text[at + 1] !== '*') return at + 1;
  // Block comments nest.
  const edge = /\/\*|\*\//g;
  edge.lastIndex = at + 2;
  for (let depth = 1; depth > 0;) {
    const match = edge.exec(text);
    if (!match || match.index >= end) return end;
    depth += match[0] === '/*' ? 1 : -1;
  }
  return edge.lastIndex;
}

/** Position after the string whose opening quote is at `quote`; `end` when it is not closed. */
export function afterString(text: string, quote: number, end: number): number {
  let before = quote - 1;
  while (text[before] === '#') before--;
  const hashes = quote - 1 - before;
  if (isRaw(text, before)) {
    const closing = '"' + '#'.repeat(hashes);
    const at = text.indexOf(closing, quote + 1);
    return at < 0 || at >= end ? end : at + closing.length;
  }
  for (let at = quote + 1; at < end; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return end;
}

/** Whether `r`, `br` or `cr` ends at `at`, as a word of its own. */
function isRaw(text: string, at: number): boolean {
  if (text[at] !== 'r') return false;
  const first = text[at - 1] === 'b' || text[at - 1] === 'c' ? at - 1 : at;
  return !/[\w\u0080-\uffff]/.test(text.charAt(first - 1));
}

/** Position after the character literal at `at`, or after the apostrophe when it is a lifetime or a label. */
export function afterApostrophe(text: string, at: number): number {
  if (text[at + 1] === '\\') {
    // The longest escape is `\u{10FFFF}`, which may hold underscores.
    const closing = text.indexOf("'", at + 3);
    return closing < 0 || closing > at + 20 ? at + 2 : closing + 1;
  }
  const width = (text.codePointAt(at + 1) ?? 0) > 0xffff ? 2 : 1;
  return text[at + 1 + width] === "'" && text[at + 1] !== "'" ? at + 2 + width : at + 1;
}
