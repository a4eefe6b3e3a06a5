/** Looking for survivors. */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** A zombie has ended: nobody has asked for its code yet. */
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
  withinMs = 20_000,
): Promise<void> {
  for (const start = Date.now(); !(await isSo());) {
    if (Date.now() - start > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await delay(10);
  }
}

export const untilGone = (pids: readonly number[]): Promise<void> =>
  until(`${pids.join(', ')} gone`, async () => !(await Promise.all(pids.map(isAlive))).includes(true));

/** Linux only, as these tests are where processes are concerned. */
export async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
