import type { SourcePosition } from '../ports';

/** Position of an offset, with the line ends that editors know: `\n`, `\r\n`, `\r`. */
export function positionAt(text: string, offset: number): SourcePosition {
  const lineEnd = /\r\n|\r|\n/g;
  let line = 0;
  let lineStart = 0;
  for (let match = lineEnd.exec(text); match; match = lineEnd.exec(text)) {
    if (lineEnd.lastIndex > offset) break;
    line++;
    lineStart = lineEnd.lastIndex;
  }
  return { line, character: offset - lineStart };
}
