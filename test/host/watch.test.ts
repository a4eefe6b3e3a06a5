// @workspace test/fixtures/workspaces/loop
// @workspace test/fixtures/workspaces/twins/loop.code-workspace
// `cargo lambda watch` in a real extension host: its life, and that nothing of it survives.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import * as vscode from 'vscode';
import { localPorts } from '../../src/adapters/process/localPorts';
import { createPrograms } from '../../src/adapters/process/programs';
import { createProcessRunner } from '../../src/adapters/process/processRunner';
import { watchedBuildCommand } from '../../src/core/cargoLambda/commands';
import { deferred } from '../../src/core/deferred';
import { isError, type ErrorCode } from '../../src/core/errors';
import { Emitter } from '../../src/core/events';
import type { LocalAddress, LocalPorts } from '../../src/core/ports';
import type { LambdaBinary, ProjectModel } from '../../src/core/project/model';
import type { Project, WatchSession, WatchState } from '../../src/ui/features';
import { JobTerminal } from '../../src/ui/tasks/screen';
import { TaskTerminals } from '../../src/ui/tasks/terminals';
import { CargoTools } from '../../src/ui/tools/cargoTools';
import { stopInClosedFolders } from '../../src/ui/watch/closedFolders';
import { placeName } from '../../src/ui/watch/placeName';
import { watchCommands } from '../../src/ui/watch/watchCommands';
import { CargoWatches } from '../../src/ui/watch/watches';
import { isAlive, parentOf, until, untilGone } from '../support/processes';
import { terminalsOf } from './support/terminals';

const root = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const extension = vscode.extensions.getExtension('rust-lambda.rust-lambda')!;
const runner = createProcessRunner({ guardPath: path.join(extension.extensionPath, 'dist/guard.js') });
const code = (wanted: ErrorCode) => (error: unknown) => isError(error, wanted);

function create(ports: LocalPorts = localPorts) {
  const terminals = new TaskTerminals(() => Promise.resolve(runner));
  const tools = new CargoTools({
    runner: () => Promise.resolve(runner),
    programs: createPrograms(process.env),
    runInTerminal: () => Promise.reject(new Error('nothing is to be installed here')),
  });
  const watches = new CargoWatches({ terminals, tools, ports, didChange: new Emitter<string>() });
  const states: WatchState['kind'][] = [];
  watches.onDidChange(() => {
    const { kind } = watches.state(root);
    if (states.at(-1) !== kind) states.push(kind);
  });
  return { terminals, watches, states };
}

