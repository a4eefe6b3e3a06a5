import { jsonProblem, type JsonProblem } from './json';
import { maxPayloadBytes } from './limits';

export type PayloadProblem =
  | { readonly reason: 'empty'; readonly bytes: number }
  | { readonly reason: 'tooLarge'; readonly bytes: number }
  | { readonly reason: 'notJson'; readonly bytes: number; readonly problem: JsonProblem };

/** Why Lambda would not take the payload, or undefined. */
export function checkPayload(text: string): PayloadProblem | undefined {
  const bytes = utf8Bytes(text);
  if (bytes > maxPayloadBytes) return { reason: 'tooLarge', bytes };
  if (text.trim() === '') return { reason: 'empty', bytes };
  const problem = jsonProblem(text);
  return problem && { reason: 'notJson', bytes, problem };
}

/** Length in UTF-8. A half of a surrogate pair counts 3, as it is sent as U+FFFD. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    const next = text.charCodeAt(at + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) at++;
  }
  return bytes;
}
