import { normalPath, type SourceTexts } from './sourceTexts';

/** What an answer may look at. */
export interface Reading {
  /** The text of a file as the person sees it, undefined when there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
}

export interface Question<T> {
  /** What else the answer depends on, each compared by identity; asked for when it is this question's turn. */
  readonly basis: () => readonly unknown[];
  /** Whether an answer may be another one now although nothing that it was read from changed. */
  readonly isPassing?: (answer: T) => boolean;
  /** Files that nobody changes need no looking at. */
  readonly isFixed?: (path: string) => boolean;
  /**
   * What it gives is remembered: parts of texts in it should be copies, as V8 keeps the whole text of a file alive for
   * any part of it, such as the name of a type.
   * @param before the last answer to the same id
   */
  readonly work: (reading: Reading, before: T | undefined) => Promise<T>;
}

interface Known<T> {
  readonly answer: T;
  readonly basis: readonly unknown[];
  /** Every file that was asked for, also in vain, with its version then. */
  readonly versions: ReadonlyMap<string, string>;
}

/** Answers that were read from files, remembered until one of these has another version. */
export class FileAnswers<T> {
  readonly #known = new Map<string, Known<T>>();
  /** The last question of each id: the next one waits for it, and mostly finds nothing left to do. */
  readonly #asked = new Map<string, Promise<T>>();

  constructor(private readonly texts: SourceTexts) {}

  ask(id: string, question: Question<T>): Promise<T> {
    const before = this.#asked.get(id) ?? Promise.resolve();
    const next = before.then(
      () => this.#answer(id, question),
      () => this.#answer(id, question),
    );
    this.#asked.set(id, next);
    return next;
  }

  /** Whether an answer was read from this file. */
  reads(path: string): boolean {
    return [...this.#known.values()].some(({ versions }) => versions.has(path));
  }

  *known(): Iterable<T> {
    for (const { answer } of this.#known.values()) yield answer;
  }

  keep(ids: ReadonlySet<string>): void {
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
    for (const id of this.#asked.keys()) if (!ids.has(id)) this.#asked.delete(id);
  }

  async #answer(id: string, { basis: basisNow, isPassing, isFixed, work }: Question<T>): Promise<T> {
    const before = this.#known.get(id);
    const basis = basisNow();
    const isSame = before?.basis.every((each, index) => each === basis[index]) ?? false;
    if (before && isSame && !isPassing?.(before.answer) && (await this.#isCurrent(before)))
      return before.answer;
    const versions = new Map<string, string>();
    const reading: Reading = {
      read: async (path) => {
        const { version, text } = await this.texts.read(path);
        if (!isFixed?.(path)) versions.set(normalPath(path), version);
        return text;
      },
    };
    const answer = await work(reading, before?.answer);
    this.#known.set(id, { answer, basis, versions });
    return answer;
  }

  async #isCurrent({ versions }: Known<T>): Promise<boolean> {
    const current = await Promise.all(
      [...versions].map(async ([path, version]) => (await this.texts.version(path)) === version),
    );
    return current.every(Boolean);
  }
}
