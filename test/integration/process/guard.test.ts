import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readlink } from 'node:fs/promises';
import { isAlive, untilGone } from '../../support/processes';
import { builtGuard, bundled, outputOf, removeFolders, runnerWith } from './rig';

const node = process.execPath;
const stay = [
  '-e',
  `const { spawn } = require('node:child_process');
   const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
   child.once('spawn', () => console.log('child ' + child.pid));
   setInterval(() => {}, 1000);`,
];

describe('The guard', function () {
  this.timeout(60_000);
  let guardPath: string;
  let hostPath: string;
  const hosts: ChildProcess[] = [];
  before(async () => {
    guardPath = await builtGuard();
    hostPath = await bundled('test/integration/process/hostThatDies.ts', 'host');
  });
  after(async () => {
    for (const host of hosts) host.kill('SIGKILL');
    await removeFolders();
  });

  /** A host with a guarded tree; gives the pids of the tree. */
  async function hostWithTree(): Promise<{ host: ChildProcess; pids: number[] }> {
    const host = spawn(node, [hostPath, guardPath, '/', node, ...stay], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    hosts.push(host);
    const output = outputOf();
    host.stdout.on('data', output.onOutput);
    const [root, child] = await Promise.all([output.line(/guarded (\d+)\n/), output.line(/child (\d+)\n/)]);
    return { host, pids: [root, child].map((match) => Number(match[1])) };
  }

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`ends the whole tree when the extension host is gone by ${signal}`, async () => {
      const { host, pids } = await hostWithTree();
      const guard = await parentOf(pids[0]!);
      assert.deepEqual(await Promise.all([...pids, guard].map(isAlive)), [true, true, true]);
      host.kill(signal);
      await untilGone([...pids, guard]);
    });
  }

  it('survives what a closed terminal sends, long enough to end its tree', async () => {
    const { host, pids } = await hostWithTree();
    const guard = await parentOf(pids[0]!);
    process.kill(guard, 'SIGHUP');
    await untilGone([...pids, guard]);
    host.kill();
  });

  it('does not leave a tree behind when it is killed itself', async () => {
    const output = outputOf();
    const running = await runnerWith(guardPath, 1_000).start(
      { command: node, args: stay, cwd: '/' },
      { onOutput: output.onOutput, guarded: true },
    );
    const child = Number((await output.line(/child (\d+)\n/))[1]);
    process.kill(await parentOf(running.pid), 'SIGKILL');
    await running.exited;
    await untilGone([running.pid, child]);
  });

  it('keeps its lifeline to itself: nothing it starts inherits it', async function () {
    if (process.platform !== 'linux') this.skip(); // Would run on Linux, which shows open files in /proc.
    const running = await runnerWith(guardPath).start(
      { command: node, args: stay, cwd: '/' },
      { onOutput: () => {}, guarded: true },
    );
    const guard = await parentOf(running.pid);
    const lifeline = await target(guard, '0');
    const inherited = await Promise.all(
      (await descriptors(running.pid)).map((fd) => target(running.pid, fd)),
    );
    assert.ok(!inherited.includes(lifeline), `${lifeline} in ${inherited.join(' ')}`);
    await running.stop();
  });
});

async function parentOf(pid: number): Promise<number> {
  const { stdout } = await runnerWith('unused').run({
    command: 'ps',
    args: ['-o', 'ppid=', '-p', String(pid)],
    cwd: '/',
  });
  return Number(stdout);
}

const descriptors = (pid: number): Promise<string[]> => readdir(`/proc/${pid}/fd`);
/** '' for one that was closed meanwhile. */
const target = (pid: number, fd: string): Promise<string> =>
  readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
