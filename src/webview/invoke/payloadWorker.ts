import { Emitter } from '../../core/events';
import type { PayloadChannel } from '../../core/payload/engine/client';
import type { FromPayloadWorker, ToPayloadWorker } from '../../core/payload/engine/messages';

/** Characters of a text that is seen first and checked then: both at once would take longer to be seen. */
const large = 1_000_000;

/**
 * Starts the worker with the engine. What is posted before it runs, or before a large text is painted, reaches it in its
 * order.
 * @param failed when it can't be started, or ends by a fault of its own
 */
export function startPayloadWorker(failed: (error: unknown) => void): PayloadChannel {
  const received = new Emitter<FromPayloadWorker>();
  let waiting: ToPayloadWorker[] | undefined = [];
  let worker: Worker | undefined;
  const release = (): void => {
    if (!worker) return;
    for (const message of waiting ?? []) worker.postMessage(message);
    waiting = undefined;
  };
  loaded().then((started) => {
    worker = started;
    worker.onmessage = ({ data }: MessageEvent<FromPayloadWorker>) => received.fire(data);
    worker.onerror = ({ message }) => failed(new Error(message));
    release();
  }, failed);
  return {
    post: (message) => {
      if (message.type === 'open' && message.text.length > large) {
        waiting ??= [];
        requestAnimationFrame(() => setTimeout(release));
      }
      if (waiting) waiting.push(message);
      else worker?.postMessage(message);
    },
    onMessage: received.event,
  };
}

/** A webview may only start workers that it made itself: https://code.visualstudio.com/api/extension-guides/webview */
async function loaded(): Promise<Worker> {
  const address = document.querySelector<HTMLElement>('[data-worker]')?.dataset['worker'];
  if (address === undefined) throw new Error('The page names no worker.');
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const source = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
  try {
    return new Worker(source);
  } finally {
    URL.revokeObjectURL(source);
  }
}
