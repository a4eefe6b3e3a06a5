import type { SourcePosition } from '../ports';

/** The line ends that editors know. */
const lineEnds = (): RegExp => /\r\n|\r|\n/g;

/** @param offset UTF-16 code units from the start of the text */
export function positionAt(text: string, offset: number): SourcePosition {
  const lineEnd = lineEnds();
  let line = 0;
  let lineStart = 0;
  while (lineEnd.test(text) && lineEnd.lastIndex <= offset) {
    line++;
    lineStart = lineEnd.lastIndex;
  }
  return { line, character: offset - lineStart };
}

export function rangeAt(
  text: string,
  from: number,
  to: number,
): { readonly start: SourcePosition; readonly end: SourcePosition } {
  const start = positionAt(text, from);
  const { line, character } = positionAt(text.slice(from, to), to - from);
  const end = { line: start.line + line, character: line === 0 ? start.character + character : character };
  return { start, end };
}

/** The offset of a position; the end of the text for one that lies behind it. */
export function offsetAt(text: string, position: SourcePosition): number {
  const lineEnd = lineEnds();
  let lineStart = 0;
  for (let line = 0; line < position.line; line++) {
    if (!lineEnd.test(text)) return text.length;
    lineStart = lineEnd.lastIndex;
  }
  return Math.min(lineStart + position.character, text.length);
}

/** Where a position of `before` is in `after`, which differs from it by one edit. */
export function movedPosition(position: SourcePosition, before: string, after: string): SourcePosition {
  const offset = offsetAt(before, position);
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same++;
  if (offset <= same) return position;
  let tail = 0;
  while (tail < shorter - same && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const moved = offset >= before.length - tail ? offset + after.length - before.length : same;
  return positionAt(after, moved);
}