/** Invokes a function and gives the pid of its process. */
async function functionProcess({ port }: LocalAddress): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/2015-03-31/functions/first/invocations`, {
    method: 'POST',
    body: '{"do":"ok"}',
  });
  assert.equal(response.status, 200);
  return ((await response.json()) as { process: number }).process;
}

/** All that belongs to a running watch: the function, the emulator, the guard. */
async function processesOf(session: WatchSession): Promise<[number, number, number]> {
  const fn = await functionProcess(session.address);
  const emulator = await parentOf(fn);
  return [fn, emulator, await parentOf(emulator)];
}

async function assertNothingLeft(session: WatchSession, pids: readonly number[]): Promise<void> {
  await untilGone(pids);
  assert.equal(await localPorts.isOpen(session.address), false);
}

describe('Watch', function () {
  this.timeout(10 * 60_000);
  const made: ReturnType<typeof create>[] = [];
  const start = (ports?: LocalPorts): ReturnType<typeof create> => {
    const one = create(ports);
    made.push(one);
    return one;
  };
  before(async () => {
    const built = await runner.run(watchedBuildCommand(root, 'first', { cargoPath: 'cargo', env: {} }));
    assert.equal(built.code, 0, built.stderr);
  });
  afterEach(() => Promise.all(made.splice(0).map(({ terminals }) => terminals.end())));

  it('serves the functions of a Cargo workspace, and stops without a trace', async () => {
    const { watches, states } = start();
    const session = await watches.ensure(root);
    assert.deepEqual(watches.state(root), { kind: 'ready', address: session.address });
    const pids = await processesOf(session);
    await watches.stop(root);
    await assertNothingLeft(session, pids);
    assert.deepEqual(states, ['starting', 'ready', 'stopping', 'stopped']);
  });

  it('starts again after a stop while another terminal is in front', async () => {
    const { terminals, watches } = start();
    vscode.window.terminals.forEach((terminal) => terminal.dispose());
    await until('earlier terminals are gone', () => vscode.window.terminals.length === 0);
    await watches.ensure(root);
    await watches.stop(root);
    const other = await terminals.run({
      label: 'other',
      command: { command: 'cargo', args: ['--version'], cwd: root },
      reveal: 'always',
    });
    await other.exited;
    const again = await watches.ensure(root);
    await functionProcess(again.address);
  }).timeout(60_000);

  it('runs once, whoever asks for it', async () => {
    const { watches } = start();
    const [one, two] = await Promise.all([watches.ensure(root), watches.ensure(root)]);
    assert.equal(one, two);
    assert.equal(await watches.ensure(root), one);
  });

  it('ends when its terminal is closed', async () => {
    const { watches } = start();
    const session = await watches.ensure(root);
    const pids = await processesOf(session);
    terminalsOf(`watch ${placeName(root)}`)
      .at(-1)!
      .dispose();
    await session.exited;
    await assertNothingLeft(session, pids);
    await until('it counts as stopped, not as failed', () => watches.state(root).kind === 'stopped');
  });

  it('ends with the window, the disabling of the extension and the reload: that is deactivation', async () => {
    const { terminals, watches } = start();
    const session = await watches.ensure(root);
    const pids = await processesOf(session);
    await terminals.end();
    assert.deepEqual(await Promise.all(pids.slice(0, 2).map(isAlive)), [false, false]);
    await assertNothingLeft(session, pids);
    await assert.rejects(watches.ensure(root), code('cancelled'));
  });

  it('killed from outside has failed, says why, and can be started again', async () => {
    const { watches } = start();
    const failed = deferred<string>();
    watches.onDidFail((at) => failed.resolve(at));
    const session = await watches.ensure(root);
    const [fn, emulator, guard] = await processesOf(session);
    process.kill(emulator, 'SIGKILL');
    assert.equal(await failed.promise, root);
    const state = watches.state(root);
    assert.equal(state.kind, 'failed');
    assert.match(state.reason, /SIGKILL/);
    await assertNothingLeft(session, [fn, emulator, guard]);

    const again = await watches.ensure(root);
    assert.notEqual(again.address.port, 0);
    await functionProcess(again.address);
  });

  it('with a crashed function is replaced when it is next asked for', async () => {
    const { watches } = start();
    const first = await watches.ensure(root);
    const pids = await processesOf(first);
    first.markUnusable();
    const second = await watches.ensure(root);
    await assertNothingLeft(first, pids);
    await functionProcess(second.address);
  });

  it('stopped while it starts is stopped', async () => {
    const { watches, states } = start();
    const starting = watches.ensure(root);
    const rejected = assert.rejects(starting, code('cancelled'));
    await watches.stop(root);
    await rejected;
    assert.equal(watches.state(root).kind, 'stopped');
    assert.ok(!states.includes('ready'));
  });

  it('asked for and given up goes on for whoever else wants it', async () => {
    const { watches } = start();
    const abort = new AbortController();
    const given = assert.rejects(watches.ensure(root, abort.signal), code('cancelled'));
    const kept = watches.ensure(root);
    abort.abort();
    await given;
    await functionProcess((await kept).address);
  });

  describe('whose port is taken between choice and bind', () => {
    let taken: Server;
    let port: number;
    before(async () => {
      taken = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => taken.once('listening', resolve));
      const address = taken.address();
      assert.ok(typeof address === 'object' && address);
      port = address.port;
    });
    after(() => taken.close());

    it('takes another one', async () => {
      const offered = [port];
      const { watches } = start({ ...localPorts, free: async () => offered.pop() ?? localPorts.free() });
      const session = await watches.ensure(root);
      assert.notEqual(session.address.port, port);
      await functionProcess(session.address);
    });

    it('gives up after three tries', async () => {
      let tries = 0;
      const { watches } = start({
        ...localPorts,
        free: () => {
          tries++;
          return Promise.resolve(port);
        },
      });
      await assert.rejects(
        watches.ensure(root),
        (error) => isError(error, 'portTaken') && error.details.attempts === 3,
      );
      assert.equal(tries, 3);
      assert.equal(watches.state(root).kind, 'failed');
    });
  });

  describe('as a task', () => {
    const task = (watches: CargoWatches) => {
      let text = '';
      const terminal = new JobTerminal(
        (screen) => watches.runOn(screen, root),
        () => Promise.resolve(runner),
      );
      terminal.onDidWrite((more) => (text += more));
      terminal.open(undefined);
      return { terminal, text: () => text };
    };

    it('says where it runs already', async () => {
      const { watches } = start();
      const { address } = await watches.ensure(root);
      const { terminal, text } = task(watches);
      assert.equal((await terminal.done).code, 0);
      assert.match(text(), new RegExp(`127\\.0\\.0\\.1:${address.port}`));
    });

    it('begins when the one that is stopping is gone', async () => {
      const { watches } = start();
      const session = await watches.ensure(root);
      const pids = await processesOf(session);
      const stopping = watches.stop(root);
      const { terminal } = task(watches);
      await stopping;
      await assertNothingLeft(session, pids);
      await until('it is ready', () => watches.state(root).kind === 'ready');
      terminal.handleInput('\u0003');
      await terminal.done;
      assert.equal(watches.state(root).kind, 'stopped');
    });

    it('that waits for another to be ready listens to Ctrl+C', async () => {
      const never = deferred<number>();
      const { watches, terminals } = start({ ...localPorts, free: () => never.promise });
      const other = assert.rejects(watches.ensure(root), code('cancelled'));
      const { terminal } = task(watches);
      terminal.handleInput('\u0003');
      await assert.rejects(terminal.done, code('cancelled'));
      await terminals.end();
      never.resolve(0);
      await other;
    });
  });

  const [, second] = vscode.workspace.workspaceFolders!;
  if (second)
    it('of two folders of one name tells them apart, and ends with its folder', async () => {
      const { watches } = start();
      vscode.window.terminals.forEach((terminal) => terminal.dispose());
      await until('none is left of earlier tests', () => vscode.window.terminals.length === 0);
      const listener = stopInClosedFolders(watches);
      await watches.ensure(root);
      await watches.ensure(second.uri.fsPath);
      const [one, two] = [root, second.uri.fsPath].map((at) => {
        const [terminal, ...others] = terminalsOf(`watch ${placeName(at)}`);
        assert.deepEqual(others, []);
        return terminal;
      });
      for (const [at, terminal] of [
        [root, one],
        [second.uri.fsPath, two],
        [root, one],
      ] as const) {
        watches.show(at);
        await until('it is in front', () => vscode.window.activeTerminal === terminal);
      }
      vscode.workspace.updateWorkspaceFolders(1, 1);
      try {
        await until('it has ended', () => watches.state(second.uri.fsPath).kind === 'stopped');
        assert.equal(watches.state(root).kind, 'ready');
      } finally {
        const back = deferred<undefined>();
        const changes = vscode.workspace.onDidChangeWorkspaceFolders(() => back.resolve(undefined));
        vscode.workspace.updateWorkspaceFolders(1, 0, { uri: second.uri });
        await back.promise;
        changes.dispose();
        listener.dispose();
      }
    });

  it('that cannot start says why', async () => {
    const settings = vscode.workspace.getConfiguration('rustLambda');
    await settings.update('watch.arguments', ['--no-such-flag'], vscode.ConfigurationTarget.Workspace);
    try {
      await assert.rejects(
        start().watches.ensure(root),
        (error) => isError(error, 'watchFailed') && error.details.output.includes('--no-such-flag'),
      );
    } finally {
      await settings.update('watch.arguments', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('of a function that shares its name with another one is refused', async () => {
    const { watches } = start();
    const twin = { id: 'twin', name: 'twin', packageName: 'b', clashesWith: ['a'], workspaceRoot: root };
    const model: ProjectModel = { workspaces: [], broken: [] };
    // A project as it is read of two packages with one binary name.
    const project = {
      model,
      ready: () => Promise.resolve(model),
      binary: (id: string) => (id === 'twin' ? (twin as unknown as LambdaBinary) : undefined),
    } as unknown as Project;
    await assert.rejects(
      watchCommands(project, watches).watch({ functionId: 'twin' }),
      (error) => isError(error, 'ambiguousBinary') && error.details.packages.join() === 'a,b',
    );
    assert.deepEqual(watches.running, []);
  });
});

describe('The watch commands', function () {
  this.timeout(5 * 60_000);

  it('start and stop it, as from the tree', async () => {
    await extension.activate();
    const ended = deferred<undefined>();
    const listener = vscode.tasks.onDidEndTask(({ execution }) => {
      if (execution.task.name.startsWith('watch ')) ended.resolve(undefined);
    });
    const manifestPath = path.join(root, 'first/Cargo.toml');
    await vscode.commands.executeCommand('rustLambda.watch', { manifestPath });
    assert.ok(vscode.tasks.taskExecutions.some(({ task }) => task.name === `watch ${placeName(root)}`));
    await vscode.commands.executeCommand('rustLambda.stop', { manifestPath });
    await ended.promise;
    listener.dispose();
  });
});
