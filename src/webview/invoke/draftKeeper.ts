import type { Draft } from '../../protocol/draft';

/** Up to this size a draft, all its edits together, is kept at every keystroke; a larger one when typing pauses. */
const atOnce = 100_000;
const pauseMs = 300;

/** Keeps the draft where it survives: often enough that nothing is lost, seldom enough that typing stays quick. */
export class DraftKeeper {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly draft: () => Draft,
    private readonly keep: (draft: Draft) => void,
  ) {
    // The webview may be gone after each of these.
    window.addEventListener('blur', () => this.flush());
    window.addEventListener('pagehide', () => this.flush());
    document.addEventListener('visibilitychange', () => this.flush());
    // Keys with a modifier can close the panel before anything else happens.
    window.addEventListener('keydown', ({ ctrlKey, metaKey }) => {
      if (ctrlKey || metaKey) this.flush();
    });
  }

  /** @param size of the draft, characters */
  changed(size: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pauseMs);
    if (size <= atOnce) this.flush();
  }

  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.keep(this.draft());
  }
}
