import { abortable } from '../../core/abortable';
import { deferred, type Deferred } from '../../core/deferred';
import type { AbortSignalLike, Disposable } from '../../core/events';
import {
  Flights,
  type Flight,
  type FlightListener,
  type FunctionProcess,
} from '../../core/invocation/flights';
import type { Files } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { isInside, join } from '../../core/project/paths';
import type { Watches, WatchSession } from '../features';

/** An emulator and what is under way at it. */
interface Emulator {
  readonly session: WatchSession;
  readonly flights: Flights;
  /** It was started after this moment, unless someone else had started it before: file changes from then on count. */
  readonly since: number;
  /** It has to be replaced before the next invocation. */
  spent: boolean;
  /** When a file below its folder was last written, as far as VS Code knows. */
  touchedAt: number;
  /** Settles when nothing is under way. */
  idle: Deferred<undefined> | undefined;
}

export interface SentInvocation {
  readonly session: WatchSession;
  readonly flight: Flight;
  /** The function's process was there before. */
  readonly warm: boolean;
  /** Has to be called once, when nobody waits for the answer any more. */
  readonly land: (how: Landing) => void;
}

/**
 * `abandoned`: its function is dead, or works on for nobody. `lost`: the emulator itself is gone.
 */
export type Landing = 'answered' | 'abandoned' | 'lost';

/** `cargo lambda watch` restarts its functions within this time after a file change (measured: 3.1 s), ms. */
const restartWithinMs = 4000;

/**
 * Sees to it that an event reaches the code that was just built, and no event reaches a function that nobody waits
 * for. Plain watch gives neither: for 3 s after a change it answers with the old process and then ends it, for 3 s
 * more it does not notice a crash, dead functions swallow events, and abandoned events are delivered later. So an emulator that is not fresh is replaced
 * (0.3 s), after others have got their answers from it.
 */
export class Emulators {
  readonly #current = new Map<string, Emulator>();
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly watches: Watches,
    private readonly files: Pick<Files, 'stat'>,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Starts an emulator if needed and enters an invocation; the caller sends it.
   * @throws RustLambdaError what Watches.ensure throws | cancelled
   */
  enter(binary: LambdaBinary, listener: FlightListener, signal: AbortSignalLike): Promise<SentInvocation> {
    const root = binary.workspaceRoot;
    return this.#inTurn(root, signal, async () => {
      const current = this.#current.get(root);
      if (current && (await this.#isOutdated(current, binary))) await this.#retire(current, signal);
      const since = this.now();
      const session = await this.watches.ensure(root, signal);
      const emulator = this.#emulator(root, session, since);
      const warm = emulator.flights.process(binary.name) !== undefined;
      const flight = emulator.flights.send(binary.name, listener, this.now());
      return { session, flight, warm, land: (how) => this.#land(emulator, flight, how) };
    });
  }

  /** The process that runs a function and will take its next event, if there is one. */
  process(binary: LambdaBinary): FunctionProcess | undefined {
    const current = this.#current.get(binary.workspaceRoot);
    return current?.spent ? undefined : current?.flights.process(binary.name);
  }

  /** A file was written: functions will be restarted in a moment. @param at ms since the epoch */
  touched(path: string, at = this.now()): void {
    for (const [root, emulator] of this.#current) {
      if (isInside(path, root)) emulator.touchedAt = Math.max(emulator.touchedAt, at);
    }
  }

  #emulator(root: string, session: WatchSession, since: number): Emulator {
    const current = this.#current.get(root);
    if (current?.session === session) return current;
    const flights = new Flights();
    const emulator: Emulator = {
      ...{ session, flights, since },
      spent: false,
      touchedAt: -Infinity,
      idle: undefined,
    };
    this.#current.set(root, emulator);
    const listening: Disposable = session.onEvent((event) => {
      if (event.kind === 'line') flights.line(event.text, this.now());
      // An idle function is gone: an event for it would never be answered.
      else if (!flights.exited({ code: event.code, signal: event.signal }, this.now())) this.#spend(emulator);
    });
    void session.exited.then(() => {
      listening.dispose();
      if (this.#current.get(root) === emulator) this.#current.delete(root);
    });
    return emulator;
  }

  async #isOutdated(emulator: Emulator, binary: LambdaBinary): Promise<boolean> {
    const { spent, since, touchedAt, flights } = emulator;
    const now = this.now();
    if (spent || flights.isBlind(now) || (touchedAt > since && now - touchedAt < restartWithinMs))
      return true;
    const process = flights.process(binary.name);
    if (!process) return false;
    const executable = await this.files.stat(join(binary.workspaceRoot, process.executable));
    return executable === undefined || executable.modified > process.startedAt;
  }

  async #retire(emulator: Emulator, signal?: AbortSignalLike): Promise<void> {
    if (emulator.flights.waiting > 0) {
      emulator.idle ??= deferred();
      await abortable(emulator.idle.promise, signal);
    }
    this.#spend(emulator);
  }

  #spend(emulator: Emulator): void {
    emulator.spent = true;
    emulator.session.markUnusable();
  }

  #land(emulator: Emulator, flight: Flight, how: Landing): void {
    if (how === 'answered') flight.answered();
    else flight.abandoned();
    if (how !== 'answered') this.#spend(emulator);
    if (emulator.flights.waiting > 0) return;
    emulator.idle?.resolve(undefined);
    emulator.idle = undefined;
    // Also when another one, given up before, is what the function still does.
    if (how !== 'lost' && emulator.spent) void this.#renew(emulator);
  }

  /** Nobody waits for what a function still does: it is ended now, not only when the next event is sent. */
  #renew({ session: { workspaceRoot: root } }: Emulator): Promise<void> {
    return this.#inTurn(root, undefined, async () => {
      const current = this.#current.get(root);
      const isUp = this.watches.state(root).kind === 'ready';
      if (current?.spent && current.flights.waiting === 0 && isUp) await this.watches.ensure(root);
    }).catch(() => {
      // The next invocation starts it again, and tells what is wrong.
    });
  }

  /** One at a time for each Cargo workspace: replacing an emulator must not cross with entering it. */
  async #inTurn<T>(root: string, signal: AbortSignalLike | undefined, action: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(root) ?? Promise.resolve();
    const turn = deferred<undefined>();
    const after = before.then(() => turn.promise);
    this.#turns.set(root, after);
    try {
      await abortable(before, signal);
      return await action();
    } finally {
      turn.resolve(undefined);
      if (this.#turns.get(root) === after) this.#turns.delete(root);
    }
  }
}
