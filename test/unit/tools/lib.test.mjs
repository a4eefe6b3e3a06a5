// @ts-check
// The small tools that everything else in tools/ stands on.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, it } from 'mocha';
import { startChild } from '../../../tools/lib/child.mjs';
import { installed } from '../../../tools/lib/installed.mjs';
import { cleanUp } from '../../../tools/lib/lifetime.mjs';
import { withLock } from '../../../tools/lib/lock.mjs';
import { isAlive, markedProcesses } from '../../../tools/lib/processes.mjs';
import { freePort, isFree } from '../../../tools/lib/port.mjs';
import { ask, run, which } from '../../../tools/lib/run.mjs';

const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'rust-lambda-tools-'));
after(async () => {
  await cleanUp();
  fs.rmSync(temp, { recursive: true });
});

/** @param {string} name @returns {string} a module of tools/lib, for an import inside `node` */
const lib = (name) => JSON.stringify(new URL(`../../../tools/lib/${name}`, import.meta.url).href);

/** @param {string} name @returns {string} a path in the test's own folder, for source inside `node` */
const own = (name) => JSON.stringify(path.join(temp, name));

/** @param {string} source of an ES module, run in a process of its own */
const node = (source) =>
  spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** @param {import('node:stream').Readable} stream @param {RegExp} pattern @returns {Promise<string>} first group */
function seen(stream, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
      const group = pattern.exec(text)?.[1];
      if (group) resolve(group);
    });
    stream.once('end', () => reject(new Error(`${pattern} did not come, only:\n${text}`)));
  });
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | null>} */
const exitCode = async (child) => (await once(child, 'exit'))[0];

it('processes that want one lock hold it one after the other', async () => {
  const contend = () =>
    node(`
      import fs from 'node:fs';
      import { withLock } from ${lib('lock.mjs')};
      for (let i = 0; i < 5; i++) await withLock(${own('busy.lock')}, async () => {
        fs.appendFileSync(${own('order.log')}, 'in ');
        for (let n = 0; n < 300; n++) await fs.promises.stat('.');
        fs.appendFileSync(${own('order.log')}, 'out ');
      });`);
  const codes = await Promise.all(Array.from({ length: 4 }, () => exitCode(contend())));
  assert.deepEqual(codes, [0, 0, 0, 0]);
  assert.equal(fs.readFileSync(path.join(temp, 'order.log'), 'utf8'), 'in out '.repeat(20));
  assert.deepEqual(
    fs.readdirSync(temp).filter((name) => name.includes('.lock')),
    [],
    'nothing is left of the lock',
  );
});

it('the lock of a killed process is taken over', async () => {
  const owner = node(`
    import { withLock } from ${lib('lock.mjs')};
    await withLock(${own('stale.lock')}, () => new Promise(() => { console.log('held'); setInterval(() => {}, 1000); }));`);
  await seen(owner.stdout, /(held)/);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  assert.equal(await withLock(path.join(temp, 'stale.lock'), () => Promise.resolve('mine')), 'mine');
});

it('an installation runs once per version, and again after it was interrupted', async () => {
  let runs = 0;
  const wanted = (/** @type {string} */ version, fail = false) =>
    installed({
      name: 'thing',
      root: temp,
      version,
      why: 'Installing a thing for a test',
      install: (dir) => {
        runs++;
        assert.deepEqual(fs.readdirSync(dir), [], 'starts from an empty folder');
        fs.writeFileSync(path.join(dir, 'half'), '');
        return fail ? Promise.reject(new Error('cut off')) : Promise.resolve();
      },
    });
  await assert.rejects(wanted('1', true), /cut off/);
  await wanted('1');
  await wanted('1');
  assert.equal(runs, 2);
  await wanted('2');
  assert.equal(runs, 3);
});

it('a stopped child takes along what it started, also in another session and with its parent gone', async () => {
  const file = path.join(temp, 'tree.log');
  // setsid makes a session of its own, as a terminal does for its shell; the shell in between exits at once.
  const far = `sh -c 'setsid sh -c "echo far=\\$\\$; exec sleep 300" &'`;
  const child = startChild('sh', ['-c', `${far}; echo near=$$; exec sleep 300`], { output: { file } });
  const pids = [Number(await fileHas(file, /far=(\d+)\n/)), Number(await fileHas(file, /near=(\d+)\n/))];
  assert.deepEqual(pids.map(isAlive), [true, true]);
  await child.stop();
  assert.deepEqual(pids.map(isAlive), [false, false]);
  assert.deepEqual(markedProcesses(child.mark), []);
});

