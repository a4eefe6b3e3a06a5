import { cancelled } from '../../core/errors';
import type { CommandLine, ProcessRunner, RunningProcess } from '../../core/ports';
import { exitOf, failure, forward, launchOrThrow, spawned, type OnOutput } from './child';
import { childEnvironment } from './environment';
import { startGuarded } from './guarded';
import { launch } from './launch';
import { endTree } from './tree';

export interface ProcessRunnerOptions {
  /** The built guard program (dist/guard.js). */
  readonly guardPath: string;
  /** Milliseconds between asking a tree to end and forcing it. */
  readonly graceMs?: number;
}

export interface EndableRunner extends ProcessRunner {
  /** Ends all that runs; resolves when it is gone. Whatever is started afterwards is `cancelled`. */
  end(): Promise<void>;
}

/** Output that ends up in memory; a `cargo metadata` of 1,000 packages is about 10 MB. */
const defaultMaxBytes = 64 * 1024 * 1024;

export function createProcessRunner({ guardPath, graceMs = 3_000 }: ProcessRunnerOptions): EndableRunner {
  /** Also those that are only being started. */
  const all = new Set<Promise<RunningProcess>>();
  let ended = false;

  const start: ProcessRunner['start'] = async (command, { onOutput, guarded = false }) => {
    if (ended) throw cancelled();
    const starting = guarded
      ? startGuarded(command, onOutput, { guardPath, graceMs })
      : startDirectly(command, onOutput, graceMs);
    all.add(starting);
    const over = starting.then(
      ({ exited }) => exited,
      () => {},
    );
    void over.then(() => all.delete(starting));
    return starting;
  };

  const run: ProcessRunner['run'] = async (command, { signal, maxBytes = defaultMaxBytes } = {}) => {
    if (signal?.aborted) throw cancelled();
    const chunks: Record<'stdout' | 'stderr', Uint8Array[]> = { stdout: [], stderr: [] };
    let bytes = 0;
    let stop = (): void => {};
    const running = await start(command, {
      onOutput: (chunk, stream) => {
        bytes += chunk.length;
        if (bytes <= maxBytes) chunks[stream].push(chunk);
        else stop();
      },
    });
    stop = () => void running.stop();
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted || bytes > maxBytes) stop();
    const exit = await running.exited;
    signal?.removeEventListener('abort', stop);
    if (signal?.aborted) {
      await running.stop();
      throw cancelled();
    }
    if (bytes > maxBytes) throw failure(command, exit, `more than ${maxBytes} bytes of output`);
    const text = (stream: 'stdout' | 'stderr'): string => Buffer.concat(chunks[stream]).toString('utf8');
    return { ...exit, stdout: text('stdout'), stderr: text('stderr') };
  };

  const end = async (): Promise<void> => {
    ended = true;
    await Promise.all([...all].map((starting) => starting.then((running) => running.stop()).catch(() => {})));
  };

  return { start, run, end };
}

async function startDirectly(
  command: CommandLine,
  onOutput: OnOutput,
  graceMs: number,
): Promise<RunningProcess> {
  const env = childEnvironment(process.env, command.env);
  const child = launchOrThrow(() => launch({ ...command, env }, ['ignore', 'pipe', 'pipe']), command);
  forward(child, onOutput);
  const exited = exitOf(child);
  await spawned(child, command);
  const pid = child.pid ?? 0;
  let ending: Promise<void> | undefined;
  return {
    pid,
    exited,
    stop: async () => {
      // A root that has ended is no way to find its tree any more, and its pid may be someone else's.
      const over = child.exitCode !== null || child.signalCode !== null;
      if (!over) ending ??= endTree(pid, graceMs, exited);
      await ending;
      return exited;
    },
  };
}
