import type { Draft, DraftUpdate } from '../../protocol/draft';
import type { FileEdit, PayloadFileView, PayloadMark } from '../../protocol/invoke';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { DraftModel, unsaved } from './draftModel';
import { PayloadEditor } from './payloadEditor';
import type { SentEvent, TextEdit } from '../../core/payload/engine/model';
import { fingerprint } from '../../core/payload/fingerprint';
import type { Envelope } from '../../core/payload/envelopes';
import type { PayloadProblemView } from './payloadProblem';
import type { PayloadActions } from './payloadPane';

export interface PayloadHost {
  /** At every key. */
  keep(update: DraftUpdate): void;
  read(id: string): Promise<string>;
  /** Under a name that is asked for; gives the file's id and text. */
  saveAs(text: string, id: string): Promise<{ readonly id: string; readonly text: string }>;
  /** In its file; gives its text. */
  save(edit: FileEdit): Promise<string>;
  readClipboard(): Promise<string>;
  generate(wish: string): Promise<string>;
  /** Asks for one. */
  sample(): Promise<string>;
  wrap(text: string, envelope: Envelope): Promise<string>;
  unwrap(text: string): Promise<string>;
  invoke(): void;
  /** Something that is drawn has changed. */
  changed(): void;
  failed(error: unknown): void;
}

/** The payload of the panel: joins the draft, its editor, and the files of the host. */
export class Payload {
  readonly model: DraftModel;
  readonly actions: Omit<PayloadActions, 'openFile' | 'showSchema' | 'createEventType'>;
  problem: PayloadProblemView | undefined;
  readonly #editor: PayloadEditor;
  /** Nothing was known of a draft: the file used last, or else the first one, is what one would want to send. */
  #takesFirstFile: boolean;
  /** What the function refused, of a text that is not shown. */
  #mark: PayloadMark | undefined;
  /** By file, how often it was asked for: answers may overtake each other. */
  readonly #reads = new Map<string, number>();
  /** The editor is given a text by us: nobody typed. */
  #isShowing = false;

