import { Worker } from 'node:worker_threads';
import { Emitter } from '../../core/events';
import type { FromPayloadWorker, ToPayloadWorker } from '../../core/payload/engine/messages';
import type { PayloadWorker, PayloadWorkers } from '../../core/ports';

/**
 * MB. A payload's tree outlives the usual 16 MB of new objects, and collecting them would take longer than judging it.
 */
export const maxYoungGenerationSizeMb = 64;

/** @param options.path the bundle that is run: dist/payloadWorker.js */
export const createPayloadWorkers = (options: { readonly path: string }): PayloadWorkers => ({
  start: () => Promise.resolve(new PayloadThread(options.path)),
});

class PayloadThread implements PayloadWorker {
  readonly #received = new Emitter<FromPayloadWorker>();
  readonly #restarted = new Emitter<Error>();
  readonly #ended = new Emitter<Error>();
  /** undefined: it is over. */
  #worker: Worker | undefined;
  #isSecond = false;

  readonly onMessage = this.#received.event;
  readonly onRestart = this.#restarted.event;
  readonly onEnd = this.#ended.event;

  constructor(private readonly path: string) {
    this.#worker = this.#start();
  }

  post(message: ToPayloadWorker): void {
    this.#worker?.postMessage(message);
  }

  dispose(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    this.#received.dispose();
    this.#restarted.dispose();
    this.#ended.dispose();
  }

  #start(): Worker {
    const worker = new Worker(this.path, { resourceLimits: { maxYoungGenerationSizeMb } });
    let reason: Error | undefined;
    worker.on('message', (message: FromPayloadWorker) => this.#received.fire(message));
    worker.on('error', (error: Error) => (reason = error));
    worker.once('exit', (code) => {
      if (this.#worker === worker) this.#died(reason ?? new Error(`it ended with code ${code}`));
    });
    return worker;
  }

  #died(reason: Error): void {
    this.#worker = undefined;
    try {
      if (!this.#isSecond) this.#worker = this.#start();
    } catch {
      // There is no thread to be had: why the first one died is what is told.
    }
    this.#isSecond = true;
    (this.#worker ? this.#restarted : this.#ended).fire(reason);
  }
}
