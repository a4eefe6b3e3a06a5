/** Real parts around an invocation: cargo builds, `cargo lambda watch` runs the functions of a copied workspace. */
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { HttpLocalInvoker } from '../../../src/adapters/http/localInvoker';
import { localPorts } from '../../../src/adapters/process/localPorts';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { watchCommand, watchedBuildCommand } from '../../../src/core/cargoLambda/commands';
import { createLineReader, plainLine } from '../../../src/core/cargoLambda/lines';
import { RustLambdaError } from '../../../src/core/errors';
import { Emitter, type AbortSignalLike } from '../../../src/core/events';
import type { Outcome } from '../../../src/core/invocation/outcome';
import type { Stage } from '../../../src/core/invocation/state';
import type { RunningProcess } from '../../../src/core/ports';
import { functionId, type LambdaBinary } from '../../../src/core/project/model';
import type { Builds, Watches, WatchEvent, WatchSession, WatchState } from '../../../src/ui/features';
import { codec } from '../../../src/ui/invokePanel/codec';
import { Emulators } from '../../../src/ui/invokePanel/emulators';
import { Freshness } from '../../../src/ui/invokePanel/freshness';
import { runInvocation } from '../../../src/ui/invokePanel/runInvocation';
import type { Screen } from '../../../src/ui/tasks/screen';
import { startWatch } from '../../../src/ui/watch/startWatch';

const project = path.resolve(import.meta.dirname, '../../..');
const cache = process.env['RUST_LAMBDA_TARGET_CACHE'] ?? path.join(project, '.tools/target');
const settings = {
  cargoPath: 'cargo',
  env: { CARGO_TARGET_DIR: path.join(cache, 'invoke'), CARGO_TERM_COLOR: 'never', RUST_BACKTRACE: '0' },
};

/** Nothing here has to outlive the test's process. */
const runner = createProcessRunner({ guardPath: 'unused' });

/** Builds with cargo. */
const builds: Pick<Builds, 'buildForWatch'> = {
  async buildForWatch(binary, signal) {
    const command = watchedBuildCommand(binary.workspaceRoot, binary.name, settings);
    const { code, signal: killed, stderr } = await runner.run(command, signal ? { signal } : {});
    if (code === 0) return;
    throw new RustLambdaError('commandFailed', {
      command: 'cargo build',
      code,
      signal: killed,
      output: stderr,
    });
  },
};

/** At most one `cargo lambda watch`, replaced when it is gone or unusable. */
class RigWatches implements Watches {
  readonly #didChange = new Emitter<string>();
  readonly onDidChange = this.#didChange.event;
  #run: { session: WatchSession; process: RunningProcess; usable: boolean; alive: boolean } | undefined;
  starts = 0;

  get process(): RunningProcess | undefined {
    return this.#run?.process;
  }

  state(): WatchState {
    return this.#run?.alive ? { kind: 'ready', address: this.#run.session.address } : { kind: 'stopped' };
  }

  async ensure(root: string, signal?: AbortSignalLike): Promise<WatchSession> {
    if (this.#run?.usable) return this.#run.session;
    await this.stop();
    this.starts++;
    const address = { host: '127.0.0.1', port: await localPorts.free() };
    const events = new Emitter<WatchEvent>();
    const attempt = await startWatch(
      screen,
      watchCommand(root, address, { ...settings, extraArgs: [] }),
      address,
      localPorts,
      events,
    );
    if (attempt.kind === 'ended') throw new RustLambdaError('watchFailed', { output: attempt.output });
    const run = {
      process: attempt.running,
      usable: true,
      alive: true,
      session: {
        workspaceRoot: root,
        address,
        onEvent: events.event,
        exited: attempt.running.exited,
        markUnusable: () => (run.usable = false),
      },
    };
    void attempt.running.exited.then(() => (run.alive = run.usable = false));
    this.#run = run;
    if (signal?.aborted) throw new RustLambdaError('cancelled', {});
    return run.session;
  }

  async stop(): Promise<void> {
    await this.#run?.process.stop();
    this.#run = undefined;
  }

  commandLine(): never {
    throw new Error('Nothing here shows a command line.');
  }
}

/** A terminal that nobody looks at. */
const screen: Pick<Screen, 'run'> = {
  run: async ({ command, onLine }) => {
    const reader = (stream: 'stdout' | 'stderr') =>
      createLineReader(new TextDecoder(), (line) => onLine?.(plainLine(line), stream));
    const readers = { stdout: reader('stdout'), stderr: reader('stderr') };
    return runner.start(command, { onOutput: (chunk, stream) => readers[stream].push(chunk) });
  },
};

export interface Rig {
  readonly root: string;
  readonly watches: RigWatches;
  readonly emulators: Emulators;
  binary(packageFolder: string, name: string): LambdaBinary;
  /** Invokes with real parts, unless others are given. */
  invoke(binary: LambdaBinary, payload: unknown, options?: InvokeOptions): Promise<Invoked>;
  /** Replaces text in a file of the workspace. */
  edit(file: string, from: string | RegExp, to: string): Promise<void>;
  end(): Promise<void>;
}

export interface InvokeOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: Stage) => void;
  readonly onDoubt?: () => void;
  readonly builds?: Pick<Builds, 'buildForWatch'>;
}

export interface Invoked {
  readonly outcome: Outcome;
  readonly stages: readonly Stage[];
  readonly ms: number;
}

export async function createRig(): Promise<Rig> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'rust-lambda-invoke-')));
  const fixture = path.join(project, 'test/fixtures/workspaces/invoke');
  await cp(fixture, root, { recursive: true, filter: (file) => path.basename(file) !== 'target' });
  const watches = new RigWatches();
  const emulators = new Emulators(watches, createFiles());
  const freshness = new Freshness(createFiles());
  const invoker = new HttpLocalInvoker();
  return {
    root,
    watches,
    emulators,
    binary: (packageFolder, name) => {
      const manifestPath = path.join(root, packageFolder, 'Cargo.toml');
      return {
        id: functionId(manifestPath, name),
        name,
        kind: 'function',
        http: false,
        sourcePath: path.join(root, packageFolder, 'src/main.rs'),
        packageName: packageFolder,
        manifestPath,
        workspaceRoot: root,
        targetDirectory: settings.env.CARGO_TARGET_DIR,
        clashesWith: [],
      };
    },
    invoke: async (binary, payload, options = {}) => {
      const stages: Stage[] = [];
      const start = performance.now();
      const outcome = await runInvocation(
        { builds: options.builds ?? builds, emulators, freshness, hasUnsaved: () => false, invoker, codec },
        binary,
        typeof payload === 'string' ? payload : JSON.stringify(payload),
        {
          timeoutMs: options.timeoutMs ?? 60_000,
          signal: options.signal ?? new AbortController().signal,
          report: (happening) => {
            if (happening.kind === 'doubt') options.onDoubt?.();
            else {
              stages.push(happening.stage);
              options.onStage?.(happening.stage);
            }
          },
        },
      );
      return { outcome, stages, ms: performance.now() - start };
    },
    edit: async (file, from, to) => {
      const target = path.join(root, file);
      const text = await readFile(target, 'utf8');
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`${file} has no ${String(from)}`);
      await writeFile(target, edited);
    },
    end: async () => {
      await watches.stop();
      invoker.dispose();
      await rm(root, { recursive: true, force: true });
    },
  };
}
