import { setTimeout as delay } from 'node:timers/promises';
import { deferred } from '../../core/deferred';
import { isError, isRustLambdaError, RustLambdaError } from '../../core/errors';
import type { AbortSignalLike } from '../../core/events';
import { classify } from '../../core/invocation/classify';
import type { Codec, Outcome } from '../../core/invocation/outcome';
import { panicPlace } from '../../core/invocation/places';
import type { Happening, Stage } from '../../core/invocation/state';
import { checkPayload } from '../../core/payload/check';
import type { Sender } from '../../core/payload/http/sender';
import type { LocalInvoker } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import type { Builds } from '../features';
import type { Freshness } from './freshness';
import type { Emulators, Landing, SentInvocation } from './emulators';

export interface InvocationParts {
  readonly builds: Pick<Builds, 'buildForWatch'>;
  readonly emulators: Emulators;
  readonly freshness: Freshness;
  /** Editors with changes that a build would save first. */
  readonly hasUnsaved: (workspaceRoot: string) => boolean;
  readonly invoker: LocalInvoker;
  readonly codec: Codec;
}

export interface InvocationOptions {
  /** Counted from sending the event: compiling takes as long as it takes. */
  readonly timeoutMs: number;
  /** Of the event, when it is a request's. */
  readonly sender?: Sender | undefined;
  readonly signal: AbortSignalLike;
  readonly report: (happening: Extract<Happening, { kind: 'stage' | 'doubt' }>) => void;
}

/** The panic's line comes by another way than the response, maybe a moment later. */
const panicLineMs = 300;
/** A broken connection may mean that the emulator ended; a function that outlives it delays that word, ms. */
const endToldMs = 3000;
const shownLines = 30;

/** Checks, builds, starts, sends and waits: ends in bounded time, with what it came to. */
export async function runInvocation(
  parts: InvocationParts,
  binary: LambdaBinary,
  payload: string,
  { timeoutMs, sender, signal, report }: InvocationOptions,
): Promise<Outcome> {
  let stage: Stage = 'checking';
  const enter = (next: Stage): void => {
    stage = next;
    report({ kind: 'stage', stage });
  };
  try {
    const problem = checkPayload(payload);
    if (problem) return { kind: 'refusedPayload', problem };
    if (!(await isCurrent(parts, binary))) {
      enter('building');
      await parts.freshness.remember(binary, () => parts.builds.buildForWatch(binary, signal));
    }
    // Files may be written by others than VS Code.
    const changed = parts.freshness.lastChange(binary);
    if (changed !== undefined) parts.emulators.touched(binary.workspaceRoot, changed);
    enter('starting');
    const lost = deferred<Outcome>();
    const sent = await parts.emulators.enter(
      binary,
      {
        lost: (loss) =>
          lost.resolve(
            loss.kind === 'restarted' ? loss : { ...loss, output: lastWords(sent.flight.output()) },
          ),
        doubt: () => report({ kind: 'doubt' }),
        started: () => enter('running'),
      },
      signal,
    );
    if (sent.warm) enter('running');
    const outcome = await answer(parts, binary, payload, sent, lost.promise, { timeoutMs, sender, signal });
    return await completed(outcome, sent);
  } catch (error) {
    if (signal.aborted || isError(error, 'cancelled')) return { kind: 'cancelled', stage };
    if (isRustLambdaError(error)) return { kind: 'failed', stage, error };
    throw error;
  }
}

/** What runs is what a build would give. */
async function isCurrent(
  { emulators, freshness, hasUnsaved }: InvocationParts,
  binary: LambdaBinary,
): Promise<boolean> {
  return !hasUnsaved(binary.workspaceRoot) && freshness.isCurrent(binary, emulators.process(binary));
}

/** Whatever comes first: the answer, the end of a process, the time, or the person. */
async function answer(
  { invoker, codec }: InvocationParts,
  binary: LambdaBinary,
  payload: string,
  { session, land }: SentInvocation,
  lost: Promise<Outcome>,
  { timeoutMs, sender, signal }: Pick<InvocationOptions, 'timeoutMs' | 'sender' | 'signal'>,
): Promise<Outcome> {
  const request = new AbortController();
  const given = deferred<Outcome>();
  const timer = setTimeout(() => given.resolve({ kind: 'timeout', afterMs: timeoutMs }), timeoutMs);
  const cancel = (): void => given.resolve({ kind: 'cancelled', stage: 'running' });
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const watchEnded = session.exited.then((exit): Outcome => ({ kind: 'watchEnded', exit }));
  try {
    const outcome = await Promise.race([
      invoker
        .invoke(session.address, binary.name, payload, request.signal)
        .then((response) => classify(response, codec, sender))
        .catch((error: unknown) => whyGone(error, watchEnded)),
      lost,
      watchEnded,
      given.promise,
    ]);
    land(howItLanded(outcome));
    return outcome;
  } catch (error) {
    land('lost');
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    request.abort();
  }
}

const howItLanded = ({ kind }: Outcome): Landing => {
  switch (kind) {
    // Its process does not come back by itself, or still works on the event.
    case 'crashed':
    case 'timeout':
    case 'cancelled':
      return 'abandoned';
    case 'watchEnded':
    case 'failed':
      return 'lost';
    default:
      return 'answered';
  }
};

/** A connection breaks when the emulator ends, too. */
async function whyGone(error: unknown, watchEnded: Promise<Outcome>): Promise<Outcome> {
  if (!isError(error, 'endpointUnreachable')) throw error;
  return Promise.race([
    watchEnded,
    delay(endToldMs).then((): Outcome => ({ kind: 'failed', stage: 'running', error })),
  ]);
}

/** Adds what the response itself does not tell. */
async function completed(outcome: Outcome, { session, flight }: SentInvocation): Promise<Outcome> {
  if (outcome.kind === 'crashed' && outcome.output.some((line) => /^error: could not compile\b/.test(line))) {
    const output = outcome.output.filter((line) => line.trim() !== '').join('\n');
    const details = { command: 'cargo run', code: outcome.exit.code, signal: outcome.exit.signal, output };
    return { kind: 'failed', stage: 'building', error: new RustLambdaError('commandFailed', details) };
  }
  if (outcome.kind !== 'panic') return outcome;
  const found = deferred<undefined>();
  const look = (): boolean => panicPlace(flight.output(), outcome.message) !== undefined;
  const listening = session.onEvent(() => {
    if (look()) found.resolve(undefined);
  });
  if (!look()) await Promise.race([found.promise, delay(panicLineMs)]);
  listening.dispose();
  const place = panicPlace(flight.output(), outcome.message);
  return place ? { ...outcome, place } : outcome;
}

/** What a process printed last, without what cargo and the emulator say about themselves. */
const lastWords = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => !/^ *(INFO|ERROR command|Finished|Running|Compiling|WARN AWS_LAMBDA)\b/.test(line))
    .filter((line) => !line.startsWith('AWS_LAMBDA_MAX_CONCURRENCY is set'))
    .slice(-shownLines);
