// @workspace test/fixtures/workspaces/loop
// @workspace test/fixtures/workspaces/twins/loop.code-workspace
// Terminals, builds, tasks and tools in a real extension host: the classes themselves, with real processes.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createPrograms } from '../../src/adapters/process/programs';
import { createProcessRunner } from '../../src/adapters/process/processRunner';
import { deferred } from '../../src/core/deferred';
import { isError, type ErrorCode } from '../../src/core/errors';
import { Emitter } from '../../src/core/events';
import type { CommandLine, ProcessRunner, RunningProcess } from '../../src/core/ports';
import type { LambdaBinary, ProjectModel } from '../../src/core/project/model';
import type { Project, TerminalCommand } from '../../src/ui/features';
import { CargoBuilds } from '../../src/ui/tasks/builds';
import { BuildProblems } from '../../src/ui/tasks/problems';
import { runToEnd } from '../../src/ui/tasks/runToEnd';
import { JobTerminal } from '../../src/ui/tasks/screen';
import { TaskTerminals } from '../../src/ui/tasks/terminals';
import { CargoTools } from '../../src/ui/tools/cargoTools';
import { isAlive, until, untilGone } from '../support/processes';
import { terminalsOf } from './support/terminals';

const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const extension = vscode.extensions.getExtension('rust-lambda.rust-lambda')!;
const runner = createProcessRunner({ guardPath: path.join(extension.extensionPath, 'dist/guard.js') });
const terminals = new TaskTerminals(() => Promise.resolve(runner));
const node = (code: string): CommandLine => ({ command: process.execPath, args: ['-e', code], cwd: folder });
const code = (wanted: ErrorCode) => (error: unknown) => isError(error, wanted);

/** A terminal command whose output is read. */
function reading(label: string, command: CommandLine): TerminalCommand & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    label,
    command,
    reveal: 'never',
    lines,
    onLine: (line, stream) => lines.push(`${stream}: ${line}`),
  };
}

async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('rustLambda')
    .update(name, value, vscode.ConfigurationTarget.Workspace);
}

