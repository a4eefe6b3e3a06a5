import { cancelled } from '../../core/errors';
import type { AbortSignalLike } from '../../core/events';

/**
 * Runs an action that understands a real AbortSignal, and settles at once when aborted: the part of a request that
 * gets credentials (a prompt, a browser, a program) does not listen to signals.
 * @throws RustLambdaError cancelled
 */
export async function abortable<T>(
  signal: AbortSignalLike | undefined,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw cancelled();
  const controller = new AbortController();
  let abort = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => {
      controller.abort();
      reject(cancelled());
    };
  });
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([action(controller.signal), aborted]);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
