import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/** UTF-16 code units from the start. */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
}

/**
 * The value that serde rejected: by its path, or else where serde_json stopped reading.
 * @param rejection `path` like `lines[0].pieces`; `line` and `column` 1-based, column in bytes of the line
 */
export function rejectedSpan(
  payload: string,
  rejection: { readonly path?: string; readonly line?: number; readonly column?: number },
): TextSpan | undefined {
  const node = rejection.path === undefined ? undefined : nodeAt(payload, segmentsOf(rejection.path));
  if (node) return { offset: node.offset, length: node.length };
  if (rejection.line === undefined || rejection.column === undefined) return undefined;
  const lineStart = startOfLine(payload, rejection.line);
  if (lineStart === undefined) return undefined;
  const lineEnd = payload.indexOf('\n', lineStart);
  const line = payload.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  // serde_json names the last byte it read: that character is what is marked.
  const end = unitsOfBytes(line, rejection.column);
  return { offset: lineStart + Math.max(end - 1, 0), length: Math.min(1, line.length) };
}

function nodeAt(payload: string, segments: readonly (string | number)[]): TextSpan | undefined {
  try {
    const root = parseTree(payload);
    return root && findNodeAtLocation(root, [...segments]);
  } catch {
    // Nested deeper than the parser can follow.
    return undefined;
  }
}

/** `lines[0].pieces` → `lines`, 0, `pieces`. A key with a dot or bracket in it is not told apart. */
const segmentsOf = (path: string): (string | number)[] =>
  [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? '') : Number(index),
  );

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
