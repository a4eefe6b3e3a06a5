import type { Disposable, Event } from '../../events';
import type { PayloadChannel } from './client';

/** A thread with the payload engine. One that dies is started again, once. */
export interface PayloadWorker extends PayloadChannel, Disposable {
  /** It died, and was started again: it knows nothing of what was open. */
  readonly onRestart: Event<Error>;
  /** It can't be started, or died again: nothing is answered any more. */
  readonly onEnd: Event<Error>;
}

export interface PayloadWorkers {
  start(): Promise<PayloadWorker>;
}
