// @ts-check
// Finding every process that came from one we started, wherever it went: a terminal's shell leads its own process
// group and an orphan has lost its parent, but both keep the environment they were started with.
import fs from 'node:fs';

/** The environment variable that carries the mark. */
export const MARK = 'RUST_LAMBDA_TOOLS_MARK';

/**
 * @param {string} mark value of the variable
 * @returns {{pid: number, command: string}[]} living processes with it, other than this one; Linux only, else empty
 */
export function markedProcesses(mark) {
  if (process.platform !== 'linux') return [];
  const wanted = `${MARK}=${mark}`;
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => read(`/proc/${pid}/environ`).includes(wanted))
    .map((pid) => ({ pid: Number(pid), command: read(`/proc/${pid}/cmdline`).join(' ').trim() }));
}

/** @param {number} pid @returns {boolean} whether it runs; one that ended and is not yet collected by its parent does not */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of someone else may not be signalled, and is alive.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  // "PID (NAME) STATE …", where the name may hold anything.
  return !/.*\) Z/.test(read(`/proc/${pid}/stat`)[0] ?? '');
}

/** @param {string} file of NUL-separated strings @returns {string[]} empty for a process that is gone or not ours */
function read(file) {
  try {
    return fs.readFileSync(file, 'latin1').split('\0');
  } catch {
    return [];
  }
}
