import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { localPorts } from '../../../src/adapters/process/localPorts';
import { watchCommand, watchedBuildCommand } from '../../../src/core/cargoLambda/commands';
import { createLineReader, plainLine } from '../../../src/core/cargoLambda/lines';
import { Emitter } from '../../../src/core/events';
import type { LocalAddress, LocalPorts, ProcessRunner } from '../../../src/core/ports';
import type { WatchEvent } from '../../../src/ui/features';
import type { Screen } from '../../../src/ui/tasks/screen';
import { startWatch, type Attempt } from '../../../src/ui/watch/startWatch';
import { isAlive, until, untilGone } from '../../support/processes';
import {
  builtGuard,
  bundled,
  copyOfWorkspace,
  emptyFolder,
  outputOf,
  removeFolders,
  runnerWith,
  untilClosed,
} from '../process/rig';

const minute = 60_000;

describe('cargo lambda watch', function () {
  this.timeout(10 * minute);
  let guardPath: string;
  let runner: ProcessRunner;
  let root: string;
  let env: Record<string, string>;
  const started: { stop(): Promise<unknown> }[] = [];

  before(async () => {
    guardPath = await builtGuard();
    runner = runnerWith(guardPath);
    // Spaces and characters of several bytes all the way.
    ({ root, env } = await copyOfWorkspace('loop', 'bestellung für alle 🦀'));
    const built = await runner.run(watchedBuildCommand(root, 'first', { cargoPath: 'cargo', env }));
    assert.equal(built.code, 0, built.stderr);
  });
  afterEach(() => Promise.all(started.splice(0).map((running) => running.stop())));
  after(removeFolders);

  /** A terminal that nobody looks at. */
  const screen: Pick<Screen, 'run'> = {
    run: async ({ command, onLine, guarded }) => {
      const reader = (stream: 'stdout' | 'stderr') =>
        createLineReader(new TextDecoder(), (line) => onLine?.(plainLine(line), stream));
      const readers = { stdout: reader('stdout'), stderr: reader('stderr') };
      const running = await runner.start(command, {
        onOutput: (chunk, stream) => readers[stream].push(chunk),
        guarded: guarded ?? false,
      });
      started.push(running);
      return running;
    },
  };

  interface Started {
    readonly attempt: Attempt;
    readonly address: LocalAddress;
    readonly events: WatchEvent[];
    readonly emitter: Emitter<WatchEvent>;
  }

  async function start(
    options: {
      port?: number;
      ports?: LocalPorts;
      extraEnv?: Record<string, string>;
      extraArgs?: string[];
      cwd?: string;
    } = {},
  ): Promise<Started> {
    const address = { host: '127.0.0.1', port: options.port ?? (await localPorts.free()) };
    const emitter = new Emitter<WatchEvent>();
    const events: WatchEvent[] = [];
    emitter.event((event) => events.push(event));
    const command = watchCommand(options.cwd ?? root, address, {
      cargoPath: 'cargo',
      env: { ...env, ...options.extraEnv },
      extraArgs: options.extraArgs ?? [],
    });
    const attempt = await startWatch(screen, command, address, options.ports ?? localPorts, emitter);
    return { attempt, address, events, emitter };
  }

  async function invoke(
    { port }: LocalAddress,
    name: string,
    payload: unknown,
  ): Promise<{ status: number; text: string }> {
    const response = await fetch(`http://127.0.0.1:${port}/2015-03-31/functions/${name}/invocations`, {
      method: 'POST',
      body: JSON.stringify(payload),
      signal: AbortSignal.timeout(2 * minute),
    });
    return { status: response.status, text: await response.text() };
  }

  /** The pid of the function's own process. */
  const processOf = ({ text }: { text: string }): number => (JSON.parse(text) as { process: number }).process;

  function running({ attempt }: Started) {
    assert.equal(attempt.kind, 'ready', JSON.stringify(attempt));
    return attempt.running;
  }

  it('serves a function below a folder with spaces and unicode', async () => {
    const watch = await start();
    const response = await invoke(watch.address, 'first', { do: 'ok' });
    assert.equal(response.status, 200);
    assert.equal(await isAlive(processOf(response)), true);
  });

  it('stops with its functions, and gives its port back', async () => {
    const watch = await start();
    const fn = processOf(await invoke(watch.address, 'first', { do: 'ok' }));
    assert.deepEqual(await running(watch).stop(), { code: 0, signal: null });
    assert.equal(await localPorts.isOpen(watch.address), false);
    assert.deepEqual(await Promise.all([fn, running(watch).pid].map(isAlive)), [false, false]);
  });

  it('stops in the midst of an invocation', async () => {
    const watch = await start();
    const fn = processOf(await invoke(watch.address, 'first', { do: 'ok' }));
    const hanging = invoke(watch.address, 'first', { do: 'sleep', ms: minute });
    const rejected = assert.rejects(hanging);
    await until('the function was told', () =>
      watch.events.some((event) => event.kind === 'line' && event.text.includes('Sleep')),
    );
    await running(watch).stop();
    await rejected;
    await untilGone([fn]);
    await untilClosed(watch.address.port);
  });

  it('after a SIGHUP, which leaves it holding its port, still stops', async () => {
    const watch = await start();
    const fn = processOf(await invoke(watch.address, 'first', { do: 'ok' }));
    process.kill(running(watch).pid, 'SIGHUP');
    await untilGone([fn]);
    assert.equal(await localPorts.isOpen(watch.address), true, 'cargo-lambda has mended this: simplify');
    await running(watch).stop();
    await untilClosed(watch.address.port);
  });

  it('ends with the extension host that started it, also by SIGKILL', async () => {
    const hostPath = await bundled('test/integration/process/hostThatDies.ts', 'host');
    const port = await localPorts.free();
    const { args } = watchCommand(
      root,
      { host: '127.0.0.1', port },
      { cargoPath: 'cargo', env, extraArgs: [] },
    );
    const host = spawn(process.execPath, [hostPath, guardPath, root, 'cargo', ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, ...env },
    });
    const output = outputOf();
    host.stdout.on('data', output.onOutput);
    const emulator = Number((await output.line(/guarded (\d+)\n/))[1]);
    await until('it serves', () => localPorts.isOpen({ host: '127.0.0.1', port }));
    const fn = processOf(await invoke({ host: '127.0.0.1', port }, 'first', { do: 'ok' }));
    host.kill('SIGKILL');
    await untilGone([emulator, fn]);
    await untilClosed(port);
  });

  it('that ended does not ask for its port any more', async () => {
    let asked = 0;
    const isOpen: LocalPorts['isOpen'] = (address) => {
      asked++;
      return localPorts.isOpen(address);
    };
    const { attempt } = await start({ ports: { ...localPorts, isOpen }, extraArgs: ['--no-such-flag'] });
    assert.equal(attempt.kind, 'ended');
    const before = asked;
    // Nothing tells that nothing happens: this is the time in which it used to ask ten times.
    await delay(150);
    assert.ok(asked <= before + 1, `asked ${asked - before} times`);
  });

  it('tells of a function that crashed, with its code', async () => {
    const watch = await start();
    const crashed = new Promise<WatchEvent>((resolve) =>
      watch.emitter.event((event) => {
        if (event.kind === 'functionExited') resolve(event);
      }),
    );
    invoke(watch.address, 'first', { do: 'exit', code: 3 }).catch(() => {});
    assert.deepEqual(await crashed, { kind: 'functionExited', code: 3, signal: null });
  });

  it('whose port is taken between choice and bind is known by how it ends', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    assert.ok(typeof address === 'object' && address);
    const { attempt } = await start({ port: address.port });
    other.close();
    assert.equal(attempt.kind, 'ended');
    assert.equal(attempt.failure, 'portTaken');
  });

  it('is ready also when its log is switched off', async () => {
    const watch = await start({ extraEnv: { RUST_LOG: 'error' } });
    assert.equal((await invoke(watch.address, 'first', { do: 'ok' })).status, 200);
  });

  it('says why it does not start', async () => {
    const { attempt } = await start({ extraArgs: ['--no-such-flag'] });
    assert.equal(attempt.kind, 'ended');
    assert.equal(attempt.failure, 'other');
    assert.match(attempt.output, /--no-such-flag/);
    const nowhere = await start({ cwd: await emptyFolder() });
    assert.equal(nowhere.attempt.kind, 'ended');
    assert.equal(nowhere.attempt.failure, 'other');
  });

  it('killed from outside is seen to have ended, with the signal', async () => {
    const watch = await start();
    const fn = processOf(await invoke(watch.address, 'first', { do: 'ok' }));
    process.kill(running(watch).pid, 'SIGKILL');
    assert.deepEqual(await running(watch).exited, { code: null, signal: 'SIGKILL' });
    await untilClosed(watch.address.port);
    await untilGone([fn]);
  });

  /** Makes a function's source wrong; gives what makes it right again. */
  async function spoil(name: string): Promise<() => Promise<void>> {
    const file = path.join(root, name, 'src/main.rs');
    const source = await readFile(file, 'utf8');
    await appendFile(file, 'fn wrong() -> u8 { "x" }\n');
    return () => writeFile(file, source);
  }

  it('of a function that does not compile tells so, and goes on once it does', async () => {
    const mend = await spoil('second');
    const watch = await start();
    const served = invoke(watch.address, 'second', { do: 'ok' });
    await until(
      'the compile error is told',
      () => watch.events.some((event) => event.kind === 'functionExited' && event.code === 101),
      minute,
    );
    await mend();
    assert.equal((await served).status, 200);
  });

  // Whether cargo-lambda 1.9.2 tells that the running one was ended, and that its successor could not be built, depends
  // on how fast the machine is: this is why we build first.
  it('of a function that stops compiling shows rustc’s text, and goes on once it compiles', async () => {
    const watch = await start();
    await invoke(watch.address, 'first', { do: 'ok' });
    const mend = await spoil('first');
    await until(
      'rustc’s text is shown',
      () => watch.events.some((event) => event.kind === 'line' && event.text.startsWith('error[E0308]')),
      minute,
    );
    const served = invoke(watch.address, 'first', { do: 'ok' });
    await mend();
    assert.equal((await served).status, 200);
  });

  it('leaves nothing in the workspace', async () => {
    assert.deepEqual((await readdir(root)).sort(), [
      'Cargo.lock',
      'Cargo.toml',
      'behaviour',
      'first',
      'second',
      'web',
    ]);
  });
});
