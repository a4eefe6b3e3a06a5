import type { Draft, InvokeStrings, PayloadFileView } from '../../protocol/invoke';
import { DraftKeeper } from './draftKeeper';
import { DraftModel, unsaved } from './draftModel';
import { PayloadEditor, type PayloadProblemView } from './payloadEditor';
import type { PayloadActions } from './payloadPane';

export interface PayloadHost {
  keep(draft: Draft): void;
  read(id: string): Promise<string>;
  /** Gives the file's id. */
  save(text: string, id: string): Promise<string>;
  invoke(): void;
  /** Something that is drawn has changed. */
  changed(): void;
  failed(error: unknown): void;
}

/** The payload of the panel: joins the draft, its editor, and the files of the host. */
export class Payload {
  readonly model: DraftModel;
  readonly actions: Omit<PayloadActions, 'openFile'>;
  problem: PayloadProblemView | undefined;
  readonly #editor: PayloadEditor;
  readonly #keeper: DraftKeeper;
  /** Nothing was known of a draft: the first file there is, is what one would want to send. */
  #takesFirstFile: boolean;
  /** The editor is given a text by us: nobody typed. */
  #isShowing = false;

  constructor(
    parent: HTMLElement,
    strings: InvokeStrings,
    draft: Draft | undefined,
    private readonly host: PayloadHost,
  ) {
    this.#takesFirstFile = draft === undefined;
    this.model = new DraftModel(draft);
    this.#keeper = new DraftKeeper(
      () => this.model.draft,
      (kept) => host.keep(kept),
    );
    this.#editor = new PayloadEditor(parent, strings, {
      changed: (text) => {
        if (!this.#isShowing) this.#typed(text);
      },
      invoke: () => host.invoke(),
      checked: (problem) => {
        this.problem = problem;
        host.changed();
      },
    });
    this.actions = {
      choose: (source) => this.#choose(source),
      format: () => void this.#editor.format(),
      save: () => void this.#save(),
      revert: () => {
        this.model.revert();
        this.#choose(this.model.source);
      },
      goToProblem: (offset) => this.#editor.goToProblem(offset),
    };
    void this.#show();
  }

  get text(): string {
    return this.#editor.text;
  }

  focus(): void {
    this.#editor.focus();
  }

  /** As what was typed, without a file; can be undone. */
  type(text: string): void {
    this.#choose(unsaved);
    this.#editor.replace(text);
  }

  mark(offset: number, length: number, message: string): void {
    this.#editor.mark(offset, length, message);
  }

  /** The payload files that there are now. */
  list(files: readonly PayloadFileView[]): void {
    const changed = this.model.list(files);
    const [first] = files;
    if (this.#takesFirstFile && first) {
      this.#takesFirstFile = false;
      this.#choose(first.id);
      return;
    }
    for (const id of changed) void this.#read(id);
    void this.#show();
  }

  #typed(text: string): void {
    this.#takesFirstFile = false;
    const wasEdited = this.model.isEdited(this.model.source);
    this.model.type(text);
    this.#keeper.changed(this.model.characters);
    if (this.model.isEdited(this.model.source) !== wasEdited) this.host.changed();
  }

  #choose(source: string): void {
    this.model.choose(source);
    this.#keeper.changed(0);
    void this.#show();
  }

  async #save(): Promise<void> {
    const { text } = this;
    const { source } = this.model;
    try {
      const id = await this.host.save(text, source);
      // Typed on, or chosen another, while the name was asked for.
      if (this.model.source !== source) return;
      const now = this.text;
      this.model.savedAs(id, text);
      if (now !== text) this.model.type(now);
      this.#keeper.changed(0);
      await this.#show();
    } catch (error) {
      this.#failed(error);
    }
  }

  async #read(id: string): Promise<void> {
    try {
      this.model.read(id, await this.host.read(id));
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
        this.model.choose(unsaved);
        this.#failed(error);
      }
      if (this.model.source !== source && this.model.source !== unsaved) return;
    }
    const text = this.model.text(this.model.source);
    if (text !== undefined) {
      this.#isShowing = true;
      this.#editor.show(this.model.source, text);
      this.#isShowing = false;
    }
    this.host.changed();
  }

  /** Without words: the person cancelled. */
  #failed(error: unknown): void {
    if (!(error instanceof Error) || error.message !== '') this.host.failed(error);
  }
}
