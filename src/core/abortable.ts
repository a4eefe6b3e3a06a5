import { cancelled } from './errors';
import type { AbortSignalLike } from './events';

/**
 * Waits for work that others wait for, too: an abort ends the waiting, not the work.
 * @throws RustLambdaError cancelled
 */
export function abortable<T>(work: Promise<T>, signal: AbortSignalLike | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(cancelled());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
