import { Worker } from 'node:worker_threads';
import { cancelled } from '../../core/errors';
import type { PayloadJobs } from '../../core/ports';
import type { PayloadJob } from './job';
import { maxYoungGenerationSizeMb } from './payloadWorkers';

/** @param options.path the bundle that is run: dist/payloadJob.js */
export const createPayloadJobs = (options: { readonly path: string }): PayloadJobs => ({
  run: (name, given, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(cancelled());
        return;
      }
      const workerData: PayloadJob = { name, given };
      const worker = new Worker(options.path, { workerData, resourceLimits: { maxYoungGenerationSizeMb } });
      const abort = (): void => {
        reject(cancelled());
        void worker.terminate();
      };
      signal?.addEventListener('abort', abort, { once: true });
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => {
        signal?.removeEventListener('abort', abort);
        reject(new Error(`The thread for ${name} ended with code ${code} before it answered.`));
      });
    }),
});
