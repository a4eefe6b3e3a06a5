import { fingerprint } from '../../core/payload/fingerprint';
import type { Draft, DraftUpdate, TextChange } from '../../protocol/draft';
import type { PayloadFileView } from '../../protocol/invoke';

/** What an empty draft starts with: the smallest payload that is JSON. */
export const startText = '{}';

/** The payload that has no file. */
export const unsaved = '';

/** A text, or what one can be made of when it is needed: an editor's document never changes, and is quick to keep. */
export interface Typed {
  /** UTF-16 code units. */
  readonly length: number;
  toString(): string;
}

interface SavedText {
  readonly text: string;
  /** Its fingerprint. */
  readonly base: string;
}

/**
 * Which payload is edited, and what was typed over each file. Choosing another payload loses nothing: each keeps its
 * own edits until they are saved or reverted.
 */
export class DraftModel {
  #source = unsaved;
  readonly #edits = new Map<string, Typed>();
  /** Fingerprints of the texts that edits of files started from: who saves one must not undo what others saved. */
  readonly #bases = new Map<string, string>();
  /** Texts of files as they were last read. */
  readonly #saved = new Map<string, SavedText>();
  /** How edits came from what the host knows; those that it does not know at all are not among these. */
  readonly #changes = new Map<string, TextChange>();
  #version = 0;
  #files: readonly PayloadFileView[] = [];

  constructor(draft?: Draft) {
    if (!draft) return;
    this.#source = draft.source;
    for (const [source, text] of Object.entries(draft.edits)) this.#edits.set(source, text);
    for (const [source, base] of Object.entries(draft.bases ?? {})) this.#bases.set(source, base);
    this.#isTold();
  }

  get source(): string {
    return this.#source;
  }

  get files(): readonly PayloadFileView[] {
    return this.#files;
  }

