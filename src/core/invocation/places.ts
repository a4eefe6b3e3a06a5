import type { NamedPlace } from './outcome';

/** Longer paths are none, characters. */
const longestPath = 1024;

/** The first Rust file and line that a text names: `src/main.rs:41:9`. In time linear to the text, which may be long. */
export function placeIn(text: string): NamedPlace | undefined {
  for (const match of text.matchAll(/\.rs:(\d+)(?::(\d+))?/g)) {
    const stem = pathBefore(text, match.index);
    if (stem !== '') return place(`${stem}.rs`, match[1], match[2]);
  }
  return undefined;
}

/** What may be a path right before a place in a text, from its drive, root or first folder on. */
function pathBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < longestPath && /[\p{L}\p{N}_.@+\\/-]/u.test(text.charAt(start - 1)))
    start--;
  const path = text.slice(start, end);
  const drive = /^[\\/]/.test(path)
    ? (/(?<![\p{L}\p{N}_])[a-zA-Z]:$/u.exec(text.slice(Math.max(start - 3, 0), start))?.[0] ?? '')
    : '';
  return /(?:^|[\\/])$/.test(path) ? '' : drive + path;
}

/**
 * Where a panic happened: the response has its message alone, the place is on the line that the panic hook prints
 * before the message.
 * @param lines what the function printed while it was answering, oldest first
 */
export function panicPlace(lines: readonly string[], message: string): NamedPlace | undefined {
  const headline = message.split('\n')[0]?.trim() ?? '';
  for (let at = lines.length - 1; at >= 0; at--) {
    const match = /^thread '.*' (?:\(\d+\) )?panicked at (.+?):(\d+):(\d+):$/.exec(lines[at]?.trim() ?? '');
    if (match?.[1] !== undefined && lines[at + 1]?.trim() === headline)
      return place(match[1], match[2], match[3]);
  }
  return undefined;
}

const place = (path: string, line: string | undefined, column: string | undefined): NamedPlace => ({
  path,
  line: Number(line),
  ...(column !== undefined && { column: Number(column) }),
});