describe('A command in a terminal', () => {
  it('gives its lines and its code', async () => {
    const command = reading(
      'try one',
      node("console.log('grün'); console.error('\\x1b[31mrot\\x1b[0m'); process.exitCode = 3"),
    );
    const run = await terminals.run(command);
    assert.deepEqual(await run.exited, { code: 3, signal: null });
    assert.deepEqual(command.lines.sort(), ['stderr: rot', 'stdout: grün']);
    assert.equal(run.interrupted, false);
  });

  it('is a task that tells VS Code its code', async () => {
    const ended = deferred<number | undefined>();
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name === 'try code') ended.resolve(exitCode);
    });
    await (
      await terminals.run(reading('try code', node('process.exitCode = 7')))
    ).exited;
    assert.equal(await ended.promise, 7);
    listener.dispose();
  });

  it('takes the place of its last terminal, and another one when that is busy', async () => {
    const named = () => terminalsOf('try again');
    await (
      await terminals.run(reading('try again', node('')))
    ).exited;
    await until(
      'the task is over',
      () => !vscode.tasks.taskExecutions.some(({ task }) => task.name === 'try again'),
    );
    const second = await terminals.run(reading('try again', node('setInterval(() => {}, 1000)')));
    assert.equal(named().length, 1);
    const third = await terminals.run(reading('try again', node('setInterval(() => {}, 1000)')));
    assert.equal(named().length, 2);
    await Promise.all([second.stop(), third.stop()]);
  });

  it('is shown by its run, and leaves alone what only has its name', async () => {
    const label = 'try names (release)';
    const own = vscode.window.createTerminal(label);
    const stay = node('setInterval(() => {}, 1000)');
    // As VS Code starts what a provider offers.
    const task = new vscode.Task(
      { type: 'cargo-lambda', command: 'try' },
      vscode.workspace.workspaceFolders![0]!,
      label,
      'Rust Lambda',
      terminals.execution(label, async (screen) => (await screen.run({ command: stay })).exited),
      [],
    );
    const execution = await vscode.tasks.executeTask(task);
    await until('the task has its terminal', () => terminalsOf(label).length === 2);
    const others = terminalsOf(label);
    for (let round = 0; round < 2; round++) {
      const run = await terminals.run(reading(label, stay));
      const mine = terminalsOf(label).filter((terminal) => !others.includes(terminal));
      assert.equal(mine.length, 1);
      own.show();
      await until('another is in front', () => vscode.window.activeTerminal === own);
      run.show();
      await until('it is in front', () => vscode.window.activeTerminal === mine[0]);
      await run.stop();
      for (const other of others) assert.ok(vscode.window.terminals.includes(other));
    }
    assert.ok(vscode.tasks.taskExecutions.includes(execution));
    execution.terminate();
    own.dispose();
  });

  it('ends with its whole tree when the terminal is closed', async () => {
    const command = reading(
      'try closing',
      node(`
        const { spawn } = require('node:child_process');
        const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
        child.once('spawn', () => console.log([process.pid, child.pid].join(' ')));
        setInterval(() => {}, 1000);
      `),
    );
    const run = await terminals.run(command);
    await until('the tree is up', () => command.lines.length > 0);
    const pids = command.lines[0]!.replace('stdout: ', '').split(' ').map(Number);
    terminalsOf('try closing')[0]!.dispose();
    assert.deepEqual(await run.exited, { code: null, signal: 'SIGTERM' });
    await untilGone(pids);
    assert.equal(run.interrupted, true);
  });

  it('ends when the task is terminated', async () => {
    const run = await terminals.run(reading('try terminating', node('setInterval(() => {}, 1000)')));
    vscode.tasks.taskExecutions.find(({ task }) => task.name === 'try terminating')!.terminate();
    assert.equal((await run.exited).signal, 'SIGTERM');
  });

  it('that does not exist is an error with its name', async () => {
    const missing = terminals.run(
      reading('try missing', { command: 'no-such-program', args: [], cwd: folder }),
    );
    await assert.rejects(missing, code('programMissing'));
  });

  it('saves files that were edited before it runs, as VS Code’s tasks do', async () => {
    const file = path.join(folder, 'first/src/main.rs');
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// edited\n'));
    assert.equal(document.isDirty, true);
    await (
      await terminals.run(reading('try saving', node('')))
    ).exited;
    assert.match(await readFile(file, 'utf8'), /^\/\/ edited\n/);
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
    await document.save();
  });

  it('that is interrupted, run to its end, has not failed', async () => {
    const label = 'try interrupting';
    const ending = runToEnd(terminals, label, node('setInterval(() => {}, 1000)'));
    const cancelled = assert.rejects(ending, code('cancelled'));
    await until('it has its terminal', () => terminalsOf(label).length === 1);
    terminalsOf(label)[0]!.dispose();
    await cancelled;
  });

  it('that fails, run to its end, is an error with the end of its output', async () => {
    const failing = runToEnd(
      terminals,
      'try failing',
      node("console.error('error: why'); process.exitCode = 1"),
    );
    await assert.rejects(
      failing,
      (error) => isError(error, 'commandFailed') && error.details.output === 'error: why',
    );
  });
});