  constructor(
    parent: HTMLElement,
    strings: InvokeStrings,
    draft: Draft | undefined,
    private readonly host: PayloadHost,
    private readonly lastUsed?: string,
  ) {
    this.#takesFirstFile = draft === undefined;
    this.model = new DraftModel(draft);
    this.#editor = new PayloadEditor(parent, strings, {
      changed: (edits) => {
        if (!this.#isShowing) this.#typed(edits);
      },
      failed: (error) => host.failed(error),
      invoke: () => host.invoke(),
      checked: (problem) => {
        this.problem = problem;
        host.changed();
      },
    });
    this.actions = {
      choose: (source) => void this.choose(source),
      format: () => void this.#editor.format(),
      save: () => void this.#save(),
      saveAs: () => void this.#saveAs(),
      generate: (wish) => void this.#replace(host.generate(wish)),
      sample: () => void this.#replace(host.sample()),
      wrap: (envelope) => void this.#replace(host.wrap(this.text, envelope)),
      unwrap: () => void this.#replace(host.unwrap(this.text)),
      revert: () => {
        this.model.revert();
        void this.choose(this.model.source);
      },
      goToProblem: (offset) => this.#editor.goToProblem(offset),
      paste: () => void this.#replace(host.readClipboard()),
    };
    window.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 's' || event.altKey || event.shiftKey) return;
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      // What is not shown is not what is meant.
      if (!parent.closest('[hidden]')) void this.#save();
    });
    void this.#show();
  }

  get text(): string {
    return this.#editor.text;
  }

  /** Whose text it is: the one before the chosen one, while that is being read. */
  get shown(): string {
    return this.#editor.source ?? unsaved;
  }

  /** What the payload is to fit. */
  expect(event: SentEvent | undefined): void {
    this.#editor.expect(event);
  }

  /** The chosen file, with what was typed over it. */
  get edit(): { readonly id: string } & Partial<FileEdit> {
    const id = this.model.source;
    return this.model.isEdited(id) ? { id, text: this.text, base: this.model.base(id) } : { id };
  }

  focus(): void {
    this.#editor.focus();
  }

  /** As what was typed, without a file; can be undone. */
  type(text: string): void {
    void this.choose(unsaved);
    this.#editor.replace(text);
  }

  /** Marks what was refused, now or once the text is shown that was sent. */
  mark(mark: PayloadMark | undefined): void {
    this.#mark = mark;
    this.#showMark();
  }

  /** The payload files that there are now. */
  list(files: readonly PayloadFileView[]): void {
    const { source } = this.model;
    const wasEdited = this.model.isEdited(source);
    const changed = this.model.list(files);
    // A text that outlives its file: nobody else has it.
    if (this.model.isEdited(source) && !wasEdited) this.#keep();
    const first = files.find(({ id }) => id === this.lastUsed) ?? files[0];
    if (this.#takesFirstFile && first) {
      this.#takesFirstFile = false;
      void this.choose(first.id);
      return;
    }
    for (const id of changed) void this.#read(id);
    void this.#show();
  }

  /** A file has another name now. */
  renamed(from: string, to: string): void {
    this.model.renamed(from, to);
    this.#editor.renamed(from, to);
    this.#keep();
    this.host.changed();
  }

  /** Resolves when its text is shown, with false when that can't be. */
  async choose(source: string): Promise<boolean> {
    this.#takesFirstFile = false;
    this.model.choose(source);
    this.#keep();
    await this.#show();
    return this.model.source === source && this.#editor.source === source;
  }

  /** At every key: nothing may take longer because the payload is large. */
  #typed(edits: readonly TextEdit[]): void {
    this.#takesFirstFile = false;
    const { shown } = this;
    const wasEdited = this.model.isEdited(shown);
    this.model.type(this.#editor.document, edits, shown);
    this.#keep();
    if (this.model.isEdited(shown) !== wasEdited) this.host.changed();
  }

  /** In its own file; a payload that has none, or has it no more, under a name that is asked for. */
  async #save(): Promise<void> {
    const { text, shown: source } = this;
    if (!this.model.files.some(({ id }) => id === source)) {
      await this.#saveAs();
      return;
    }
    try {
      const saved = await this.host.save({ id: source, text, base: this.model.base(source) });
      this.model.saved(source, text, saved);
      this.#keep();
      await this.#show();
    } catch (error) {
      this.#failed(error);
    }
  }

  async #saveAs(): Promise<void> {
    const { text, shown: source } = this;
    try {
      const saved = await this.host.saveAs(text, source);
      // Typed on, or chosen another, while the name was asked for.
      if (this.model.source !== source) return;
      const now = this.text;
      this.model.savedAs(saved.id, saved.text);
      if (now !== text) this.model.type(now);
      this.#keep();
      await this.#show();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Another payload takes the place of this one, which undo brings back. */
  async #replace(next: Promise<string>): Promise<void> {
    const { text: before, shown: source } = this;
    try {
      const text = await next;
      // Typed on, or chosen another, while it was asked for: nothing of that may be lost.
      if (this.model.source !== source || this.text !== before) return;
      this.#editor.replace(text);
      this.#editor.focus();
    } catch (error) {
      this.#failed(error);
    }
  }

  async #read(id: string): Promise<void> {
    const read = (this.#reads.get(id) ?? 0) + 1;
    this.#reads.set(id, read);
    try {
      const text = await this.host.read(id);
      if (this.#reads.get(id) !== read) return;
      this.model.read(id, text);
    } catch (error) {
      this.#failed(error);
    }
    if (this.model.source === id) await this.#show();
  }

  /** Shows the chosen payload, once its text is known. */
  async #show(): Promise<void> {
    const { source } = this.model;
    const isListed = this.model.files.some(({ id }) => id === source);
    if (this.model.text(source) === undefined && isListed) {
      try {
        this.model.read(source, await this.host.read(source));
      } catch (error) {
        // Another one may have been chosen meanwhile.
        if (this.model.source === source) this.model.choose(unsaved);
        this.#failed(error);
      }
      if (this.model.source !== source && this.model.source !== unsaved) return;
    }
    const text = this.model.text(this.model.source);
    if (text !== undefined) {
      this.#isShowing = true;
      this.#editor.show(this.model.source, text);
      this.#isShowing = false;
      this.#showMark();
    }
    this.host.changed();
  }

  #keep(): void {
    this.host.keep(this.model.update());
  }

  /** Once: typing takes it away. */
  #showMark(): void {
    const { text } = this;
    const mark = this.#mark;
    if (!mark || fingerprint(text) !== mark.of) return;
    this.#mark = undefined;
    this.#editor.mark(mark.offset, mark.length, mark.message);
  }

  /** Without words: the person cancelled. */
  #failed(error: unknown): void {
    if (!(error instanceof Error) || error.message !== '') this.host.failed(error);
  }
}
