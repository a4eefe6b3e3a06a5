/** Line ends of a payload: `\n` alone wherever it is edited, judged and sent; in its file they stay as they are. */

export const unixLineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** @param text with `\n` @param like a text whose first line end is the one to be used */
export const withLineEndsOf = (text: string, like: string): string =>
  /^[^\n]*\r\n/.test(like) ? text.replaceAll('\n', '\r\n') : text;
