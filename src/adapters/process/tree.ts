import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import treeKill from 'tree-kill';

interface Member {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  /** Clock ticks after boot: with the pid it names one process for ever, although pids are used again. */
  readonly started: string;
}

const afterForce = 2_000;
const interval = 20;

/**
 * Ends a process started with `detached` and everything below it: SIGTERM, then SIGKILL to what is left
 * after `graceMs`. Resolves when nothing is left.
 *
 * On Linux the tree is read from /proc and not by tree-kill: that needs `ps`, which slim containers lack
 * (its spawn error is then unhandled), and it forgets whom it asked, so that nobody can wait for, or force,
 * a child that outlives its parent.
 * @param gone settles when the root itself has ended
 */
export async function endTree(root: number, graceMs: number, gone: Promise<unknown>): Promise<void> {
  if (process.platform === 'linux') await endLinuxTree(root, graceMs);
  else await endTreeByKilling(root, graceMs, gone);
}

async function endLinuxTree(root: number, graceMs: number): Promise<void> {
  // Its leader's id names a session as long as anyone is in it: so what a member starts while it ends is found too.
  const sessions = new Set([root]);
  const end = async (name: NodeJS.Signals, withinMs: number): Promise<boolean> => {
    const until = performance.now() + withinMs;
    for (;;) {
      const members = await membersOf(sessions);
      if (members.length === 0) return true;
      for (const { pid } of members) signal(pid, name);
      if (!(await areGone(members, until))) return false;
    }
  };
  if (!(await end('SIGTERM', graceMs))) await end('SIGKILL', afterForce);
}

/** The way for macOS and Windows: by tree-kill, and on macOS by the process group for what is left. */
export async function endTreeByKilling(root: number, graceMs: number, gone: Promise<unknown>): Promise<void> {
  const ended = gone.then(() => true);
  const kill = (name: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => treeKill(root, name, () => resolve()));
  await kill('SIGTERM');
  if (!(await Promise.race([ended, delay(graceMs, false, { ref: false })]))) {
    await kill('SIGKILL');
    await Promise.race([ended, delay(afterForce, false, { ref: false })]);
  }
  // The group outlives its leader; Windows has none, and taskkill has ended everything by now.
  if (process.platform !== 'win32') signal(-root, 'SIGKILL');
}

async function areGone(members: readonly Member[], until: number): Promise<boolean> {
  for (;;) {
    const now = await Promise.all(members.map(({ pid }) => read(pid)));
    if (!members.some(({ started }, i) => now[i]?.started === started)) return true;
    if (performance.now() > until) return false;
    await delay(interval);
  }
}

/**
 * Who is in the sessions, although its own parent may have died, and all descendants.
 * @param sessions that of the root, and those found before; those found now are added
 */
async function membersOf(sessions: Set<number>): Promise<Member[]> {
  const names = await readdir('/proc');
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const all = (await Promise.all(pids.map(read))).filter((member) => member !== undefined);
  const found = new Set<Member>();
  const add = (member: Member): void => {
    if (found.has(member)) return;
    found.add(member);
    if (member.session === member.pid) sessions.add(member.pid);
    for (const child of all) if (child.parent === member.pid) add(child);
  };
  for (const member of all) if (sessions.has(member.session)) add(member);
  return [...found];
}

/** /proc/PID/stat, see proc(5): the name in brackets may itself hold brackets and spaces. A zombie has ended. */
async function read(pid: number): Promise<Member | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return { pid, parent: Number(fields[1]), session: Number(fields[3]), started: fields[19] ?? '' };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone meanwhile (ESRCH), which is what was wanted; or never ours (EPERM).
  }
}
