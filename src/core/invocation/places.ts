import type { NamedPlace } from './outcome';

/** The first Rust file and line that a text names: `src/main.rs:41:9`. */
export function placeIn(text: string): NamedPlace | undefined {
  const match =
    /((?:[a-zA-Z]:[\\/]|[\\/])?(?:[\p{L}\p{N}_.@+-]+[\\/])*[\p{L}\p{N}_.+-]+\.rs):(\d+)(?::(\d+))?/u.exec(
      text,
    );
  return match?.[1] === undefined ? undefined : place(match[1], match[2], match[3]);
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
