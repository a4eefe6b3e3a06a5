/** A thread of the extension host (dist/payloadJob.js) that does one thing and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { payloadWork, type PayloadWork } from '../../core/payload/work/payloadWork';

export interface PayloadJob {
  readonly name: keyof PayloadWork;
  /** Its parameters. */
  readonly given: readonly unknown[];
}

const { name, given } = workerData as PayloadJob;
const work = payloadWork[name] as (...given: readonly unknown[]) => unknown;
parentPort?.postMessage(work(...given));
