import type { AbortSignalLike } from '../../events';
import type { PayloadWork } from './payloadWork';

/** What takes seconds for megabytes of payloads, beside whoever waits for it. */
export interface PayloadJobs {
  /**
   * In a thread of its own, which ends with the work, or at the signal.
   * @throws RustLambdaError cancelled
   * @throws Error when the thread can't be started, or when it died
   */
  run<Name extends keyof PayloadWork>(
    name: Name,
    given: Parameters<PayloadWork[Name]>,
    signal?: AbortSignalLike,
  ): Promise<ReturnType<PayloadWork[Name]>>;
}
