// @ts-check
// A lock between processes, for set-ups that two terminals may start at once.
//
// The lock is a folder holding one file named after its owner, "<pid>-<random>". It is taken by renaming a prepared
// folder onto it: that works only when the lock is absent or empty, so at most one process holds it. A dead owner's
// file is removed by its exact name, which can never be the file of a process that has taken the lock since.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from './log.mjs';
import { isAlive } from './processes.mjs';

const POLL_MS = 100;
const CODES_OF_A_TAKEN_LOCK =
  process.platform === 'win32' ? ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'] : ['ENOTEMPTY', 'EEXIST'];

/** @param {unknown} error @returns {string | undefined} */
const codeOf = (error) => /** @type {NodeJS.ErrnoException} */ (error).code;

/** @param {Promise<unknown>} removal of something that another process may have removed first */
const tolerateAbsence = (removal) =>
  removal.catch((error) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
  });

/**
 * Runs `work` while no other process runs its own under the same lock. Waits as long as the owner lives.
 * @template T
 * @param {string} lock path of the lock; its parent folder exists
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lock, work) {
  const owner = `${process.pid}-${randomUUID()}`;
  const prepared = `${lock}.${owner}`;
  await fs.mkdir(prepared);
  await fs.writeFile(path.join(prepared, owner), '');
  try {
    await take(lock, prepared);
  } catch (error) {
    await fs.rm(prepared, { recursive: true, force: true });
    throw error;
  }
  try {
    return await work();
  } finally {
    await tolerateAbsence(fs.unlink(path.join(lock, owner)));
    await tolerateAbsence(fs.rmdir(lock));
  }
}

/** @param {string} lock @param {string} prepared */
async function take(lock, prepared) {
  for (let told = false; ;) {
    try {
      return await fs.rename(prepared, lock);
    } catch (error) {
      if (!CODES_OF_A_TAKEN_LOCK.includes(codeOf(error) ?? '')) throw error;
    }
    const owners = await fs.readdir(lock).catch(() => /** @type {string[]} */ ([]));
    const dead = owners.filter((name) => !isAlive(Number.parseInt(name, 10)));
    for (const name of dead) await tolerateAbsence(fs.unlink(path.join(lock, name)));
    // Windows does not rename onto an empty folder.
    if (dead.length === owners.length) await tolerateAbsence(fs.rmdir(lock));
    else {
      if (!told)
        say(
          `Waiting for process ${Number.parseInt(owners[0] ?? '', 10)}, which is at the same set-up (${lock}).`,
        );
      told = true;
      await delay(POLL_MS);
    }
  }
}
