/** A process runner with its built guard, and ways to look for survivors. */
import { build } from 'esbuild';
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { localPorts } from '../../../src/adapters/process/localPorts';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import type { ProcessRunner } from '../../../src/core/ports';

const project = path.resolve(import.meta.dirname, '../../..');
const folders: string[] = [];

export async function emptyFolder(name = 'w'): Promise<string> {
  const parent = await realpath(await mkdtemp(path.join(tmpdir(), 'rust-lambda-process-')));
  folders.push(parent);
  await mkdir(path.join(parent, name));
  return path.join(parent, name);
}

export const removeFolders = (): Promise<unknown> =>
  Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 })));

/** A copy of a fixture workspace, whose dependencies are compiled once for all copies. */
export async function copyOfWorkspace(
  name: string,
  folderName?: string,
): Promise<{ root: string; env: Record<string, string> }> {
  const root = await emptyFolder(folderName);
  const from = path.join(project, 'test/fixtures/workspaces', name);
  await cp(from, root, { recursive: true, filter: (file) => path.basename(file) !== 'target' });
  const cache = process.env['RUST_LAMBDA_TARGET_CACHE'] ?? path.join(project, '.tools/target');
  return { root, env: { CARGO_TARGET_DIR: path.join(cache, name) } };
}

/** A TypeScript program of the project as one file that Node runs. */
export async function bundled(source: string, name: string): Promise<string> {
  const outfile = path.join(await emptyFolder(), `${name}.cjs`);
  await build({
    entryPoints: [path.join(project, source)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}

export const builtGuard = (): Promise<string> => bundled('src/adapters/process/guard.ts', 'guard');

export const runnerWith = (guardPath: string, graceMs?: number): ProcessRunner =>
  createProcessRunner({ guardPath, ...(graceMs === undefined ? {} : { graceMs }) });

/** A process that is a zombie has ended: nobody has asked for its code yet. */
export async function isAlive(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return stat !== '' && !/^[ZX] /.test(stat.slice(stat.lastIndexOf(')') + 2));
}

/** Waits until it is so; fails when it is not so within the time. */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  withinMs = 5_000,
): Promise<void> {
  for (const start = Date.now(); !(await isSo());) {
    if (Date.now() - start > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await delay(10);
  }
}

export const untilGone = (pids: readonly number[], withinMs?: number): Promise<void> =>
  until(
    `${pids.join(', ')} gone`,
    async () => !(await Promise.all(pids.map(isAlive))).includes(true),
    withinMs,
  );

export const untilClosed = (port: number, withinMs?: number): Promise<void> =>
  until(`port ${port} closed`, async () => !(await localPorts.isOpen({ host: '127.0.0.1', port })), withinMs);

/** Collects output; `line` settles with the first line that matches, also one that has come already. */
export function outputOf(): {
  readonly onOutput: (chunk: Uint8Array) => void;
  readonly text: () => string;
  line(pattern: RegExp): Promise<RegExpExecArray>;
} {
  let text = '';
  const waiting = new Set<() => void>();
  return {
    onOutput: (chunk) => {
      text += Buffer.from(chunk).toString('latin1');
      for (const look of waiting) look();
    },
    text: () => text,
    line: (pattern) =>
      new Promise((resolve) => {
        const look = (): void => {
          const match = pattern.exec(text);
          if (!match) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
      }),
  };
}
