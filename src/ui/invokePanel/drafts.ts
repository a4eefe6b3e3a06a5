import type * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import type { PrivateFiles } from '../../core/ports';
import { withRenamed, type Draft } from '../../protocol/draft';
import { DraftFiles } from './draftFiles';

/** Between two writes: who types on does not keep the disk busy all the time. */
const restMs = 300;
/** Characters that are written in pauses only: that takes the processor from what is shown at each key. */
const large = 500_000;
const pauseMs = 1000;

/** What is to be kept, as it is when it is written. */
export interface Keepable {
  readonly characters: number;
  /** Takes long for a large one. */
  readonly draft: Draft | undefined;
}

/**
 * What people typed and did not save to a file, by function: files of the workspace's storage, which this process
 * writes itself. VS Code's Memento would go by way of the window, and be lost with it.
 */
export class Drafts {
  readonly #unwritten = new Map<string, Keepable>();
  readonly #queue = new Set<string>();
  #writing: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #isEnding = false;
  #hasFailed = false;
  readonly #files: DraftFiles;

  constructor(
    files: PrivateFiles,
    private readonly log: Pick<vscode.LogOutputChannel, 'error'>,
  ) {
    this.#files = new DraftFiles(files);
  }

  async get(functionId: string): Promise<Draft | undefined> {
    const unwritten = this.#unwritten.get(functionId);
    if (unwritten) return unwritten.draft;
    try {
      return await this.#files.read(functionId);
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  /** Resolves when it was written, or could not be. */
  keep(functionId: string, draft: Keepable): Promise<void> {
    this.#unwritten.set(functionId, draft);
    this.#queue.add(functionId);
    return (this.#writing ??= this.#write());
  }

  /** What was typed over a file goes with it. */
  async rename(functionId: string, from: string, to: string): Promise<void> {
    const draft = await this.get(functionId);
    if (draft) void this.keep(functionId, { characters: 0, draft: withRenamed(draft, from, to) });
  }

  /** Resolves when all that was to be kept is written: the process is about to end. */
  async end(): Promise<void> {
    this.#isEnding = true;
    // Once more, what could not be written.
    for (const functionId of this.#unwritten.keys()) this.#queue.add(functionId);
    if (this.#queue.size > 0) this.#writing ??= this.#write();
    this.#wake?.();
    await this.#writing;
  }

  async #write(): Promise<void> {
    // What is kept meanwhile comes later in the same loop.
    for (const functionId of this.#queue) {
      this.#queue.delete(functionId);
      const kept = this.#unwritten.get(functionId);
      const isLarge = kept !== undefined && kept.characters > large;
      await this.#rest(isLarge ? pauseMs : 0);
      const isTypedOn = this.#queue.has(functionId) && !this.#isEnding;
      if (!kept || (isLarge && isTypedOn)) continue;
      try {
        if (kept.draft) await this.#files.write(functionId, kept.draft);
        if (!this.#queue.has(functionId)) this.#unwritten.delete(functionId);
      } catch (error) {
        // It is not lost while the window is open, and written with what is typed next.
        this.#failed(error);
      }
      await this.#rest(restMs);
    }
    this.#writing = undefined;
  }

  async #rest(ms: number): Promise<void> {
    if (this.#isEnding) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #failed(error: unknown): void {
    // Once: a full disk would tell it at every key.
    if (!this.#hasFailed) this.log.error(`Unsaved payloads can’t be kept: ${messageOf(error)}`);
    this.#hasFailed = true;
  }
}
