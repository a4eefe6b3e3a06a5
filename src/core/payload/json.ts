import { applyEdits, format, printParseErrorCode, visit, type ParseErrorCode } from 'jsonc-parser';

/** What is wrong with a text that should be JSON; the UI has a sentence for each. */
export type JsonFault =
  | 'unexpected'
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
  let first: JsonProblem | undefined;
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

/**
 * Lays JSON out by changing white space alone: every digit of a number, doubled keys and escapes stay as written,
 * which `JSON.stringify(JSON.parse(…))` does not give (u64 ids lose digits).
 */
export const formatJson = (text: string): string =>
  applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
