import { jsonProblem, type JsonProblem } from './json';
import { maxPayloadBytes } from './limits';

export type PayloadProblem =
  | { readonly reason: 'empty'; readonly bytes: number }
  | { readonly reason: 'tooLarge'; readonly bytes: number }
  | { readonly reason: 'notJson'; readonly bytes: number; readonly problem: JsonProblem };

/** Why Lambda would not take the payload, or undefined. */
export function checkPayload(text: string): PayloadProblem | undefined {
  const unfit = checkSize(text);
  if (unfit) return unfit;
  const problem = jsonProblem(text);
  return problem && { reason: 'notJson', bytes: utf8Bytes(text), problem };
}

/** Why Lambda would not take the payload, whatever it says. */
export function checkSize(text: string): Exclude<PayloadProblem, { reason: 'notJson' }> | undefined {
  // No character has more bytes than that: most payloads need not be counted.
  const bytes = text.length * 3 > maxPayloadBytes ? utf8Bytes(text) : 0;
  if (bytes > maxPayloadBytes) return { reason: 'tooLarge', bytes };
  return /\S/.test(text) ? undefined : { reason: 'empty', bytes: utf8Bytes(text) };
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
