// @ts-check
// Looking at and ending processes of ours by id. Linux only, as Lambda's binaries are.
import fs from 'node:fs';

/** @param {number | undefined} pid @returns {number[]} its children */
export function childrenOf(pid) {
  try {
    return fs
      .readdirSync(`/proc/${pid}/task`)
      .flatMap((thread) => fs.readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
      .map(Number)
      .filter((child) => child > 1);
  } catch {
    return [];
  }
}

/** @param {number | undefined} pid @returns {number} the most memory it ever held, MB (2^20 bytes); 0 when it is gone */
export function peakMemoryMb(pid) {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.ceil(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** @param {number | undefined} leader of a process group that we started; the group is killed */
export function killGroup(leader) {
  if (!leader || leader <= 1) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
