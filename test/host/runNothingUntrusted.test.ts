// @workspace test/fixtures/workspaces/loop
// @untrusted
// In a workspace that is not trusted nothing is run, by whatever way it is asked for.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createPrograms } from '../../src/adapters/process/programs';
import { isError } from '../../src/core/errors';
import { Emitter } from '../../src/core/events';
import type { ProcessRunner } from '../../src/core/ports';
import { localPorts } from '../../src/adapters/process/localPorts';
import { TaskTerminals } from '../../src/ui/tasks/terminals';
import { onlyTrusted } from '../../src/ui/trust';
import { CargoTools } from '../../src/ui/tools/cargoTools';
import { CargoWatches } from '../../src/ui/watch/watches';

const root = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const untrusted = (error: unknown) => isError(error, 'untrusted');

describe('In an untrusted workspace', () => {
  let asked = 0;
  const runner = (): Promise<ProcessRunner> => {
    asked++;
    return Promise.reject(new Error('a process was to be started'));
  };
  const terminals = new TaskTerminals(runner);
  const tools = new CargoTools({
    runner,
    programs: createPrograms(process.env),
    runInTerminal: () => Promise.reject(new Error('a command was to be run')),
  });
  afterEach(() => assert.equal(asked, 0));

  it('no command runs in a terminal', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const command = { command: process.execPath, args: ['-e', ''], cwd: root };
    await assert.rejects(terminals.run({ label: 'never', command, reveal: 'never' }), untrusted);
    assert.deepEqual(vscode.tasks.taskExecutions, []);
  });

  it('no tool is looked for', async () => {
    await assert.rejects(tools.requireCargoLambda(root), untrusted);
    await assert.rejects(tools.requireCompiler('cargo-zigbuild', root), untrusted);
  });

  it('no process starts, whoever forgot to ask', async () => {
    const never = (): never => {
      asked++;
      throw new Error('a process was to be started');
    };
    const door = onlyTrusted({ start: never, run: never });
    const command = { command: process.execPath, args: [], cwd: root };
    await assert.rejects(door.start(command, { onOutput: never }), untrusted);
    await assert.rejects(door.run(command), untrusted);
  });

  it('no watch starts', async () => {
    const watches = new CargoWatches({
      terminals,
      tools,
      ports: localPorts,
      didChange: new Emitter<string>(),
    });
    await assert.rejects(watches.ensure(root), untrusted);
    assert.deepEqual(watches.running, []);
  });

  it('no task of VS Code’s list does anything', async () => {
    const execution = terminals.execution('try', () => Promise.reject(new Error('a job was to be done')));
    // As VS Code calls it when a task runs; it is not public, so it is looked up.
    const callback = Object.values(execution).find((value) => typeof value === 'function') as
      (() => Promise<unknown>) | undefined;
    assert.ok(callback);
    await assert.rejects(callback(), untrusted);
  });
});
