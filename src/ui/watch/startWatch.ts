import { setTimeout as delay } from 'node:timers/promises';
import { startFailure, type StartFailure } from '../../core/cargoLambda/watchMachine';
import { parseWatchLine, reasonOf } from '../../core/cargoLambda/watchOutput';
import { deferred } from '../../core/deferred';
import type { Emitter } from '../../core/events';
import type { CommandLine, LocalAddress, LocalPorts, ProcessExit, RunningProcess } from '../../core/ports';
import type { WatchEvent } from '../features';
import type { Screen } from '../tasks/screen';

export type Attempt =
  | {
      readonly kind: 'ready';
      readonly running: RunningProcess;
      /** The end of its output. */ readonly tail: () => string;
    }
  | {
      readonly kind: 'ended';
      readonly exit: ProcessExit;
      readonly failure: StartFailure;
      readonly output: string;
    };

/** How long `RUST_LOG=warn`, which hides the line that says it starts, may make us wait for that line. */
const announceMs = 2_000;
/**
 * How long it has to live once its port answers. A connect also succeeds when someone else took the port between
 * choice and bind; cargo-lambda then ends within milliseconds of its starting line.
 */
const settleMs = 100;
const pollMs = 15;
/** A cargo that first updates its toolchain or waits for a lock may take long; it says so in the terminal. */
const openMs = 60_000;

/** Starts `cargo lambda watch` once and waits until it takes requests, or ends. */
export async function startWatch(
  screen: Screen,
  command: CommandLine,
  address: LocalAddress,
  ports: LocalPorts,
  events: Emitter<WatchEvent>,
): Promise<Attempt> {
  const announced = deferred<undefined>();
  let terminating = false;
  const lines: string[] = [];
  const running = await screen.run({
    command,
    guarded: true,
    onLine: (text, stream) => {
      lines.push(text);
      if (lines.length > 40) lines.shift();
      const line = parseWatchLine(text);
      if (line.kind === 'starting') announced.resolve(undefined);
      if (line.kind === 'terminating') terminating = true;
      if (line.kind === 'functionExited') events.fire(line);
      events.fire({ kind: 'line', text, stream });
    },
  });
  const tail = (): string => reasonOf(lines);
  const ended = running.exited.then((exit) => ({ kind: 'ended', exit }) as const);
  const first = await Promise.race([ended, whenReady(ended, announced.promise, () => ports.isOpen(address))]);
  if (first.kind === 'ready') return { kind: 'ready', running, tail };
  const exit = first.kind === 'ended' ? first.exit : await running.stop();
  return { kind: 'ended', exit, failure: startFailure(exit, terminating), output: tail() };
}

async function whenReady(
  ended: Promise<unknown>,
  announced: Promise<unknown>,
  isOpen: () => Promise<boolean>,
): Promise<{ readonly kind: 'ready' | 'tooLate' }> {
  await Promise.race([announced, ended, delay(announceMs)]);
  for (let waited = 0; !(await isOpen()); waited += pollMs) {
    if (waited > openMs) return { kind: 'tooLate' };
    await delay(pollMs);
  }
  await delay(settleMs);
  return { kind: 'ready' };
}
