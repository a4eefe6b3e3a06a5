// @ts-check
// Long-lived children (a server, an editor, an endpoint): none outlives the tool that started it.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { atEnd } from './lifetime.mjs';
import { MARK } from './processes.mjs';

const leash = fileURLToPath(new URL('leash.mjs', import.meta.url));

/**
 * @typedef {object} Child
 * @property {string} mark finds this child's processes, see processes.mjs
 * @property {Promise<number>} exited its exit code, once everything it started has ended too
 * @property {() => Promise<void>} stop ends it and everything it started; resolves when that is done
 */

/**
 * @param {string} command @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, output?: 'inherit' | 'ignore' | {file: string}}} [options]
 * @returns {Child} ended with the tool at the latest; a command that can't be started has exit code 127
 */
export function startChild(command, args, { cwd, env = process.env, output = 'ignore' } = {}) {
  const mark = randomUUID();
  const sink = typeof output === 'string' ? output : fs.openSync(output.file, 'a');
  const child = spawn(process.execPath, [leash, command, ...args], {
    cwd,
    env: { ...env, [MARK]: mark },
    stdio: ['pipe', sink, sink],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  if (typeof sink === 'number') fs.closeSync(sink);
  const forget = atEnd(stop);
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  // Whoever is interested awaits `exited`; a child nobody waits for must not end the tool.
  exited.catch(() => {}).finally(forget);

  async function stop() {
    child.stdin?.destroy();
    await exited;
  }
  return { mark, exited, stop };
}
