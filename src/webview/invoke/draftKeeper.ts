/** Up to this size it is kept at every keystroke; what is larger when typing pauses. */
const atOnce = 100_000;
const pauseMs = 300;
/** From this size on VS Code itself is busy with it for longer than a keystroke: it waits until a person thinks. */
const large = 500_000;
const longPauseMs = 2000;

/**
 * Has the host keep what is told it whole, the request of the form: often enough that nothing is lost, seldom enough
 * that typing stays quick.
 */
export class DraftKeeper {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly keep: () => void) {
    // The webview may be gone after each of these.
    window.addEventListener('blur', () => this.flush());
    window.addEventListener('pagehide', () => this.flush());
    document.addEventListener('visibilitychange', () => this.flush());
    // Keys with a modifier can close the panel before anything else happens; not those that the editor takes, as undo.
    window.addEventListener('keydown', ({ ctrlKey, metaKey, key, defaultPrevented }) => {
      if (defaultPrevented || key === 'Control' || key === 'Meta') return;
      if (ctrlKey || metaKey) this.flush();
    });
  }

  /** @param size characters */
  changed(size: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), size > large ? longPauseMs : pauseMs);
    if (size <= atOnce) this.flush();
  }

  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.keep();
  }
}
