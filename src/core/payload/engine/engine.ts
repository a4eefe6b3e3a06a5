import { EditedText } from '../editedText';
import { fixesFor, type Fix } from '../fixes';
import type { PayloadLanguage } from './language';
import type { Completion, ExpectedEvent, PayloadFix, PayloadHover, TextEdit, Verdict } from './model';
import { judge, readPayload, type Judged } from './verdict';

interface Document {
  readonly text: EditedText;
  event?: ExpectedEvent | undefined;
  /** Of this text and event. */
  judged?: Judged | undefined;
  /** Of this event. */
  language?: Promise<PayloadLanguage> | undefined;
}

/** Fixes of more problems at one place are a list to search in. */
const mostProblems = 20;

/** Everything that is known of payloads while they are typed. Whatever the text is, nothing here throws. */
export class PayloadEngine {
  readonly #documents = new Map<string, Document>();

  /** Also in place of one that is open. */
  open(id: string, text: string): void {
    const event = this.#documents.get(id)?.event;
    this.#documents.set(id, { text: new EditedText(text), event });
  }

  /** @param edits places of all of them are in the text before; none overlap */
  change(id: string, edits: readonly TextEdit[]): void {
    const document = this.#documents.get(id);
    if (!document) return;
    document.text.edit(edits);
    document.judged = undefined;
  }

  close(id: string): void {
    this.#documents.delete(id);
  }

  /** @param event undefined: it is not known what the JSON is to fit */
  expect(id: string, event: ExpectedEvent | undefined): void {
    const document = this.#documents.get(id);
    if (!document) return;
    document.event = event;
    document.judged = undefined;
    document.language = undefined;
  }

  /** UTF-16 code units. */
  lengthOf(id: string): number {
    return this.#documents.get(id)?.text.length ?? 0;
  }

  problems(id: string): Verdict {
    return this.#judged(id)?.verdict ?? { problems: [], more: 0 };
  }

  /** For the problems whose marks touch the place. */
  fixes(id: string, offset: number, length: number): readonly PayloadFix[] {
    const { text: { text } = {}, event } = this.#documents.get(id) ?? {};
    const { refusals, verdict } = this.#judged(id) ?? {};
    if (text === undefined || !event || !refusals) return [];
    const touched = [...refusals.entries()].filter(([index]) => {
      const mark = verdict?.problems[index];
      return mark && mark.offset <= offset + length && offset <= mark.offset + mark.length;
    });
    // Not kept from judging: the tree of a large payload is many times its size.
    const { root } = touched.length > 0 ? readPayload(text) : {};
    if (!root) return [];
    return touched.slice(0, mostProblems).flatMap(([problem, refusal]) =>
      fixesFor(text, root, event.set, refusal).map((fix, index) => ({
        ...fix,
        problem,
        isPreferred: index === 0 && isMeant(fix),
      })),
    );
  }

  async complete(id: string, offset: number): Promise<readonly Completion[]> {
    const document = this.#documents.get(id);
    const language = await this.#language(document);
    return (await language?.complete(document?.text.text ?? '', offset)) ?? [];
  }

  async hover(id: string, offset: number): Promise<PayloadHover | undefined> {
    const document = this.#documents.get(id);
    return (await this.#language(document))?.hover(document?.text.text ?? '', offset);
  }

  #judged(id: string): Judged | undefined {
    const document = this.#documents.get(id);
    return document && (document.judged ??= judge(document.text.text, document.event));
  }

  async #language(document: Document | undefined): Promise<PayloadLanguage | undefined> {
    const { event } = document ?? {};
    if (!document || !event) return undefined;
    document.language ??= import('./language').then(
      async ({ jsonLanguage, PayloadLanguage: Language }) => new Language(await jsonLanguage(), event),
    );
    return document.language;
  }
}

/** The others put a value there that the person has to choose, or take something away. */
const isMeant = ({ kind }: Fix): boolean => kind !== 'replace' && kind !== 'remove';
