// @ts-check
// node leash.mjs COMMAND [ARGS…]: runs a long-lived command and ends it, with everything it started, as soon as
// standard input closes. That happens when the tool holding the other end lets go, and also when that tool is killed.
// Started as the leader of its own process group (see child.mjs), with the mark of processes.mjs in its environment.
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { MARK, markedProcesses } from './processes.mjs';

/** How long each gentler step may take before the next one. */
const GRACE_MS = 3000;
const POLL_MS = 25;
/** Elsewhere a gone command says nothing about what it started: its process group is always told to end. */
const processesAreFound = process.platform === 'linux';

const [command, ...args] = process.argv.slice(2);
const mark = process.env[MARK];
if (!command || !mark) throw new Error('usage: leash.mjs COMMAND [ARGS…], with a mark in the environment');

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
/** @type {number | undefined} */
let exitCode;
let ending = false;

child.once('error', (error) => {
  process.stderr.write(`"${command}" could not be started: ${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code) => {
  exitCode = code ?? 1;
  void end();
});
process.stdin.resume().once('close', () => void end());
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => void end());

/** Asks the command, then everything that is left of it, then leaves no choice. */
async function end() {
  if (ending) return;
  ending = true;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  } else {
    child.kill('SIGTERM');
    if (!(await gone()) || !processesAreFound) {
      signalRest('SIGTERM');
      if (!(await gone())) signalRest('SIGKILL');
    }
  }
  process.exit(exitCode ?? 0);
}

/** @returns {Promise<boolean>} whether everything has ended within the grace */
async function gone() {
  const deadline = performance.now() + GRACE_MS;
  while (exitCode === undefined || markedProcesses(mark ?? '').length > 0) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** @param {'SIGTERM' | 'SIGKILL'} signal */
function signalRest(signal) {
  const pids = [child.pid ?? 0, ...markedProcesses(mark ?? '').map(({ pid }) => pid)].filter(
    (pid) => pid > 1,
  );
  if (!processesAreFound) pids.push(-process.pid);
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended meanwhile.
    }
  }
}
