import type { LambdaBinary } from '../../core/project/model';

interface Entry<T> {
  binary: LambdaBinary;
  value: T | undefined;
  state: 'stale' | 'waiting' | 'loading' | 'fresh';
}

/**
 * Something about functions that takes time to find out: `get` gives what is known at once and has the rest
 * loaded, few at a time; the last value stays until a new one is there.
 */
export class Background<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #queue: Entry<T>[] = [];
  #loading = 0;

  /**
   * @param load a failure counts as nothing known
   * @param isWanted false: what became stale waits for the next `get` or `resume`
   * @param changed told when a loaded value is another than before
   */
  constructor(
    private readonly load: (binary: LambdaBinary) => Promise<T | undefined>,
    private readonly atOnce: number,
    private readonly isWanted: () => boolean,
    private readonly changed: (binary: LambdaBinary) => void,
  ) {}

  get(binary: LambdaBinary): T | undefined {
    let entry = this.#entries.get(binary.id);
    if (!entry) {
      entry = { binary, value: undefined, state: 'stale' };
      this.#entries.set(binary.id, entry);
    } else if (JSON.stringify(entry.binary) !== JSON.stringify(binary)) {
      entry.binary = binary;
      if (entry.state === 'fresh') entry.state = 'stale';
    }
    this.#want(entry);
    return entry.value;
  }

  /** Without having it loaded. */
  peek(binary: LambdaBinary): T | undefined {
    return this.#entries.get(binary.id)?.value;
  }

  /** Has what was asked for before looked at again. */
  outdate(concerns: (binary: LambdaBinary, value: T | undefined) => boolean): void {
    for (const entry of this.#entries.values()) {
      if (entry.state === 'stale' || entry.state === 'waiting') continue;
      if (!concerns(entry.binary, entry.value)) continue;
      entry.state = 'stale';
      if (this.isWanted()) this.#want(entry);
    }
  }

  resume(): void {
    for (const entry of this.#entries.values()) this.#want(entry);
  }

  keep(ids: ReadonlySet<string>): void {
    for (const id of this.#entries.keys()) if (!ids.has(id)) this.#entries.delete(id);
  }

  *known(): Iterable<[LambdaBinary, T]> {
    for (const { binary, value } of this.#entries.values()) if (value !== undefined) yield [binary, value];
  }

  #want(entry: Entry<T>): void {
    if (entry.state !== 'stale') return;
    entry.state = 'waiting';
    this.#queue.push(entry);
    this.#work();
  }

  #work(): void {
    while (this.#loading < this.atOnce) {
      const entry = this.#queue.shift();
      if (!entry) return;
      if (this.#entries.get(entry.binary.id) !== entry) continue;
      this.#loading++;
      void this.#loadOne(entry).finally(() => {
        this.#loading--;
        this.#work();
      });
    }
  }

  async #loadOne(entry: Entry<T>): Promise<void> {
    entry.state = 'loading';
    const { binary } = entry;
    const value = await this.load(binary).catch(() => undefined);
    const isNew = JSON.stringify(value) !== JSON.stringify(entry.value);
    entry.value = value;
    // Outdated while it was loaded, or its binary was moved meanwhile: once more.
    if (this.#isLoading(entry) && entry.binary === binary) entry.state = 'fresh';
    else {
      entry.state = 'stale';
      if (this.isWanted()) this.#want(entry);
    }
    if (isNew && this.#entries.get(binary.id) === entry) this.changed(entry.binary);
  }

  #isLoading(entry: Entry<T>): boolean {
    return entry.state === 'loading';
  }
}
