import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandLine, ProcessExit, RunningProcess } from '../../core/ports';
import { childEnvironment } from './environment';
import { messageDescriptor, type GuardMessage, type GuardOrder } from './guardProtocol';
import { launch } from './launch';
import { exitOf, forward, launchFailure, launchOrThrow, spawned, type OnOutput } from './child';
import { endTree } from './tree';

/** Starts a command under the guard, so that its tree ends with this process, whatever ends this process. */
export async function startGuarded(
  command: CommandLine,
  onOutput: OnOutput,
  { guardPath, graceMs }: { readonly guardPath: string; readonly graceMs: number },
): Promise<RunningProcess> {
  const guardLine = {
    command: process.execPath,
    args: [guardPath],
    cwd: command.cwd,
    // The editor's own executable is Electron; with this it is plain Node. The guard takes it out again.
    env: { ...childEnvironment(process.env, command.env), ELECTRON_RUN_AS_NODE: '1' },
  };
  const order: GuardOrder = { command: command.command, args: command.args, graceMs };
  const guard = launchOrThrow(() => launch(guardLine, ['pipe', 'pipe', 'pipe', 'pipe']), command);
  forward(guard, onOutput);
  const guardExited = exitOf(guard);
  // The guard may go first; a lifeline that nobody holds is no error.
  guard.stdin?.on('error', () => {});
  guard.stdin?.write(`${JSON.stringify(order)}\n`);
  const messages = createInterface({ input: guard.stdio[messageDescriptor] as Readable });

  let reported: ProcessExit | undefined;
  const first = new Promise<GuardMessage | undefined>((resolve) => {
    messages.on('line', (line) => {
      const message = JSON.parse(line) as GuardMessage;
      if (message.kind === 'exited') reported = { code: message.code, signal: message.signal };
      resolve(message);
    });
    messages.once('close', () => resolve(undefined));
  });
  await spawned(guard, guardLine);
  const begun = await first;
  if (begun?.kind !== 'started') {
    const failed = begun?.kind === 'failed' ? begun : { message: 'the guard ended before it began' };
    throw launchFailure(command, failed);
  }

  // Without a report the guard itself was killed: then its tree has to be ended from here.
  const exited = guardExited.then(async (exit) => {
    if (reported === undefined) await endTree(begun.pid, graceMs, delay(graceMs, undefined, { ref: false }));
    return reported ?? exit;
  });
  let stopping: Promise<ProcessExit> | undefined;
  return {
    pid: begun.pid,
    exited,
    stop: () => {
      guard.stdin?.end();
      // The guard needs up to its own grace and a little; one that hangs (stopped, swapped out) is forced.
      stopping ??= Promise.race([exited, delay(graceMs + 5_000, undefined, { ref: false })]).then((exit) => {
        if (exit === undefined) guard.kill('SIGKILL');
        return exited;
      });
      return stopping;
    },
  };
}
