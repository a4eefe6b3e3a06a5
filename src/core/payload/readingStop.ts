import type { Rejection, TextSpan } from './locate';

/** The character that serde_json read last; undefined when it does not say, or means another text. */
export function stopOf(payload: string, { line, column }: Rejection): TextSpan | undefined {
  if (line === undefined || column === undefined) return undefined;
  const start = startOfLine(payload, line);
  if (start === undefined) return undefined;
  const end = payload.indexOf('\n', start);
  const text = payload.slice(start, end < 0 ? undefined : end);
  const after = unitsOfBytes(text, column);
  return { offset: start + Math.max(after - 1, 0), length: Math.min(1, text.length) };
}

function startOfLine(text: string, line: number): number | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  return start;
}

/** How many UTF-16 code units the first bytes of a line (in UTF-8) are. */
function unitsOfBytes(line: string, bytes: number): number {
  let units = 0;
  let counted = 0;
  for (const sign of line) {
    const code = sign.codePointAt(0) ?? 0;
    counted += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (counted > bytes) break;
    units += sign.length;
  }
  return units;
}
