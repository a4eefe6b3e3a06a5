/**
 * Turns a stream of changes into one run at a time. A burst is one run; a run that is overtaken by further changes
 * is aborted, and its changes are done again together with the new ones: results never come out of order.
 */
export class Refresher<Change> {
  #waiting: readonly Change[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #aborting: AbortController | undefined;
  #working: Promise<void> | undefined;
  #disposed = false;

  /**
   * @param run has to leave everything as it was when it is aborted; must not fail for any other reason
   * @param quietMs how long a burst may last that becomes one run
   */
  constructor(
    private readonly run: (changes: readonly Change[], signal: AbortSignal) => Promise<void>,
    private readonly quietMs: number,
  ) {}

  /** For events: others that follow soon are taken along. */
  add(change: Change): void {
    if (this.#disposed) return;
    this.#waiting = [...this.#waiting, change];
    this.#timer ??= setTimeout(() => void this.#start(), this.quietMs);
  }

  /** For people: resolves when this change, and all others known by then, are done. */
  now(change: Change): Promise<void> {
    if (this.#disposed) return Promise.resolve();
    this.#waiting = [...this.#waiting, change];
    return this.#start();
  }

  #start(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#aborting?.abort();
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
    return this.#working;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#disposed) {
      const changes = this.#waiting;
      this.#waiting = [];
      const aborting = new AbortController();
      this.#aborting = aborting;
      try {
        await this.run(changes, aborting.signal);
      } catch (error) {
        if (!aborting.signal.aborted) throw error;
      }
      this.#aborting = undefined;
      if (aborting.signal.aborted) this.#waiting = [...changes, ...this.#waiting];
    }
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#aborting?.abort();
  }
}
