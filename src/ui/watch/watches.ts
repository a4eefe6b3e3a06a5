import * as vscode from 'vscode';
import { abortable } from '../../core/abortable';
import { nextWatchState, startAttempts, type WatchHappening } from '../../core/cargoLambda/watchMachine';
import { deferred, type Deferred } from '../../core/deferred';
import { cancelled, isError, isRustLambdaError, RustLambdaError } from '../../core/errors';
import { Emitter, type AbortSignalLike, type Event } from '../../core/events';
import type { CommandLine, LocalPorts, ProcessExit } from '../../core/ports';
import { describe } from '../errors/describe';
import type { Watches, WatchEvent, WatchSession, WatchState } from '../features';
import { usualAddress, watchLine, watchLineOn } from '../tasks/commandLines';
import type { Screen } from '../tasks/screen';
import type { TaskTerminals } from '../tasks/terminals';
import type { CargoTools } from '../tools/cargoTools';
import { placeName } from './placeName';
import { startWatch } from './startWatch';

export interface WatchesParts {
  readonly terminals: TaskTerminals;
  readonly tools: Pick<CargoTools, 'requireCargoLambda'>;
  readonly ports: LocalPorts;
  readonly didChange: Emitter<string>;
}

/** A watch from its start to its end. */
interface Run {
  readonly session: Deferred<WatchSession>;
  /** Settles when nothing of it is left. */
  readonly over: Promise<unknown>;
  /** Known once it has a terminal. */
  place?: Place;
  unusable: boolean;
}

/** The terminal of a watch. */
type Place = Pick<Screen, 'stop' | 'show'>;

export class CargoWatches implements Watches {
  readonly #states = new Map<string, WatchState>();
  readonly #runs = new Map<string, Run>();
  /** Also of those that are over: their terminals say why. */
  readonly #places = new Map<string, Place>();
  readonly #didFail = new Emitter<string>();
  readonly onDidChange: Event<string>;
  /** One that took requests ended although nobody here asked for it. */
  readonly onDidFail = this.#didFail.event;

  constructor(private readonly parts: WatchesParts) {
    this.onDidChange = parts.didChange.event;
  }

  /** Roots of the Cargo workspaces in which a watch starts, runs or ends. */
  get running(): readonly string[] {
    return [...this.#runs.keys()];
  }

  state(workspaceRoot: string): WatchState {
    return this.#states.get(workspaceRoot) ?? { kind: 'stopped' };
  }

  commandLine(workspaceRoot: string): CommandLine {
    return watchLine(workspaceRoot, this.state(workspaceRoot));
  }

  async ensure(workspaceRoot: string, signal?: AbortSignalLike): Promise<WatchSession> {
    if (signal?.aborted) throw cancelled();
    if (this.#isEnding(workspaceRoot)) await abortable(this.stop(workspaceRoot), signal);
    const run =
      this.#runs.get(workspaceRoot) ??
      this.#begin(workspaceRoot, async (begun) => {
        const label = this.#label(workspaceRoot);
        const performance = await this.parts.terminals.perform(
          { label, reveal: 'silent', background: true },
          (screen) => this.#serve(screen, workspaceRoot, begun),
        );
        this.#arm(workspaceRoot, begun, performance);
        await performance.done;
      });
    return abortable(run.session.promise, signal);
  }

  /**
   * Runs it in the terminal of a task, until it ends.
   * @param args of the task, after those of the settings
   * @throws RustLambdaError portTaken | watchFailed | …
   */
  async runOn(screen: Screen, workspaceRoot: string, args: readonly string[] = []): Promise<ProcessExit> {
    if (this.#isEnding(workspaceRoot)) await abortable(this.stop(workspaceRoot), screen.signal);
    const other = this.#runs.get(workspaceRoot);
    if (other) {
      const { address } = await abortable(other.session.promise, screen.signal);
      screen.say(vscode.l10n.t('It runs already, on {0}:{1}.', address.host, address.port));
      return { code: 0, signal: null };
    }
    const exit = deferred<ProcessExit>();
    const run = this.#begin(workspaceRoot, async (begun) => {
      this.#arm(workspaceRoot, begun, screen);
      exit.resolve(this.#serve(screen, workspaceRoot, begun, args));
      await exit.promise;
    });
    run.session.promise.catch((error: unknown) => exit.reject(error));
    return exit.promise;
  }

