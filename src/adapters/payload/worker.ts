/** A thread of the extension host (dist/payloadWorker.js): the payload engine beside it. */
import { parentPort } from 'node:worker_threads';
import type { ToPayloadWorker } from '../../core/payload/engine/messages';
import { payloadServer } from '../../core/payload/engine/server';

const take = payloadServer(
  (message) => parentPort?.postMessage(message),
  (work, ms) => void setTimeout(work, ms),
);
parentPort?.on('message', (message: ToPayloadWorker) => take(message));
