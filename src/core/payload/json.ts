import { createScanner, printParseErrorCode, visit, type ParseErrorCode } from 'jsonc-parser';

/** What is wrong with a text that should be JSON; the UI has a sentence for each. */
export type JsonFault =
  | 'unexpected'
  | 'byteOrderMark'
  | 'number'
  | 'propertyName'
  | 'value'
  | 'colon'
  | 'comma'
  | 'closeBrace'
  | 'closeBracket'
  | 'endOfFile'
  | 'comment'
  | 'string'
  | 'escape'
  | 'character';

export interface JsonProblem {
  readonly fault: JsonFault;
  /** UTF-16 code units from the start. */
  readonly offset: number;
  readonly length: number;
  /** 0-based; `character` in UTF-16 code units. */
  readonly line: number;
  readonly character: number;
}

const faults: Readonly<Record<string, JsonFault>> = {
  InvalidSymbol: 'unexpected',
  InvalidNumberFormat: 'number',
  UnexpectedEndOfNumber: 'number',
  PropertyNameExpected: 'propertyName',
  ValueExpected: 'value',
  ColonExpected: 'colon',
  CommaExpected: 'comma',
  CloseBraceExpected: 'closeBrace',
  CloseBracketExpected: 'closeBracket',
  EndOfFileExpected: 'endOfFile',
  InvalidCommentToken: 'comment',
  UnexpectedEndOfComment: 'comment',
  UnexpectedEndOfString: 'string',
  InvalidEscapeCharacter: 'escape',
  InvalidUnicode: 'escape',
  InvalidCharacter: 'character',
};

/** The first reason why a text is no JSON (RFC 8259: no comments, no trailing commas), or undefined. */
export function jsonProblem(text: string): JsonProblem | undefined {
  if (isJson(text)) return undefined;
  // Nobody sees it, and Lambda and serde take none.
  if (text.startsWith('\ufeff'))
    return { fault: 'byteOrderMark', offset: 0, length: 1, line: 0, character: 0 };
  let first: JsonProblem | undefined;
  try {
    visit(
      text,
      {
        onError: (code: ParseErrorCode, offset, length, line, character) => {
          const fault = faults[printParseErrorCode(code)] ?? 'unexpected';
          first ??= { fault, offset, length, line, character };
        },
      },
      { disallowComments: true },
    );
  } catch {
    // Nested deeper than the parser can follow.
  }
  // JSON.parse has the last word: what only it refuses is told without a place.
  return first ?? { fault: 'unexpected', offset: 0, length: 0, line: 0, character: 0 };
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Characters of a layout at most: what would come out longer, nobody reads and Lambda does not take. */
const maxLaidOut = 8 * 1024 * 1024;

/**
 * Lays JSON out by changing white space alone: every digit of a number, doubled keys and escapes stay as written,
 * which `JSON.stringify(JSON.parse(…))` does not give (u64 ids lose digits). As it came when the layout would be
 * longer than `maxLaidOut`: indentation grows with the square of the depth.
 * @param text valid JSON
 */
export function formatJson(text: string): string {
  const scanner = createScanner(text, true);
  let laidOut = '';
  let depth = 0;
  let previous = '';
  let wasOpening = false;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const at = scanner.getTokenOffset();
    const token = text.slice(at, at + scanner.getTokenLength());
    const isOpening = token === '{' || token === '[';
    const isClosing = token === '}' || token === ']';
    if (isClosing) depth--;
    if (previous === ':') laidOut += ' ';
    else if (previous !== '' && token !== ',' && token !== ':' && !(wasOpening && isClosing)) {
      laidOut += `\n${'  '.repeat(depth)}`;
    }
    laidOut += token;
    if (laidOut.length > maxLaidOut) return text;
    if (isOpening) depth++;
    wasOpening = isOpening;
    previous = token;
  }
  return laidOut;
}
