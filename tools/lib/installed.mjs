// @ts-check
// Installed once, found again: a folder under the tools folder with a stamp that says it is complete.
import fs from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { say, since } from './log.mjs';
import { toolsDir } from './paths.mjs';

const STAMP = '.complete';

/**
 * @typedef {object} Installation
 * @property {string} name folder under the tools folder
 * @property {string} version anything that says which content is wanted: a change installs anew
 * @property {string} why what is being installed and what it is for, shown to the person waiting
 * @property {(dir: string) => Promise<unknown>} install fills the empty folder
 * @property {string} [root] default: the tools folder
 */

/**
 * Safe when two processes ask at once, and after one was interrupted (what is incomplete is removed first).
 * @param {Installation} wanted
 * @returns {Promise<string>} the folder
 */
export async function installed({ name, version, why, install, root = toolsDir }) {
  const dir = path.join(root, name);
  if (await isComplete(dir, version)) return dir;
  await fs.mkdir(path.dirname(dir), { recursive: true });
  return withLock(`${dir}.lock`, async () => {
    if (await isComplete(dir, version)) return dir;
    const startedAt = performance.now();
    say(why);
    await fs.rm(dir, { recursive: true, force: true, maxRetries: 3 });
    await fs.mkdir(dir);
    await install(dir);
    await fs.writeFile(path.join(dir, STAMP), version);
    say(`${name} is installed (${since(startedAt)}).`);
    return dir;
  });
}

/** @param {Pick<Installation, 'name' | 'version'>} wanted @returns {Promise<boolean>} */
export const isInstalled = ({ name, version }) => isComplete(path.join(toolsDir, name), version);

/** @param {string} dir @param {string} version */
async function isComplete(dir, version) {
  return (await fs.readFile(path.join(dir, STAMP), 'utf8').catch(() => undefined)) === version;
}
