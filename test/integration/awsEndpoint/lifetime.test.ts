import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEndpoint } from '../../../tools/aws/endpoint.mjs';
import type { Endpoint } from '../../../tools/aws/endpoint.mjs';
import { projectRoot } from '../../../tools/lib/paths.mjs';
import { isAlive, markedProcesses } from '../../../tools/lib/processes.mjs';
import { BUILD_MS, builtProbe, clientOf, deployProbe, invoke } from './support.js';

const program = path.join(projectRoot, 'tools/aws/endpoint.mjs');

describe('the life of an AWS endpoint', function () {
  this.timeout(60_000);
  let folder: string;
  const started: Endpoint[] = [];

  before(async function () {
    this.timeout(BUILD_MS);
    await builtProbe();
    await (await startEndpoint()).stop();
  });
  beforeEach(async () => (folder = await fs.mkdtemp(path.join(os.tmpdir(), 'rust-lambda-endpoint-'))));
  afterEach(async () => {
    for (const endpoint of started.splice(0)) await endpoint.stop();
    await fs.rm(folder, { recursive: true });
  });

  /** With an idle process of a function, and one of its version 1 at work. */
  async function busyEndpoint(): Promise<{ endpoint: Endpoint; atWork: Promise<unknown> }> {
    const endpoint = await startEndpoint({ dataDir: folder });
    started.push(endpoint);
    await deployProbe(endpoint, 'probe', '--timeout', '60');
    await invoke(clientOf(endpoint), 'probe', { do: 'ok' });
    const { outcome } = await sleeping(endpoint, '1');
    return { endpoint, atWork: outcome };
  }

  /** An invocation that has reached a new process; its outcome is the answer, or the error it fails with. */
  async function sleeping(endpoint: Endpoint, Qualifier: string): Promise<{ outcome: Promise<unknown> }> {
    const before = functionsOf(endpoint).length;
    const asleep = invoke(clientOf(endpoint), 'probe', { do: 'sleep', ms: 50_000 }, { Qualifier });
    const outcome = asleep.catch((error: unknown) => error);
    await appears(() => functionsOf(endpoint).length > before);
    return { outcome };
  }

  const functionsOf = (endpoint: Endpoint) =>
    markedProcesses(endpoint.mark).filter(({ command }) => /^\S+\/bootstrap$/.test(command));
  const emulatorsOf = (endpoint: Endpoint) =>
    markedProcesses(endpoint.mark).filter(({ command }) => /^\S+\/aws-lambda-rie/.test(command));
  const commandsOf = (endpoint: Endpoint) => markedProcesses(endpoint.mark).map(({ command }) => command);

  it('leaves no process and no file behind when it is stopped, idle functions and busy ones included', async () => {
    const { endpoint, atWork } = await busyEndpoint();
    assert.equal(emulatorsOf(endpoint).length, 2);
    assert.equal(functionsOf(endpoint).length, 2);
    assert.notDeepEqual(await fs.readdir(folder), []);
    await endpoint.stop();
    assert.ok((await atWork) instanceof Error);
    assert.deepEqual(commandsOf(endpoint), []);
    assert.deepEqual(await fs.readdir(folder), []);
    await assert.rejects(fetch(endpoint.url));
    await endpoint.stop();
  });

  it('says so when its control plane breaks down, and can still be stopped', async () => {
    const { endpoint, atWork } = await busyEndpoint();
    const [controlPlane] = markedProcesses(endpoint.mark).filter(
      ({ command }) => command.includes('-m hypercorn') && !command.includes('leash'),
    );
    process.kill(controlPlane!.pid, 'SIGKILL');
    await endpoint.exited;
    assert.ok((await atWork) instanceof Error);
    assert.deepEqual(commandsOf(endpoint), []);
    await assert.rejects(
      invoke(clientOf(endpoint), 'probe', {}),
      /control plane, ministack, does not answer/,
    );
    await endpoint.stop();
    assert.deepEqual(await fs.readdir(folder), []);
  });

  it('answers an invocation whose function or emulator is killed, and the next one', async () => {
    const { endpoint, atWork } = await busyEndpoint();
    const client = clientOf(endpoint);
    for (const { pid } of functionsOf(endpoint)) process.kill(pid, 'SIGKILL');
    const { answer } = (await atWork) as Awaited<ReturnType<typeof invoke>>;
    assert.match(
      (answer as { errorMessage: string }).errorMessage,
      /Runtime exited with error: signal: killed$/,
    );
    // The idle one was killed too: the first to meet it is told.
    assert.equal((await invoke(client, 'probe', { do: 'ok' })).functionError, 'Unhandled');

    const { outcome } = await sleeping(endpoint, '1');
    for (const { pid } of emulatorsOf(endpoint)) process.kill(pid, 'SIGKILL');
    assert.match(String(await outcome), /Runtime Interface Emulator ended unexpectedly/);
    assert.deepEqual(functionsOf(endpoint), []);
    assert.equal((await invoke(client, 'probe', { do: 'ok' })).functionError, undefined);
  });

  it('refuses a port that is taken, and leaves nothing behind', async () => {
    const first = await startEndpoint({ dataDir: folder });
    started.push(first);
    const port = Number(new URL(first.url).port);
    await assert.rejects(startEndpoint({ port, dataDir: folder }), {
      name: 'ToolError',
      message: /EADDRINUSE/,
    });
    assert.equal((await fs.readdir(folder)).length, 1);
  });

  it('says what to do when ministack does not start', async () => {
    process.env['RUST_LAMBDA_MINISTACK_PYTHON'] = '/bin/false';
    try {
      await assert.rejects(startEndpoint({ dataDir: folder }), {
        name: 'ToolError',
        message: /\/bin\/false, did not start/,
      });
    } finally {
      delete process.env['RUST_LAMBDA_MINISTACK_PYTHON'];
    }
    assert.deepEqual(await fs.readdir(folder), []);
  });

  describe('as a program', () => {
    let child: ChildProcess;
    let printed: string;

    beforeEach(async () => {
      const env = { ...process.env, TMPDIR: folder };
      child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      printed = '';
      child.stdout!.on('data', (chunk) => (printed += String(chunk)));
      await appears(() => printed.includes('AWS_EC2_METADATA_DISABLED'));
    });

    afterEach(() => child.kill('SIGKILL'));

    /** As people would: with the variables that were printed. */
    const env = () =>
      Object.fromEntries(
        [...printed.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
      );

    async function withFunctionAtWork(): Promise<number[]> {
      const endpoint = { env: env(), url: env()['AWS_ENDPOINT_URL'] } as unknown as Endpoint;
      await deployProbe(endpoint, 'probe', '--timeout', '60');
      void invoke(clientOf(endpoint), 'probe', { do: 'sleep', ms: 50_000 }).catch(() => undefined);
      let pids: number[] = [];
      await appears(() => {
        pids = descendantsOf(child.pid!);
        // leash, ministack, emulator, function
        return pids.length === 4;
      });
      return pids;
    }

    it('prints the address and the variables to use, and ends with everything it started on Ctrl+C', async () => {
      assert.match(printed, /^AWS endpoint on (http:\/\/127\.0\.0\.1:\d+) /);
      const pids = await withFunctionAtWork();
      child.kill('SIGINT');
      const [code] = (await once(child, 'exit')) as [number];
      assert.equal(code, 130);
      assert.deepEqual(pids.filter(isAlive), []);
      assert.deepEqual(await fs.readdir(folder), []);
    });

    it('takes everything it started with it when it is killed', async () => {
      const pids = await withFunctionAtWork();
      child.kill('SIGKILL');
      await appears(() => pids.filter(isAlive).length === 0);
      const left = await fs.readdir(folder);
      assert.equal(left.length, 1);
      // Its files are removed by whoever starts the next one.
      started.push(await startEndpoint({ dataDir: folder }));
      const now = await fs.readdir(folder);
      assert.equal(now.length, 1);
      assert.notDeepEqual(now, left);
    });
  });
});

/** Waits for something that only looking can tell; fails after 15 s. */
async function appears(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, condition.toString());
    await delay(20);
  }
}

function descendantsOf(ancestor: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const parents = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const children = (of: number): number[] =>
    parents.filter(([, parent]) => parent === of).flatMap(([pid]) => [pid, ...children(pid)]);
  // ps lists itself, too.
  return children(ancestor).filter(isAlive);
}
