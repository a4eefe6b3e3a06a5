import { abortable } from '../../core/abortable';
import type { AbortSignalLike } from '../../core/events';

/**
 * Runs a request that takes a real AbortSignal, and settles at once when aborted: the part of it that gets
 * credentials (a prompt, a browser, a program) does not listen to signals.
 * @throws RustLambdaError cancelled
 */
export async function abortableRequest<T>(
  signal: AbortSignalLike | undefined,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await abortable(request(controller.signal), signal);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
