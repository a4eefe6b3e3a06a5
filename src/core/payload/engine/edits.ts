import type { TextEdit } from '../fixes';

/** @param edits places of all of them are in `text`; none overlap */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const [only] = edits;
  const inOrder = edits.length > 1 ? [...edits].sort((a, b) => a.offset - b.offset) : only ? [only] : [];
  let done = '';
  let from = 0;
  for (const { offset, length, text: put } of inOrder) {
    done += text.slice(from, offset) + put;
    from = offset + length;
  }
  return done + text.slice(from);
}
