import assert from 'node:assert/strict';
import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isError } from '../../../src/core/errors';
import type { ProcessRunner } from '../../../src/core/ports';
import { endTreeByKilling } from '../../../src/adapters/process/tree';
import { launch } from '../../../src/adapters/process/launch';
import { isAlive, until, untilGone } from '../../support/processes';
import { builtGuard, emptyFolder, outputOf, removeFolders, runnerWith } from './rig';

const node = process.execPath;
const script = (code: string) => ({ command: node, args: ['-e', code], cwd: '/' });

/** Starts a child and a grandchild in a session of its own, prints their pids, and stays. */
const family = (ignore: string): string => `
  ${ignore}
  const { spawn } = require('node:child_process');
  const stay = "${ignore} setInterval(() => {}, 1000); process.send?.('up')";
  const near = spawn(process.execPath, ['-e', stay], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const far = spawn(process.execPath, ['-e', stay], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true });
  let up = 0;
  for (const child of [near, far])
    child.on('message', () => { if (++up === 2) console.log('pids ' + [process.pid, near.pid, far.pid].join(' ')); });
  setInterval(() => {}, 1000);
`;
const ignoring = "process.on('SIGTERM', () => {});";

const pidsIn = (match: RegExpExecArray): number[] => match[1]!.trim().split(' ').map(Number);

