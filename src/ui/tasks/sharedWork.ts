import { abortable } from '../../core/abortable';
import { cancelled } from '../../core/errors';
import type { AbortSignalLike } from '../../core/events';

interface Shared {
  readonly done: Promise<void>;
  readonly abort: AbortController;
  waiting: number;
}

/** Of one key there is one piece of work at a time, and who asks again joins it. */
export class SharedWork {
  readonly #running = new Map<string, Shared>();

  /**
   * A signal ends the waiting; the work ends when the last one has given up. One that is ending is not joined: its
   * successor begins after it.
   * @param work ends when the signal of its controller is aborted; aborts it itself when it is ended otherwise
   * @throws RustLambdaError cancelled, and whatever the work rejects with
   */
  async join(
    key: string,
    signal: AbortSignalLike | undefined,
    work: (abort: AbortController) => Promise<void>,
  ): Promise<void> {
    for (let former; (former = this.#running.get(key))?.abort.signal.aborted;) {
      const gone = former.done.catch(() => {});
      await abortable(gone, signal);
    }
    if (signal?.aborted) throw cancelled();
    const shared = this.#running.get(key) ?? this.#begin(key, work);
    shared.waiting++;
    const leave = (): void => {
      if (--shared.waiting === 0) shared.abort.abort();
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      await abortable(shared.done, signal);
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  #begin(key: string, work: (abort: AbortController) => Promise<void>): Shared {
    const abort = new AbortController();
    const done = work(abort).finally(() => this.#running.delete(key));
    const shared = { done, abort, waiting: 0 };
    this.#running.set(key, shared);
    return shared;
  }
}
