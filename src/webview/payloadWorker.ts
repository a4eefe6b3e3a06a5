/** A Web Worker of panels: the payload engine beside the page, which never waits for a large payload. */
import { payloadServer } from '../core/payload/engine/server';
import type { ToPayloadWorker } from '../core/payload/engine/messages';

/** The page's types are those of windows. */
const worker = self as unknown as {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<ToPayloadWorker>) => void) | null;
};

const take = payloadServer(
  (message) => worker.postMessage(message),
  (work, ms) => void setTimeout(work, ms),
);
worker.onmessage = ({ data }) => take(data);
