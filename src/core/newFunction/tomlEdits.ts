/** Changes to TOML as text, so that comments, order and layout stay as their author wrote them. */
import type { AST } from 'toml-eslint-parser';

/** @returns the line end that the text uses; that of its first line */
export const lineEnd = (text: string): string => (/\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');

export const insertAt = (text: string, index: number, added: string): string =>
  text.slice(0, index) + added + text.slice(index);

const startOfLine = (text: string, index: number): number => text.lastIndexOf('\n', index - 1) + 1;

/** Before the line end, `\r` included. */
function endOfLine(text: string, index: number): number {
  const end = text.indexOf('\n', index);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** First index after the line of `index`, or the end of the text. */
export function nextLine(text: string, index: number): number {
  const end = text.indexOf('\n', index);
  return end < 0 ? text.length : end + 1;
}

const indentation = (text: string, index: number): string =>
  /^[ \t]*/.exec(text.slice(startOfLine(text, index)))?.[0] ?? '';

/** Index of the comma after `from`, looking past white space and comments; undefined when something else comes. */
function commaAfter(text: string, from: number): number | undefined {
  const gap = /^(?:\s|#[^\n]*)*/.exec(text.slice(from))?.[0].length ?? 0;
  return text[from + gap] === ',' ? from + gap : undefined;
}

/**
 * Adds a string to the end of an array, laid out like what is there: on its own line if the array has one entry a
 * line, with a trailing comma if there was one.
 */
export function appendToArray(text: string, array: AST.TOMLArray, value: string): string {
  const entry = JSON.stringify(value);
  const eol = lineEnd(text);
  const [start, end] = array.range;
  const closing = end - 1;
  const last = array.elements.at(-1);

  if (!last) {
    const inside = text.slice(start + 1, closing);
    if (!inside.includes('\n')) return text.slice(0, start + 1) + entry + text.slice(closing);
    const indent = indentation(text, closing);
    return insertAt(text, startOfLine(text, closing), `${indent}    ${entry},${eol}`);
  }

  const lastEnd = last.range[1];
  const comma = commaAfter(text, lastEnd);
  const separatorEnd = comma === undefined ? lastEnd : comma + 1;
  const lastStartsItsLine = text.slice(startOfLine(text, last.range[0]), last.range[0]).trim() === '';

  if (!text.slice(separatorEnd, closing).includes('\n')) {
    const gap = lastStartsItsLine ? eol + indentation(text, last.range[0]) : ' ';
    return comma === undefined
      ? insertAt(text, lastEnd, `,${gap}${entry}`)
      : insertAt(text, separatorEnd, `${gap}${entry},`);
  }

  const indent = indentation(text, last.range[0]) + (lastStartsItsLine ? '' : '    ');
  const line = `${eol}${indent}${entry}${comma === undefined ? '' : ','}`;
  const withLine = insertAt(text, endOfLine(text, separatorEnd), line);
  return comma === undefined ? insertAt(withLine, lastEnd, ',') : withLine;
}