it('a child that ignores SIGTERM is killed', async () => {
  const file = path.join(temp, 'deaf.log');
  const child = startChild('sh', ['-c', 'trap "" TERM; echo up; while :; do sleep 1; done'], {
    output: { file },
  });
  await fileHas(file, /(up)/);
  await child.stop();
  assert.deepEqual(markedProcesses(child.mark), []);
});

it('a child ends with a tool that is killed', async () => {
  const tool = node(`
    import { startChild } from ${lib('child.mjs')};
    startChild('sh', ['-c', 'echo pid=$$; exec sleep 300'], { output: 'inherit' });`);
  const pid = Number(await seen(tool.stdout, /pid=(\d+)/));
  assert.ok(isAlive(pid));
  tool.kill('SIGKILL');
  // The leash holds the tool's stdout as well: it closes once leash and child are gone.
  await once(tool.stdout, 'close');
  assert.ok(!isAlive(pid));
});

it('Ctrl+C cleans up, last registered first, and exits as an interrupted command does', async () => {
  const tool = node(`
    import { atEnd, main } from ${lib('lifetime.mjs')};
    main(() => {
      atEnd(() => console.log('first'));
      atEnd(async () => { await new Promise(setImmediate); console.log('second'); });
      console.log('ready');
      return new Promise(() => setInterval(() => {}, 1000));
    });`);
  let text = '';
  tool.stdout.on('data', (chunk) => {
    text += String(chunk);
    if (text === 'ready\n') tool.kill('SIGINT');
  });
  const code = await exitCode(tool);
  assert.equal(text, 'ready\nsecond\nfirst\n');
  assert.equal(code, 130);
});

it('a failed command is reported with its output and a next step', async () => {
  await assert.rejects(run(process.execPath, ['-e', 'console.error("why"); process.exit(3)']), {
    name: 'ToolError',
    message: /exit code 3\.\nwhy/,
    nextStep: /by hand/,
  });
  await assert.rejects(run('no-such-program', [], { nextStep: 'Install it.' }), { nextStep: 'Install it.' });
  assert.equal(await ask('no-such-program', []), undefined);
});

it('programs are found as a shell finds them', () => {
  assert.equal(which('sh', { PATH: '/nowhere:/bin' }), '/bin/sh');
  assert.equal(
    which('lib', { PATH: path.dirname(import.meta.dirname) }),
    undefined,
    'a folder is no program',
  );
});

it('the temporary folder of a killed process is removed by the next one that wants such a folder', async () => {
  const wants = `
    import { temporaryFolder } from ${lib('temporary.mjs')};
    console.log('at=' + (await temporaryFolder('test')) + ';');`;
  const killed = node(`${wants} setInterval(() => {}, 1000);`);
  const left = await seen(killed.stdout, /at=(.*);/);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const next = await seen(node(wants).stdout, /at=(.*);/);
  assert.deepEqual([fs.existsSync(left), fs.existsSync(next)], [false, true]);
  fs.rmSync(next, { recursive: true });
});

it('a port in use is not free', async () => {
  const port = await freePort();
  assert.equal(await isFree(port), true);
  const holder = node(`
    import net from 'node:net';
    net.createServer().listen(${port}, '127.0.0.1', () => console.log('listening'));`);
  await seen(holder.stdout, /(listening)/);
  assert.equal(await isFree(port), false);
  holder.kill();
  await once(holder, 'exit');
});

/** @param {string} file @param {RegExp} pattern @returns {Promise<string>} first group, once the file has it */
async function fileHas(file, pattern) {
  const watcher = fs.watch(path.dirname(file));
  for (;;) {
    const group = pattern.exec(fs.readFileSync(file, 'utf8'))?.[1];
    if (group) {
      watcher.close();
      return group;
    }
    await once(watcher, 'change');
  }
}
