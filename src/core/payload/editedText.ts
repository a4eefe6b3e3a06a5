import { edited } from './engine/edits';
import type { TextEdit } from './fixes';

/** A text that is edited at every key and read seldom: made anew each time, a large one would take too long. */
export class EditedText {
  readonly #edits: (readonly TextEdit[])[] = [];
  #text: string;
  #length: number;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
  }

  /** UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  get text(): string {
    for (const edits of this.#edits.splice(0)) this.#text = edited(this.#text, edits);
    return this.#text;
  }

  /** @param edits `canEdit` the text */
  edit(edits: readonly TextEdit[]): void {
    if (edits.length === 0) return;
    const joined = joinedInsert(this.#edits.at(-1), edits);
    if (joined) this.#edits[this.#edits.length - 1] = [joined];
    else this.#edits.push(edits);
    this.#length += edits.reduce((sum, { length, text }) => sum + text.length - length, 0);
  }
}

/** What is typed on is one edit: each of a large text takes long, once it is made. */
function joinedInsert(
  before: readonly TextEdit[] | undefined,
  after: readonly TextEdit[],
): TextEdit | undefined {
  const [first, last] = [before?.[0], after[0]];
  if (!first || !last || before?.length !== 1 || after.length !== 1) return undefined;
  const goesOn = last.length === 0 && last.offset === first.offset + first.text.length;
  return goesOn ? { ...first, text: first.text + last.text } : undefined;
}

/** Whether the places of edits, in their order, are in a text of that length, and none overlap. */
export function canEdit(textLength: number, edits: readonly TextEdit[]): boolean {
  let end = 0;
  const areInOrder = edits.every(({ offset, length }) => {
    const isBehind = offset >= end && length >= 0;
    end = offset + length;
    return isBehind;
  });
  return areInOrder && end <= textLength;
}