describe('The screen of a job', () => {
  const show = (job: ConstructorParameters<typeof JobTerminal>[0]) => {
    const terminal = new JobTerminal(job, () => Promise.resolve(runner));
    let text = '';
    terminal.onDidWrite((more) => (text += more));
    return { terminal, text: () => text };
  };

  it('shows the command line as it would be typed, then the process’ own colours, with line ends of terminals', async () => {
    const command = node("console.log('\\x1b[32mok\\x1b[0m')");
    const { terminal, text } = show(async (screen) => (await screen.run({ command })).exited);
    terminal.open({ columns: 100, rows: 20 });
    await terminal.done;
    const [first, ...rest] = text().split('\r\n');
    assert.match(first!, / -e 'console\.log\('\\''/);
    assert.deepEqual(rest, ['\u001b[32mok\u001b[0m', '']);
  });

  it('tells a process how wide it is, and that colours are wanted', async () => {
    const lines: string[] = [];
    const command = node('console.log(process.env.CARGO_TERM_PROGRESS_WIDTH, process.env.CARGO_TERM_COLOR)');
    const { terminal } = show(
      async (screen) => (await screen.run({ command, onLine: (line) => lines.push(line) })).exited,
    );
    terminal.open({ columns: 132, rows: 20 });
    await terminal.done;
    assert.deepEqual(lines, ['132 always']);
  });

  it('ends what runs at Ctrl+C, and starts nothing more', async () => {
    const { terminal, text } = show(async (screen) => {
      const running = await screen.run({ command: node("console.log('up'); setInterval(() => {}, 1000)") });
      await running.exited;
      return (await screen.run({ command: node('') })).exited;
    });
    terminal.open(undefined);
    await until('it is up', () => text().includes('up\r\n'));
    const closed = deferred<number>();
    terminal.onDidClose((exit) => closed.resolve(exit));
    terminal.handleInput('x');
    terminal.handleInput('\u0003');
    await assert.rejects(terminal.done, code('cancelled'));
    assert.equal(await closed.promise, 130);
    assert.equal(terminal.interrupted, true);
  });

  it('says what went wrong when the output cannot', async () => {
    const { terminal, text } = show(
      async (screen) =>
        (await screen.run({ command: { command: 'no-such-program', args: [], cwd: folder } })).exited,
    );
    terminal.open(undefined);
    await assert.rejects(terminal.done, code('programMissing'));
    assert.match(text(), /no-such-program/);
  });

  it('ends what is only being started', async () => {
    const starting = deferred<undefined>();
    const watched: ProcessRunner = {
      ...runner,
      start: (...given) => {
        starting.resolve(undefined);
        return runner.start(...given);
      },
    };
    let running: RunningProcess | undefined;
    const terminal = new JobTerminal(
      async (screen) => {
        running = await screen.run({ command: node('setInterval(() => {}, 1000)'), guarded: true });
        return running.exited;
      },
      () => Promise.resolve(watched),
    );
    terminal.open(undefined);
    await starting.promise;
    await terminal.stop();
    assert.ok(running);
    assert.equal(await isAlive(running.pid), false);
  });

  it('does not begin when it was stopped before it could be seen', async () => {
    let began = false;
    const { terminal } = show(() => {
      began = true;
      return Promise.resolve({ code: 0, signal: null });
    });
    await terminal.stop();
    await assert.rejects(terminal.done, code('cancelled'));
    assert.equal(began, false);
  });
});