  async stop(workspaceRoot: string): Promise<void> {
    const run = this.#runs.get(workspaceRoot);
    if (!run) return;
    this.#happen(workspaceRoot, { kind: 'stop' });
    await run.place?.stop();
    await run.over;
  }

  show(workspaceRoot: string): void {
    this.#places.get(workspaceRoot)?.show();
  }

  /** One that is on its way out has to be gone before its successor comes. */
  #isEnding(root: string): boolean {
    return this.#runs.get(root)?.unusable === true || this.state(root).kind === 'stopping';
  }

  /** Makes it stoppable, and stops it when that was asked for before. */
  #arm(root: string, run: Run, place: Place): void {
    run.place = place;
    this.#places.set(root, place);
    if (this.state(root).kind === 'stopping') void place.stop();
  }

  #begin(root: string, work: (run: Run) => Promise<void>): Run {
    const session = deferred<WatchSession>();
    const over = deferred<undefined>();
    const run: Run = { session, over: over.promise, unusable: false };
    // Whoever waits is told; a watch started by a task has nobody who waits.
    session.promise.catch(() => {});
    this.#runs.set(root, run);
    this.#happen(root, { kind: 'start' });
    const begin = async (): Promise<void> => {
      try {
        await this.parts.tools.requireCargoLambda(root);
        if (this.state(root).kind === 'stopping') throw cancelled();
        await work(run);
      } catch (error) {
        session.reject(error);
        if (isError(error, 'cancelled')) this.#happen(root, { kind: 'stop' });
        const reason = isRustLambdaError(error) ? describe(error).message : String(error);
        this.#happen(root, { kind: 'exited', reason });
      } finally {
        this.#runs.delete(root);
        over.resolve(undefined);
        this.parts.didChange.fire(root);
      }
    };
    void begin();
    return run;
  }

  /** In its terminal: tries until it has a port, then lets it run to its end. */
  async #serve(screen: Screen, root: string, run: Run, args: readonly string[] = []): Promise<ProcessExit> {
    const { ports } = this.parts;
    for (let attempt = 1; attempt <= startAttempts; attempt++) {
      const address = { host: usualAddress.host, port: await ports.free() };
      const events = new Emitter<WatchEvent>();
      const started = await startWatch(screen, watchLineOn(root, address, args), address, ports, events);
      if (started.kind === 'ready') {
        const { running, tail } = started;
        run.session.resolve({
          workspaceRoot: root,
          address,
          onEvent: events.event,
          exited: running.exited,
          markUnusable: () => (run.unusable = true),
        });
        this.#happen(root, { kind: 'ready', address });
        const exit = await running.exited;
        this.#finish(screen, root, exit, tail());
        return exit;
      }
      if (screen.stopping) throw cancelled();
      if (started.failure === 'other') throw new RustLambdaError('watchFailed', { output: started.output });
      screen.say(vscode.l10n.t('Port {0} was taken meanwhile.', address.port));
    }
    throw new RustLambdaError('portTaken', { attempts: startAttempts });
  }

  #finish(screen: Screen, root: string, exit: ProcessExit, output: string): void {
    if (screen.stopping) this.#happen(root, { kind: 'stop' });
    const how =
      exit.signal === null
        ? vscode.l10n.t('It ended with code {0}.', exit.code ?? '?')
        : vscode.l10n.t('It was ended by {0}.', exit.signal);
    this.#happen(root, { kind: 'exited', reason: [how, output].filter(Boolean).join('\n') });
    if (this.state(root).kind === 'failed') this.#didFail.fire(root);
  }

  #happen(root: string, happening: WatchHappening): void {
    const before = this.state(root);
    const after = nextWatchState(before, happening);
    if (after === before) return;
    this.#states.set(root, after);
    this.parts.didChange.fire(root);
  }

  #label(root: string): string {
    return vscode.l10n.t('watch {0}', placeName(root));
  }
}
