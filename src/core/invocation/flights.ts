/**
 * Which of the invocations under way a dead function process belongs to.
 *
 * `cargo lambda watch` says that a process ended, with its code, but not which function it ran, and says so late.
 * Measured with cargo-lambda 1.9.2: the line comes 3.0 s after the process ended; a restart after a file change prints
 * cargo's `Running …` line again, and sometimes, 2.9 s later, `command killed`, which is no crash. A process that dies
 * in the 3 s after a restart is never told of.
 */
import type { ProcessExit } from '../ports';

/** A line that says so comes this long after the process ended, at least, ms. */
const exitDelayMs = 2500;
/** For this long after a restart the emulator is blind to the end of a process, ms. */
const blindMs = 3500;
/** A `killed` line that belongs to a restart comes within this time after it, ms. */
const restartEchoMs = 4500;
const keptLines = 400;

export type Loss =
  /** Its process ended: no answer will come. */
  | { readonly kind: 'crashed'; readonly exit: ProcessExit }
  /** Its process was replaced after a file change: no answer will come. */
  | { readonly kind: 'restarted' };

export interface FlightListener {
  lost(loss: Loss): void;
  /** A process ended, and it may be this one's. */
  doubt(): void;
  /** The function's process started. */
  started(): void;
}

/** An invocation that was sent and not yet answered. */
export interface Flight {
  readonly functionName: string;
  /** What the emulator and its functions printed since it was sent, oldest first. */
  output(): readonly string[];
  /** An answer came. */
  answered(): void;
  /** Nobody waits any more; it may still be the one whose process dies. */
  abandoned(): void;
}

interface Entry {
  readonly functionName: string;
  readonly sentAt: number;
  readonly firstLine: number;
  readonly listener: FlightListener;
  waiting: boolean;
}

export interface FunctionProcess {
  /** As cargo prints it: relative to the Cargo workspace's root, or absolute. */
  readonly executable: string;
  readonly startedAt: number;
}

/** The invocations of one emulator. Times are ms of one clock. */
export class Flights {
  readonly #entries = new Set<Entry>();
  readonly #processes = new Map<string, FunctionProcess>();
  /** Ends of processes that are not yet told apart: whose it may have been. */
  #ends: { readonly exit: ProcessExit; readonly suspects: Set<Entry> }[] = [];
  #restarts: number[] = [];
  #restartedAt = -Infinity;
  #lines: string[] = [];
  #dropped = 0;

  /** How many wait for an answer. */
  get waiting(): number {
    return [...this.#entries].filter((entry) => entry.waiting).length;
  }

  /** The process that runs a function, as far as its start was seen. */
  process(functionName: string): FunctionProcess | undefined {
    return this.#processes.get(functionName);
  }

  /** The death of a process would not be told of now. */
  isBlind(now: number): boolean {
    return now - this.#restartedAt < blindMs;
  }

  send(functionName: string, listener: FlightListener, now: number): Flight {
    const firstLine = this.#dropped + this.#lines.length;
    const entry: Entry = { functionName, sentAt: now, firstLine, listener, waiting: true };
    this.#entries.add(entry);
    return {
      functionName,
      output: () => this.#lines.slice(Math.max(firstLine - this.#dropped, 0)),
      answered: () => this.#forget(entry),
      abandoned: () => {
        entry.waiting = false;
      },
    };
  }

  /** @param text without colours */
  line(text: string, now: number): void {
    this.#lines.push(text);
    if (this.#lines.length > keptLines) this.#dropped += this.#lines.splice(0, keptLines / 2).length;
    // cargo does not quote the program, so that folders may have spaces in them; a binary's name has none.
    const executable = /^ *Running `(['"]?)((?:.*[\\/])?[^\\/ ]+?)\1(?: [^\\/]*)?`$/.exec(text)?.[2];
    if (executable !== undefined) this.#processStarted(executable, now);
  }

  /** @returns false when nobody waits whose process this can have been: an idle function is gone */
  exited(exit: ProcessExit, now: number): boolean {
    const entries = [...this.#entries];
    const old = entries.filter(({ sentAt }) => now - sentAt >= exitDelayMs);
    const suspects = old.length > 0 ? old : entries;
    if (exit.code === null && this.#isEcho(now)) {
      // Most likely the process that the restart replaced.
      for (const { waiting, listener } of suspects) if (waiting) listener.doubt();
      return true;
    }
    if (suspects.length === 0) return false;
    this.#ends.push({ exit, suspects: new Set(suspects) });
    this.#tellApart();
    for (const { suspects: left } of this.#ends) {
      for (const { waiting, listener } of left) if (waiting) listener.doubt();
    }
    return true;
  }

  #processStarted(executable: string, now: number): void {
    const name = (executable.split(/[\\/]/).at(-1) ?? '').replace(/\.exe$/i, '');
    const isRestart = this.#processes.has(name);
    this.#processes.set(name, { executable, startedAt: now });
    const concerned = [...this.#entries].filter(({ functionName }) => functionName === name);
    if (!isRestart) {
      for (const { listener } of concerned) listener.started();
      return;
    }
    this.#restartedAt = now;
    this.#restarts.push(now);
    for (const entry of concerned) this.#lose(entry, { kind: 'restarted' });
  }

  #isEcho(now: number): boolean {
    this.#restarts = this.#restarts.filter((at) => now - at <= restartEchoMs);
    return this.#restarts.shift() !== undefined;
  }

  /** As many ends as suspects: all of them are lost. One who answered was not it. */
  #tellApart(): void {
    for (const end of this.#ends) {
      const group = this.#ends.filter(({ suspects }) => isSubset(suspects, end.suspects));
      if (end.suspects.size === 0 || group.length < end.suspects.size) continue;
      const lost = [...end.suspects];
      this.#ends = this.#ends.filter((other) => !group.includes(other));
      lost.forEach((entry, at) => this.#lose(entry, { kind: 'crashed', exit: (group[at] ?? end).exit }));
      return;
    }
    this.#ends = this.#ends.filter(({ suspects }) => suspects.size > 0);
  }

  #lose(entry: Entry, loss: Loss): void {
    this.#forget(entry);
    if (loss.kind === 'crashed') this.#processes.delete(entry.functionName);
    if (entry.waiting) entry.listener.lost(loss);
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry);
    for (const { suspects } of this.#ends) suspects.delete(entry);
    this.#tellApart();
  }
}

const isSubset = <T>(inner: ReadonlySet<T>, outer: ReadonlySet<T>): boolean =>
  [...inner].every((item) => outer.has(item));