describe('Running a process', function () {
  this.timeout(60_000);
  let runner: ProcessRunner;
  let guardPath: string;
  before(async () => {
    guardPath = await builtGuard();
    runner = runnerWith(guardPath);
  });
  after(removeFolders);

  for (const guarded of [false, true]) {
    describe(guarded ? 'under the guard' : 'directly', () => {
      it('gives every byte of both streams before it says that it ended', async () => {
        const bytes = { stdout: 0, stderr: 0 };
        const running = await runner.start(
          script(`
            const block = Buffer.alloc(1 << 20, 'x');
            for (let i = 0; i < 8; i++) { process.stdout.write(block); process.stderr.write(block); }
          `),
          { onOutput: (chunk, stream) => (bytes[stream] += chunk.length), guarded },
        );
        assert.deepEqual(await running.exited, { code: 0, signal: null });
        assert.deepEqual(bytes, { stdout: 8 << 20, stderr: 8 << 20 });
      });

      it('gives what a child of it still prints when it is gone itself', async () => {
        const output = outputOf();
        const running = await runner.start(
          script(`
            const { spawn } = require('node:child_process');
            const orphan = "const parent = process.ppid; process.send('up'); process.disconnect();" +
              "setInterval(() => { if (process.ppid !== parent) { console.log('late'); process.exit(); } }, 1)";
            const child = spawn(process.execPath, ['-e', orphan], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
            child.on('message', () => process.exit());
          `),
          { onOutput: output.onOutput, guarded },
        );
        assert.deepEqual(await running.exited, { code: 0, signal: null });
        assert.equal(output.text(), 'late\n');
      });

      it('gives the code it ended with, or the signal', async () => {
        const exitOf = async (code: string) =>
          (await runner.start(script(code), { onOutput: () => {}, guarded })).exited;
        assert.deepEqual(await exitOf('process.exitCode = 101'), { code: 101, signal: null });
        assert.deepEqual(await exitOf("process.kill(process.pid, 'SIGSEGV')"), {
          code: null,
          signal: 'SIGSEGV',
        });
      });

      it('hands arguments over as they are, without a shell', async () => {
        const args = [
          '--env-file',
          'no-such-file',
          'two words',
          '$HOME',
          '`id`',
          '; exit 9',
          '*',
          '"',
          "'",
          '',
          'ünïcödé 🦀',
        ];
        const output = outputOf();
        const cwd = await emptyFolder('ordner mit ü und leer');
        const running = await runner.start(
          {
            command: node,
            args: [
              '-e',
              'console.log(JSON.stringify([process.cwd(), ...process.argv.slice(1)]))',
              '--',
              ...args,
            ],
            cwd,
          },
          { onOutput: output.onOutput, guarded },
        );
        await running.exited;
        assert.deepEqual(JSON.parse(Buffer.from(output.text(), 'latin1').toString()), [cwd, ...args]);
      });

      it('has the editor’s environment without what is the editor’s own', async () => {
        process.env['VSCODE_PID'] = process.env['ELECTRON_RUN_AS_NODE'] = '1';
        const output = outputOf();
        try {
          const running = await runner.start(
            { ...script('console.log(JSON.stringify(process.env))'), env: { ADDED: 'ä' } },
            { onOutput: output.onOutput, guarded },
          );
          await running.exited;
        } finally {
          delete process.env['VSCODE_PID'];
          delete process.env['ELECTRON_RUN_AS_NODE'];
        }
        const env = JSON.parse(Buffer.from(output.text(), 'latin1').toString()) as Record<string, string>;
        assert.equal(env['ADDED'], 'ä');
        assert.equal(env['PATH'], process.env['PATH']);
        assert.deepEqual(
          Object.keys(env).filter((name) => /^(VSCODE|ELECTRON|RUST_LAMBDA_GUARD)/.test(name)),
          [],
        );
      });

      it('says which program is missing', async () => {
        const start = runner.start(
          { command: 'no-such-program', args: [], cwd: '/' },
          { onOutput: () => {}, guarded },
        );
        await assert.rejects(
          start,
          (error) => isError(error, 'programMissing') && error.details.program === 'no-such-program',
        );
      });

      it('says what of a command line the system does not take', async () => {
        const start = runner.start(
          { command: node, args: ['-e', 'nothing\0'], cwd: '/' },
          { onOutput: () => {}, guarded },
        );
        await assert.rejects(
          start,
          (error) => isError(error, 'commandFailed') && error.details.output.includes('null bytes'),
        );
      });

      it('says that the folder is missing, not the program', async () => {
        const cwd = path.join(await emptyFolder(), 'gone');
        const start = runner.start({ ...script(''), cwd }, { onOutput: () => {}, guarded });
        await assert.rejects(start, (error) => isError(error, 'fileFailed') && error.details.path === cwd);
      });

      it('stops with all its descendants, also those in a session of their own', async () => {
        const output = outputOf();
        const running = await runner.start(script(family('')), { onOutput: output.onOutput, guarded });
        const pids = pidsIn(await output.line(/^pids (.*)\n/m));
        assert.equal(running.pid, pids[0]);
        assert.deepEqual(await running.stop(), { code: null, signal: 'SIGTERM' });
        assert.deepEqual(await Promise.all(pids.map(isAlive)), [false, false, false]);
      });

      it('is forced when it does not listen, with all its descendants', async () => {
        const impatient = runnerWith(guardPath, 200);
        const output = outputOf();
        const running = await impatient.start(script(family(ignoring)), {
          onOutput: output.onOutput,
          guarded,
        });
        const pids = pidsIn(await output.line(/^pids (.*)\n/m));
        assert.deepEqual(await running.stop(), { code: null, signal: 'SIGKILL' });
        assert.deepEqual(await Promise.all(pids.map(isAlive)), [false, false, false]);
      });

      for (const detached of [false, true]) {
        const where = detached ? 'in a session of its own' : 'by its root';
        it(`leaves nothing that was started ${where} while it ended`, async () => {
          const output = outputOf();
          const leaving = `trap 'sleep 77 >/dev/null 2>&1 & echo "pids $!"; exit' TERM; echo up; while :; do sleep 0.1; done`;
          const command = detached
            ? script(`
                const options = { stdio: 'inherit', detached: true };
                require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(leaving)}], options);
              `)
            : { command: 'sh', args: ['-c', leaving], cwd: '/' };
          const running = await runner.start(command, { onOutput: output.onOutput, guarded });
          await output.line(/^up\n/m);
          await running.stop();
          const [late] = pidsIn(await output.line(/^pids (.*)\n/m));
          assert.equal(await isAlive(late!), false);
        });
      }

      it('may be stopped twice, and after its end', async () => {
        const running = await runner.start(script('setInterval(() => {}, 1000)'), {
          onOutput: () => {},
          guarded,
        });
        const ends = await Promise.all([running.stop(), running.stop()]);
        assert.deepEqual(ends[0], ends[1]);
        assert.deepEqual(await running.stop(), ends[0]);
      });
    });
  }

  it('does not wait for a daemon that keeps its pipes', async () => {
    const output = outputOf();
    const running = await runner.start(
      script(`
        const { spawn } = require('node:child_process');
        const daemon = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'inherit' });
        console.log('pids ' + daemon.pid);
        daemon.unref();
      `),
      { onOutput: output.onOutput },
    );
    assert.deepEqual(await running.exited, { code: 0, signal: null });
    const [daemon] = pidsIn(await output.line(/^pids (.*)\n/m));
    assert.equal(await isAlive(daemon!), true);
    process.kill(daemon!, 'SIGKILL');
    await untilGone([daemon!]);
  });

  it('to its end gives its output', async () => {
    const result = await runner.run(script("console.log('out'); console.error('err'); process.exitCode = 2"));
    assert.deepEqual(result, { code: 2, signal: null, stdout: 'out\n', stderr: 'err\n' });
  });

  it('to its end is given up when it is cancelled, with its whole tree', async () => {
    const folder = await emptyFolder();
    const abort = new AbortController();
    const marker = path.join(folder, 'pids');
    const writing = family('').replace(
      'console.log',
      `((line) => require('node:fs').writeFileSync(${JSON.stringify(marker)}, line))`,
    );
    const running = runner.run(script(writing), { signal: abort.signal });
    let pids: number[] = [];
    await until('the family is up', async () => {
      const text = await readFile(marker, 'utf8').catch(() => '');
      pids = text.replace('pids ', '').split(' ').filter(Boolean).map(Number);
      return pids.length === 3;
    });
    abort.abort();
    await assert.rejects(running, (error) => isError(error, 'cancelled'));
    assert.deepEqual(await Promise.all(pids.map(isAlive)), [false, false, false]);
  });

  it('is not begun when it is cancelled before', async () => {
    const folder = await emptyFolder();
    const marker = path.join(folder, 'ran');
    const abort = new AbortController();
    abort.abort();
    const running = runner.run(script(`require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`), {
      signal: abort.signal,
    });
    await assert.rejects(running, (error) => isError(error, 'cancelled'));
    await assert.rejects(access(marker));
  });

  it('to its end is given up when it prints without end', async () => {
    const endless = script(
      "const block = 'x'.repeat(1 << 16); (function more() { process.stdout.write(block, more); })()",
    );
    await assert.rejects(runner.run(endless, { maxBytes: 1 << 20 }), (error) =>
      isError(error, 'commandFailed'),
    );
  });

  it('ends with its runner, also when it is only being started, and nothing is started afterwards', async () => {
    const ending = runnerWith(guardPath);
    const up = await ending.start(script('setInterval(() => {}, 1000)'), { onOutput: () => {} });
    const starting = ending.start(script('setInterval(() => {}, 1000)'), {
      onOutput: () => {},
      guarded: true,
    });
    await ending.end();
    const pids = [up.pid, (await starting).pid];
    assert.deepEqual(await Promise.all(pids.map(isAlive)), [false, false]);
    await assert.rejects(ending.run(script('')), (error) => isError(error, 'cancelled'));
  });

  it('that may not be executed is as good as missing', async () => {
    const file = path.join(await emptyFolder(), 'cargo');
    await writeFile(file, '#!/bin/sh\n', { mode: 0o644 });
    await assert.rejects(runner.run({ command: file, args: [], cwd: '/' }), (error) =>
      isError(error, 'programMissing'),
    );
  });

  it('ends by tree-kill where there is no /proc, as far as this machine can show', async function () {
    if (process.platform === 'win32') this.skip(); // Would run on Windows: there it is what all tests above use.
    const output = outputOf();
    const child = launch({ ...script(family('')), env: process.env as Record<string, string> }, [
      'ignore',
      'pipe',
      'inherit',
    ]);
    child.stdout?.on('data', output.onOutput);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    const pids = pidsIn(await output.line(/^pids (.*)\n/m));
    await endTreeByKilling(child.pid!, 3_000, exited);
    await untilGone(pids);
  });
});