describe('Tools', () => {
  const tools = () =>
    new CargoTools({
      runner: () => Promise.resolve(runner),
      programs: createPrograms(process.env),
      runInTerminal: () => Promise.reject(new Error('nothing is to be installed here')),
    });
  let bin: string;
  before(async () => {
    bin = await mkdtemp(path.join(tmpdir(), 'rust-lambda-tools-'));
  });
  afterEach(async () => {
    await setting('cargoPath', undefined);
    await setting('env', undefined);
  });
  after(() => rm(bin, { recursive: true, force: true }));

  /** A PATH with the real cargo, and with what else is written there. */
  async function onlyCargo(name: string): Promise<string> {
    const [cargo] = (process.env['PATH'] ?? '')
      .split(path.delimiter)
      .map((dir) => path.join(dir, 'cargo'))
      .filter((file) => existsSync(file));
    const own = path.join(bin, name);
    await mkdir(own, { recursive: true });
    await symlink(cargo!, path.join(own, 'cargo'));
    await setting('cargoPath', path.join(own, 'cargo'));
    // An empty home: cargo also looks for its subcommands in its own folder.
    const home = {
      RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? path.join(process.env['HOME'] ?? '', '.rustup'),
    };
    await setting('env', { PATH: `${own}:/usr/bin:/bin`, CARGO_HOME: own, ...home });
    return own;
  }

  it('are there, with the version', async () => {
    assert.match((await tools().requireCargoLambda(folder)).version, /^\d+\.\d+\.\d+/);
  });

  it('no cargo: says which program is missing', async () => {
    await setting('cargoPath', 'no-such-cargo');
    await assert.rejects(
      tools().requireCargoLambda(folder),
      (error) => isError(error, 'programMissing') && error.details.program === 'no-such-cargo',
    );
  });

  it('no cargo-lambda: is told from every other failure of cargo', async () => {
    await onlyCargo('without');
    await assert.rejects(tools().requireCargoLambda(folder), code('cargoLambdaMissing'));
  });

  it('cargo-lambda too old: says which version it found and which is needed', async () => {
    const own = await onlyCargo('old');
    // A stand-in: an old release is not worth 20 MB to every run of the tests.
    await writeFile(
      path.join(own, 'cargo-lambda'),
      '#!/bin/sh\necho "cargo-lambda 1.7.1 (8efeb03 2025-02-26Z)"\n',
    );
    await chmod(path.join(own, 'cargo-lambda'), 0o755);
    await assert.rejects(
      tools().requireCargoLambda(folder),
      (error) =>
        isError(error, 'cargoLambdaTooOld') &&
        error.details.found === '1.7.1' &&
        error.details.needed === '1.8.0',
    );
  });

  it('are looked for again after a failure, and not after a success', async () => {
    const asked = tools();
    await setting('cargoPath', 'no-such-cargo');
    await assert.rejects(asked.requireCargoLambda(folder));
    await setting('cargoPath', undefined);
    const first = asked.requireCargoLambda(folder);
    assert.equal(asked.requireCargoLambda(folder), first);
    await first;
    assert.equal(asked.requireCargoLambda(folder), first);
  });

  it('a compiler that is not installed is missing before the build, not in it', async () => {
    await assert.rejects(
      tools().requireCompiler('cross', folder),
      (error) => isError(error, 'programMissing') && error.details.program === 'cross',
    );
    await tools().requireCompiler('cargo', folder);
    await tools().requireCompiler(undefined, folder);
  });
});

