/**
 * A program of its own (dist/guard.js): runs a command and ends its whole tree when the extension host is gone, even
 * by SIGKILL, which no handler inside the host could do.
 */
import type { ChildProcess } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { childEnvironment } from './environment';
import { messageDescriptor, type GuardMessage, type GuardOrder } from './guardProtocol';
import { launch } from './launch';
import { endTree } from './tree';

const tell = (message: GuardMessage): void => {
  try {
    writeSync(messageDescriptor, `${JSON.stringify(message)}\n`);
  } catch {
    // Nobody listens any more: the host died, which is when the guard matters most.
  }
};

function guard({ command, args, graceMs }: GuardOrder): void {
  const line = { command, args, cwd: process.cwd(), env: childEnvironment(process.env) };
  const failed = ({ code = '', message }: NodeJS.ErrnoException): void =>
    tell({ kind: 'failed', code, message });
  let child: ChildProcess;
  try {
    child = launch(line, ['ignore', 'inherit', 'inherit']);
  } catch (error) {
    failed(error as NodeJS.ErrnoException);
    process.exit(0);
  }
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      failed(error);
      resolve();
    });
    child.once('spawn', () => tell({ kind: 'started', pid: child.pid ?? 0 }));
    child.once('exit', (code, signal) => {
      tell({ kind: 'exited', code, signal });
      resolve();
    });
  });
  let ending: Promise<void> | undefined;
  end = () => {
    if (child.pid !== undefined) ending ??= endTree(child.pid, graceMs, ended);
  };
  // Leaves only when the tree is down, however it came to that.
  void ended.then(() => ending).finally(() => process.exit(0));
}

/** Before there is an order there is nothing to end but itself. */
let end = (): void => process.exit(0);
process.stdin.once('close', () => end()).once('error', () => end());
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end());
createInterface({ input: process.stdin }).once('line', (order) => guard(JSON.parse(order) as GuardOrder));
