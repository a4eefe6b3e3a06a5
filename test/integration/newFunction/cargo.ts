/** Cargo on generated code, with one build cache that lasts. */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import type { CommandLine, ProcessExit } from '../../../src/core/ports';

const project = path.resolve(import.meta.dirname, '../../..');
const tools = path.resolve(project, process.env['RUST_LAMBDA_TOOLS_DIR'] || '.tools');

/** Kept between runs: what is unchanged in it is not compiled again. */
export const cache = path.join(tools, 'new-function');
export const templates = path.join(project, 'media/templates');

/** Nothing here has to outlive the test's process. */
const runner = createProcessRunner({ guardPath: 'unused' });

/** Debug information and incremental files cost more here than they give. */
const ENV = {
  CARGO_TARGET_DIR: path.join(cache, 'target'),
  CARGO_INCREMENTAL: '0',
  CARGO_PROFILE_DEV_DEBUG: '0',
  CARGO_TERM_COLOR: 'never',
};

export interface Outcome extends ProcessExit {
  readonly stdout: string;
  readonly stderr: string;
}

export const run = (command: CommandLine): Promise<Outcome> => runner.run(command);

export const cargo = (cwd: string, ...args: string[]): Promise<Outcome> =>
  run({ command: 'cargo', args, cwd, env: ENV });

/** Whatever is asked of the network is refused at once. */
export const OFFLINE = {
  ...Object.fromEntries(
    ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']
      .flatMap((name) => [name, name.toLowerCase()])
      .map((name) => [name, 'http://127.0.0.1:9']),
  ),
  NO_PROXY: '',
  no_proxy: '',
};

async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const hashes = files.map(async (entry): Promise<[string, string]> => {
    const file = path.join(entry.parentPath, entry.name);
    return [
      path.relative(folder, file),
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ];
  });
  return new Map(await Promise.all(hashes));
}

/**
 * Makes `to` what `from` is, but leaves files alone that are the same: cargo goes by their times.
 * @param kept names in `to` that stay, such as Cargo.lock, by which versions are resolved once
 */
export async function update(from: string, to: string, kept: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true });
  const [before, after] = await Promise.all([contents(to), contents(from)]);
  for (const file of before.keys())
    if (!after.has(file) && !kept.includes(file)) await rm(path.join(to, file));
  for (const [file, hash] of after)
    if (before.get(file) !== hash) await cp(path.join(from, file), path.join(to, file));
}