describe('Builds', function () {
  this.timeout(5 * 60_000);
  // A Cargo workspace of its own, whose `lambda_runtime` is empty: builds in a second what looks like functions.
  const root = path.join(folder, 'tiny');
  const source = path.join(root, 'small/src/main.rs');
  const original = 'fn main() {}\n';
  const uri = vscode.Uri.file(source);
  const binary = (name: string, clashesWith: string[] = []): LambdaBinary => ({
    id: `${root}/${name}/Cargo.toml#${name}`,
    name,
    kind: 'function',
    http: false,
    sourcePath: path.join(root, name, 'src/main.rs'),
    packageName: name,
    manifestPath: path.join(root, name, 'Cargo.toml'),
    workspaceRoot: root,
    targetDirectory: path.join(root, 'target'),
    clashesWith,
  });
  const model: ProjectModel = {
    workspaces: [
      {
        root,
        targetDirectory: path.join(root, 'target'),
        names: { packages: [], binaries: [] },
        manifests: [],
        source: 'cargo',
        packages: [
          {
            name: 'small',
            manifestPath: path.join(root, 'small/Cargo.toml'),
            binaries: [binary('small')],
            builtFrom: [],
          },
          {
            name: 'twin',
            manifestPath: path.join(root, 'twin/Cargo.toml'),
            binaries: [binary('twin', ['other'])],
            builtFrom: [],
          },
        ],
      },
    ],
    broken: [],
  };
  const project = { model, ready: () => Promise.resolve(model) } as unknown as Project;
  const problems = new BuildProblems();
  const didBuild = new Emitter<string>();
  const tools = new CargoTools({
    runner: () => Promise.resolve(runner),
    programs: createPrograms(process.env),
    runInTerminal: (label, command) => runToEnd(terminals, label, command),
  });
  const builds = new CargoBuilds({ terminals, tools, problems, project, didBuild });
  const foreign = vscode.languages.createDiagnosticCollection('someone-else');
  const ours = () =>
    vscode.languages.getDiagnostics(uri).filter(({ source: from }) => from === 'cargo lambda');
  before(async () => {
    await setting('build.compiler', 'cargo');
    const packageOf = (name: string, rest = ''): string =>
      `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n${rest}`;
    const needs = '[dependencies]\nlambda_runtime = { path = "../lambda_runtime" }\n';
    for (const [file, text] of Object.entries({
      'lambda_runtime/Cargo.toml': packageOf('lambda_runtime'),
      'lambda_runtime/src/lib.rs': '',
      'small/Cargo.toml': packageOf('small', needs),
      'small/src/main.rs': original,
      'other/Cargo.toml': packageOf('other', needs),
      'other/src/main.rs': original,
      'Cargo.toml': '[workspace]\nresolver = "3"\nmembers = ["small", "other", "lambda_runtime"]\n',
    })) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    }
  });
  afterEach(async () => {
    await writeFile(source, original);
    foreign.clear();
  });
  after(async () => {
    await setting('build.compiler', undefined);
    problems.dispose();
    foreign.dispose();
  });

  it('build for watch, and say when they did', async () => {
    const roots: string[] = [];
    const listener = builds.onDidBuild((root) => roots.push(root));
    await builds.buildForWatch(binary('small'), new AbortController().signal);
    listener.dispose();
    assert.deepEqual(roots, [root]);
    assert.deepEqual(ours(), []);
  });

  it('put a compile error into the Problems view at its exact place, with its explanation, and take it away again', async () => {
    await writeFile(source, `${original}fn wrong() -> u8 { "é🦀" }\n`);
    const line = original.split('\n').length - 1;
    await assert.rejects(
      builds.buildForWatch(binary('small'), new AbortController().signal),
      (error) =>
        isError(error, 'compileError') && error.details.errors === 1 && error.details.first?.line === line,
    );
    const [problem, ...others] = ours().filter(
      ({ severity }) => severity === vscode.DiagnosticSeverity.Error,
    );
    assert.deepEqual(others, []);
    const start = 'fn wrong() -> u8 { "é🦀" }'.indexOf('"é');
    assert.deepEqual(problem!.range, new vscode.Range(line, start, line, start + '"é🦀"'.length));
    assert.match(problem!.message, /^mismatched types\n/);
    assert.equal(typeof problem!.code === 'object' ? problem!.code.value : undefined, 'E0308');
    assert.equal(problem!.relatedInformation?.length, 1);

    await writeFile(source, original);
    await builds.buildForWatch(binary('small'), new AbortController().signal);
    assert.deepEqual(ours(), []);
  });

  it('leave to rust-analyzer what it reports, before and after, for good', async () => {
    await writeFile(source, `${original}fn wrong() -> u8 { "x" }\n`);
    const build = () =>
      assert.rejects(
        builds.buildForWatch(binary('small'), new AbortController().signal),
        code('compileError'),
      );
    await build();
    const [problem] = ours();
    const twin = new vscode.Diagnostic(problem!.range, 'mismatched types\nexpected …');
    twin.source = 'rustc';
    twin.code = 'E0308';
    foreign.set(uri, [twin]);
    const errors = () => ours().filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    await until('ours has gone', () => errors().length === 0);
    foreign.clear();
    await until('theirs has gone', () =>
      vscode.languages.getDiagnostics(uri).every(({ source: from }) => from !== 'rustc'),
    );
    assert.deepEqual(errors(), []);

    foreign.set(uri, [twin]);
    await build();
    assert.deepEqual(errors(), []);
  });

  it('with cargo lambda, leave an artifact', async () => {
    await builds.build({ workspaceRoot: root, packageName: 'small', binaryName: 'small' }, {});
    const target = process.env['CARGO_TARGET_DIR'] ?? path.join(root, 'target');
    await vscode.workspace.fs.stat(vscode.Uri.file(path.join(target, 'lambda/small/bootstrap')));
  });

  it('are cancelled with what they run', async () => {
    await writeFile(source, `${original}// changed\n`);
    const abort = new AbortController();
    const began = deferred<undefined>();
    const listener = vscode.tasks.onDidStartTask(({ execution }) => {
      if (execution.task.name.includes('cargo build')) began.resolve(undefined);
    });
    const building = builds.buildForWatch(binary('small'), abort.signal);
    await began.promise;
    abort.abort();
    await assert.rejects(building, code('cancelled'));
    listener.dispose();
    // Who wants it again at once does not get the one that is ending.
    await builds.buildForWatch(binary('small'), new AbortController().signal);
  });

  it('refuse a binary that shares its name with another one', async () => {
    const names = (error: unknown) =>
      isError(error, 'ambiguousBinary') && error.details.packages.join() === 'other,twin';
    await assert.rejects(
      builds.build({ workspaceRoot: root, packageName: 'twin', binaryName: 'twin' }, {}),
      names,
    );
    await assert.rejects(
      builds.buildForWatch(binary('twin', ['other']), new AbortController().signal),
      names,
    );
  });

  it('are offered as tasks, which build and fail as such', async () => {
    const names = ['watch', 'build first', 'build web --release', 'watch · tiny', 'build small · tiny'];
    const offered = new Map<string, vscode.Task>();
    await until('they are offered', async () => {
      for (const task of await vscode.tasks.fetchTasks({ type: 'cargo-lambda' }))
        offered.set(task.name, task);
      return names.every((name) => offered.has(name));
    });

    await writeFile(source, `${original}fn wrong() -> u8 { "x" }\n`);
    const ended = deferred<number | undefined>();
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name === 'build small · tiny') ended.resolve(exitCode);
    });
    await vscode.tasks.executeTask(offered.get('build small · tiny')!);
    assert.equal(await ended.promise, 101);
    listener.dispose();
    assert.ok(ours().some(({ message }) => message.startsWith('mismatched types')));
  });

  it('of tasks.json are given what they do', async () => {
    const tasks = [
      {
        type: 'cargo-lambda',
        command: 'build',
        package: 'other',
        manifestPath: 'tiny/other/Cargo.toml',
        args: ['--offline'],
        label: 'mine',
      },
    ];
    await vscode.workspace
      .getConfiguration('tasks')
      .update('tasks', tasks, vscode.ConfigurationTarget.Workspace);
    await until('it is listed', async () =>
      (await vscode.tasks.fetchTasks()).some(({ name }) => name === 'mine'),
    );
    const ended = deferred<number | undefined>();
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name === 'mine') ended.resolve(exitCode);
    });
    await vscode.tasks.executeTask((await vscode.tasks.fetchTasks()).find(({ name }) => name === 'mine')!);
    assert.equal(await ended.promise, 0);
    listener.dispose();
    await vscode.workspace
      .getConfiguration('tasks')
      .update('tasks', undefined, vscode.ConfigurationTarget.Workspace);
  });
});

describe('The end of the window', () => {
  it('ends what runs in every terminal, and nothing starts afterwards', async () => {
    const closing = new TaskTerminals(() => Promise.resolve(runner));
    const command = reading('try the end', node('console.log(process.pid); setInterval(() => {}, 1000)'));
    await closing.run(command);
    await until('it is up', () => command.lines.length > 0);
    const pid = Number(command.lines[0]!.replace('stdout: ', ''));
    await closing.end();
    assert.equal(await isAlive(pid), false);
    await assert.rejects(closing.run(command), code('cancelled'));
  });
});
