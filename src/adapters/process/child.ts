/** What a Node child process tells, as this project's own outcomes. */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { RustLambdaError } from '../../core/errors';
import type { CommandLine, ProcessExit } from '../../core/ports';

export type OnOutput = (chunk: Uint8Array, stream: 'stdout' | 'stderr') => void;

/** A daemon that a child left behind may hold the pipes for ever: they count as read when silent this long. */
const drainMs = 2_000;

/** Hands output over from the very start: an end that comes before its first listener loses what it printed. */
export function forward(child: ChildProcess, onOutput: OnOutput): void {
  child.stdout?.on('data', (chunk: Uint8Array) => onOutput(chunk, 'stdout'));
  child.stderr?.on('data', (chunk: Uint8Array) => onOutput(chunk, 'stderr'));
}

/** Settles when the process ended and its pipes were read to their end. */
export function exitOf(child: ChildProcess): Promise<ProcessExit> {
  let closed = false;
  const close = new Promise<void>((resolve) =>
    child.once('close', () => {
      closed = true;
      resolve();
    }),
  );
  const bytesRead = (): number => [child.stdout, child.stderr].reduce((sum, pipe) => sum + count(pipe), 0);
  const drained = async (): Promise<void> => {
    let before: number;
    do {
      before = bytesRead();
      await Promise.race([close, delay(drainMs, undefined, { ref: false })]);
    } while (!closed && bytesRead() > before);
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  return new Promise((resolve) =>
    child.once('exit', (code, signal) => void drained().then(() => resolve({ code, signal }))),
  );
}

const count = (pipe: Readable | null): number => (pipe instanceof Socket ? pipe.bytesRead : 0);

/** @throws RustLambdaError programMissing | fileFailed | commandFailed */
export function spawned(child: ChildProcess, command: CommandLine): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve());
    child.on('error', (error: NodeJS.ErrnoException) => reject(launchFailure(command, error)));
  });
}

/** `spawn` throws some errors (a NUL in an argument, EINVAL) instead of emitting them. */
export function launchOrThrow(start: () => ChildProcess, command: CommandLine): ChildProcess {
  try {
    return start();
  } catch (error) {
    throw launchFailure(command, error as NodeJS.ErrnoException);
  }
}

/** ENOENT means a missing program or a missing folder to run it in; the two need different help. */
export function launchFailure(
  command: CommandLine,
  error: { readonly code?: string | undefined; readonly message: string },
): RustLambdaError {
  const options = { cause: error };
  if (error.code === 'ENOENT' && !existsSync(command.cwd)) {
    return new RustLambdaError('fileFailed', { path: command.cwd, message: error.message }, options);
  }
  if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'ENOTDIR') {
    return new RustLambdaError('programMissing', { program: command.command }, options);
  }
  return failure(command, { code: null, signal: null }, error.message, options);
}

export const failure = (
  { command, args }: CommandLine,
  exit: ProcessExit,
  output: string,
  options?: { cause: unknown },
): RustLambdaError =>
  new RustLambdaError('commandFailed', { command: [command, ...args].join(' '), ...exit, output }, options);
