/**
 * A program of its own (dist/guard.js): `guard.js GRACE_MS COMMAND ARGS…` runs the command and ends its whole tree
 * when the extension host is gone, even by SIGKILL, which no handler inside the host could do.
 */
import { writeSync } from 'node:fs';
import { childEnvironment } from './environment';
import { messageDescriptor, type GuardMessage } from './guardProtocol';
import { launch } from './launch';
import { endTree } from './tree';

const [graceMs, command = '', ...args] = process.argv.slice(2);
const env = childEnvironment(process.env);

const tell = (message: GuardMessage): void => {
  try {
    writeSync(messageDescriptor, `${JSON.stringify(message)}\n`);
  } catch {
    // Nobody listens any more: the host died, which is when the guard matters most.
  }
};

const child = launch({ command, args, cwd: process.cwd(), env }, ['ignore', 'inherit', 'inherit']);
const ended = new Promise<void>((resolve) => {
  child.once('error', (error: NodeJS.ErrnoException) => {
    tell({ kind: 'failed', code: error.code ?? '', message: error.message });
    resolve();
  });
  child.once('spawn', () => tell({ kind: 'started', pid: child.pid ?? 0 }));
  child.once('exit', (code, signal) => {
    tell({ kind: 'exited', code, signal });
    resolve();
  });
});

let ending: Promise<void> | undefined;
const end = (): void => {
  if (child.pid !== undefined) ending ??= endTree(child.pid, Number(graceMs), ended);
};
process.stdin.once('close', end).once('error', end).resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);

// Leaves only when the tree is down, however it came to that.
void ended.then(() => ending).finally(() => process.exit(0));
