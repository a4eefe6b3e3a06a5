import { canEdit, EditedText } from '../../core/payload/editedText';
import { fingerprint } from '../../core/payload/fingerprint';
import { withRenamed, type Draft, type DraftUpdate, type TextChange } from '../../protocol/draft';

export interface PanelDraftHost {
  keep(): void;
  /** The webview is asked to tell all of it. */
  askWhole(): void;
}

/**
 * What a person wrote in one panel, followed edit by edit. An update that does not fit what is known here changes
 * nothing: the whole is asked for.
 *
 * What was received is kept, also when the process ends next. What the webview has posted and this process has not
 * received when the window goes is lost: at most the last key, or for an HTTP request what was typed since the pause
 * before (DraftKeeper).
 */
export class PanelDraft {
  #rest: Omit<Draft, 'edits'> | undefined;
  #texts = new Map<string, EditedText>();
  /** Texts of files as the webview has them. */
  readonly #files = new Map<string, string>();
  #version = 0;
  #isAsked = false;

  constructor(private readonly host: PanelDraftHost) {}

  get characters(): number {
    const request = this.#rest?.http?.text.length ?? 0;
    return [...this.#texts.values()].reduce((sum, { length }) => sum + length, request);
  }

  get draft(): Draft | undefined {
    const edits = Object.fromEntries([...this.#texts].map(([id, edit]) => [id, edit.text]));
    return this.#rest && { ...this.#rest, edits };
  }

  /** Whether something was typed over a file, or what was its text when it went. */
  has(id: string): boolean {
    return this.#texts.has(id);
  }

  load(draft: Draft | undefined): void {
    this.#rest = draft;
    this.#texts = new Map(Object.entries(draft?.edits ?? {}).map(([id, text]) => [id, new EditedText(text)]));
  }

  /** A webview begins: with this draft, and no file. */
  begin(): Draft | undefined {
    this.#files.clear();
    this.#version = 0;
    this.#isAsked = false;
    return this.draft;
  }

  /** The webview has this text of a file from now on. */
  read(id: string, text: string): void {
    this.#files.set(id, text);
  }

  take(update: DraftUpdate): void {
    const texts = this.#follow(update);
    if (!texts) {
      if (!this.#isAsked) this.host.askWhole();
      this.#isAsked = true;
      return;
    }
    const { version, source, bases, sends, http = this.#rest?.http } = update;
    this.#version = version;
    this.#isAsked = false;
    this.#texts = texts;
    this.#rest = { source, ...(bases && { bases }), ...(sends && { sends }), ...(http && { http }) };
    this.host.keep();
  }

  renamed(from: string, to: string): void {
    const text = this.#files.get(from);
    if (text !== undefined) this.#files.set(to, text);
    this.#files.delete(from);
    const { draft } = this;
    if (!draft) return;
    this.load(withRenamed(draft, from, to));
    this.host.keep();
  }

  /** undefined when one of them is not known well enough. */
  #follow({ version, edits, bases }: DraftUpdate): Map<string, EditedText> | undefined {
    const followed: [string, EditedText, TextChange['edits']][] = [];
    for (const [id, told] of Object.entries(edits)) {
      if (typeof told === 'string') followed.push([id, new EditedText(told), []]);
      else {
        const before = told.of === 'file' ? this.#file(id, bases?.[id]) : this.#texts.get(id);
        const isKnown = version === this.#version + 1 && before?.length === told.was;
        if (!isKnown || !canEdit(told.was, told.edits)) return undefined;
        followed.push([id, before, told.edits]);
      }
    }
    // Not before all of them are known: a text must not get ahead of the others.
    for (const [, text, more] of followed) text.edit(more);
    return new Map(followed.map(([id, text]) => [id, text]));
  }

  #file(id: string, base: string | undefined): EditedText | undefined {
    const text = this.#files.get(id);
    return text !== undefined && fingerprint(text) === base ? new EditedText(text) : undefined;
  }
}