  /** Sources with edits whose file is gone. */
  get orphans(): readonly string[] {
    return [...this.#edits.keys()].filter((source) => source !== unsaved && !this.#isFile(source));
  }

  isEdited(source: string): boolean {
    return source !== unsaved && this.#edits.has(source);
  }

  /** undefined: its file has to be read first. */
  text(source: string): Typed | undefined {
    const edited = this.#edits.get(source) ?? this.#saved.get(source)?.text;
    return edited ?? (source === unsaved ? startText : undefined);
  }

  /** Of the file's text that the edit started from, or else of its text; empty when neither is known. */
  base(source: string): string {
    const saved = this.#edits.has(source) ? undefined : this.#saved.get(source);
    return this.#bases.get(source) ?? saved?.base ?? '';
  }

  choose(source: string): void {
    this.#source = source;
  }

  /**
   * A person typed. Called at every key: takes as long for a large one as for a small one.
   * @param edits how the text came from the one before; undefined: it has to be told whole
   * @param source another one than the chosen one while that is being read
   */
  type(text: Typed, edits?: TextChange['edits'], source = this.#source): void {
    const saved = source === unsaved ? startText : this.#saved.get(source)?.text;
    if (saved !== undefined && isSame(text, saved)) {
      this.#forget(source);
      return;
    }
    const before = this.#edits.has(source) ? this.#changes.get(source) : this.#unchanged(source);
    this.#edit(source, text);
    // Only what comes from a text that the host has.
    if (edits && before?.edits.length === 0) this.#changes.set(source, { ...before, edits });
  }

  /** A file was read. */
  read(id: string, text: string): void {
    this.#keepSaved(id, text);
    const edited = this.#edits.get(id);
    if (edited && isSame(edited, text)) this.#forget(id);
  }

  /** The chosen payload was saved as a file, which is the chosen one now. */
  savedAs(id: string, text: string): void {
    this.#forget(this.#source);
    this.#forget(id);
    this.#keepSaved(id, text);
    this.#source = id;
  }

  /** Edits were saved in their file. @param text of the file now: placeholders may stand for secrets in it */
  saved(id: string, sent: string, text: string): void {
    const { base } = this.#keepSaved(id, text);
    const edited = this.#edits.get(id);
    // What was typed on meanwhile started from what is saved now.
    if (edited === undefined || isSame(edited, sent)) this.#forget(id);
    else this.#bases.set(id, base);
  }

  /** A file has another name now. */
  renamed(from: string, to: string): void {
    move(this.#edits, from, to);
    move(this.#bases, from, to);
    move(this.#changes, from, to);
    move(this.#saved, from, to);
    const kept = this.#edits.get(to);
    // Its going was told before its new name.
    if (kept !== undefined && this.#isAsRead(to)) this.read(to, kept.toString());
    this.#files = this.#files.map((file) => (file.id === from ? { ...file, id: to } : file));
    if (this.#source === from) this.#source = to;
  }

  revert(): void {
    this.#forget(this.#source);
  }

  /**
   * The files that there are now. Gives those whose text has to be read again.
   * An unedited payload whose file is gone keeps its text as an edit, or gives way when nothing is known of it.
   */
  list(files: readonly PayloadFileView[]): readonly string[] {
    const versions = new Map(this.#files.map(({ id, version }) => [id, version]));
    this.#files = files;
    // Kept while its file was gone, and nobody typed: the file that is back may say something else.
    for (const { id } of files) if (!versions.has(id) && this.#isAsRead(id)) this.#forget(id);
    const changed = files.filter(({ id, version }) => versions.has(id) && versions.get(id) !== version);
    const source = this.#source;
    if (source !== unsaved && !this.#isFile(source) && !this.#edits.has(source)) {
      const last = this.#saved.get(source);
      if (last === undefined) this.#source = unsaved;
      else this.#edit(source, last.text);
    }
    for (const id of this.#saved.keys()) if (!this.#isFile(id)) this.#saved.delete(id);
    return changed.map(({ id }) => id).filter((id) => this.#saved.has(id));
  }

  /** For the host, which gets each of them: the next one goes on from it. */
  update(): DraftUpdate {
    const edits = Object.fromEntries(
      [...this.#edits].map(([source, text]) => [source, this.#changes.get(source) ?? text.toString()]),
    );
    this.#isTold();
    const bases = this.#bases.size > 0 && { bases: Object.fromEntries(this.#bases) };
    return { version: ++this.#version, source: this.#source, edits, ...bases };
  }

  /** The host lost track: the next update tells everything. */
  tellWhole(): void {
    this.#changes.clear();
  }

  #isTold(): void {
    for (const [source, { length }] of this.#edits)
      this.#changes.set(source, { of: 'draft', was: length, edits: [] });
  }

  /** The host has the texts of files, too: they came from there. */
  #unchanged(source: string): TextChange | undefined {
    const saved = this.#saved.get(source);
    return saved && { of: 'file', was: saved.text.length, edits: [] };
  }

  #edit(source: string, text: Typed): void {
    const saved = this.#saved.get(source);
    if (saved && !this.#edits.has(source)) this.#bases.set(source, saved.base);
    this.#edits.set(source, text);
    this.#changes.delete(source);
  }

  #keepSaved(id: string, text: string): SavedText {
    const saved = { text, base: fingerprint(text) };
    this.#saved.set(id, saved);
    return saved;
  }

  #forget(source: string): void {
    this.#edits.delete(source);
    this.#bases.delete(source);
    this.#changes.delete(source);
  }

  /** Whether the text of an edit is the one that it started from. */
  #isAsRead(id: string): boolean {
    const [text, base] = [this.#edits.get(id), this.#bases.get(id)];
    return text !== undefined && base !== undefined && fingerprint(text.toString()) === base;
  }

  #isFile(id: string): boolean {
    return this.#files.some((file) => file.id === id);
  }
}

const isSame = (typed: Typed, text: string): boolean =>
  typed.length === text.length && typed.toString() === text;

function move<T>(values: Map<string, T>, from: string, to: string): void {
  const value = values.get(from);
  values.delete(from);
  if (value !== undefined) values.set(to, value);
}
