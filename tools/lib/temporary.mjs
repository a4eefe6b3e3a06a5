// @ts-check
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from './processes.mjs';

/**
 * @param {string} name beginning of the folder's name
 * @returns {Promise<string>} a new private folder, named after this process. Whoever asks removes it; those of processes
 *   that were killed are removed here.
 */
export async function temporaryFolder(name) {
  const prefix = `rust-lambda-${name}-`;
  for (const entry of await fs.readdir(os.tmpdir())) {
    const pid = entry.startsWith(prefix) ? Number.parseInt(entry.slice(prefix.length), 10) : 0;
    if (pid && !isAlive(pid)) {
      await fs.rm(path.join(os.tmpdir(), entry), { recursive: true, force: true, maxRetries: 3 });
    }
  }
  return fs.mkdtemp(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
}
