/** A process runner with its built guard, and what it needs. */
import { build } from 'esbuild';
import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localPorts } from '../../../src/adapters/process/localPorts';
import { createProcessRunner, type EndableRunner } from '../../../src/adapters/process/processRunner';
import { until } from '../../support/processes';

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
    // As webpack does: some packages' CommonJS can't be bundled.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
}

export const builtGuard = (): Promise<string> => bundled('src/adapters/process/guard.ts', 'guard');

export const runnerWith = (guardPath: string, graceMs?: number): EndableRunner =>
  createProcessRunner({ guardPath, ...(graceMs === undefined ? {} : { graceMs }) });

export const untilClosed = (port: number): Promise<void> =>
  until(`port ${port} closed`, async () => !(await localPorts.isOpen({ host: '127.0.0.1', port })));

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
