// @workspace test/fixtures/workspaces/loop
// What tasks of type cargo-lambda run, as their definitions say it.
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { localPorts } from '../../src/adapters/process/localPorts';
import { createPrograms } from '../../src/adapters/process/programs';
import { createProcessRunner } from '../../src/adapters/process/processRunner';
import { deferred } from '../../src/core/deferred';
import { Emitter } from '../../src/core/events';
import type { ProcessRunner } from '../../src/core/ports';
import type { LambdaBinary, ProjectModel } from '../../src/core/project/model';
import type { Project } from '../../src/ui/features';
import { CargoBuilds } from '../../src/ui/tasks/builds';
import { BuildProblems } from '../../src/ui/tasks/problems';
import { CargoLambdaTasks } from '../../src/ui/tasks/taskProvider';
import { TaskTerminals } from '../../src/ui/tasks/terminals';
import { CargoTools } from '../../src/ui/tools/cargoTools';
import { CargoWatches } from '../../src/ui/watch/watches';

const folder = vscode.workspace.workspaceFolders![0]!;
const root = folder.uri.fsPath;
const extension = vscode.extensions.getExtension('rust-lambda.rust-lambda')!;
const real = createProcessRunner({ guardPath: path.join(extension.extensionPath, 'dist/guard.js') });

describe('A cargo-lambda task', function () {
  this.timeout(60_000);
  const started: string[] = [];
  /** The real one, which also tells what it was asked to start. */
  const runner: ProcessRunner = {
    run: (command, options) => real.run(command, options),
    start: (command, options) => {
      started.push(command.args.join(' '));
      return real.start(command, options);
    },
  };
  const terminals = new TaskTerminals(() => Promise.resolve(runner));
  const tools = new CargoTools({
    runner: () => Promise.resolve(runner),
    programs: createPrograms(process.env),
    runInTerminal: () => Promise.reject(new Error('nothing is to be installed here')),
  });
  const manifestPath = path.join(root, 'first/Cargo.toml');
  const twin: LambdaBinary = {
    ...{ id: `${manifestPath}#twin`, name: 'twin', kind: 'function', http: false, packageName: 'first' },
    ...{ sourcePath: '', manifestPath, workspaceRoot: root, targetDirectory: '', clashesWith: ['second'] },
  };
  const model: ProjectModel = {
    workspaces: [
      {
        ...{ root, targetDirectory: '', manifests: [manifestPath], source: 'cargo' },
        names: { packages: [], binaries: [] },
        packages: [{ name: 'first', manifestPath, binaries: [twin], builtFrom: [] }],
      },
    ],
    broken: [],
  };
  const project = { model, ready: () => Promise.resolve(model) } as unknown as Project;
  const problems = new BuildProblems();
  const builds = new CargoBuilds({ terminals, tools, problems, project, didBuild: new Emitter() });
  const watches = new CargoWatches({ terminals, tools, ports: localPorts, didChange: new Emitter() });
  const tasks = new CargoLambdaTasks({ project, terminals, builds, watches, tools });
  beforeEach(() => started.splice(0));
  after(async () => {
    await terminals.end();
    problems.dispose();
  });

  /** Starts it as VS Code does with a task that stands in tasks.json. */
  async function execute(
    definition: Record<string, unknown>,
    name: string,
    scope: vscode.WorkspaceFolder | vscode.TaskScope.Workspace = folder,
  ): Promise<void> {
    const full = { type: 'cargo-lambda', ...definition };
    const task = tasks.resolveTask(new vscode.Task(full, scope, name, 'cargo-lambda'));
    assert.ok(task);
    await vscode.tasks.executeTask(task);
  }

  it('watches with its arguments, and for release when it says so', async () => {
    const ready = deferred<undefined>();
    const listener = watches.onDidChange(() => {
      if (watches.state(root).kind === 'ready') ready.resolve(undefined);
    });
    await execute({ command: 'watch', release: true, args: ['--ignore-changes'] }, 'my watch');
    await ready.promise;
    listener.dispose();
    assert.equal(started.length, 1);
    assert.match(started[0]!, /^lambda watch .* --release --ignore-changes$/);
    await watches.stop(root);
  });

  for (const scope of [folder, vscode.TaskScope.Workspace] as const) {
    const where = scope === folder ? 'of a folder' : 'of no folder';
    it(`${where} builds none of two binaries of one name`, async () => {
      const ended = deferred<number | undefined>();
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name === `twins ${where}`) ended.resolve(exitCode);
      });
      await execute({ command: 'build', package: 'first', binary: 'twin' }, `twins ${where}`, scope);
      assert.notEqual(await ended.promise, 0);
      listener.dispose();
      assert.deepEqual(started, []);
    });
  }
});
