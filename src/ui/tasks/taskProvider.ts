import * as vscode from 'vscode';
import { abortable } from '../../core/abortable';
import { buildCommand } from '../../core/cargoLambda/commands';
import { parseTaskDefinition, type TaskRequest } from '../../core/cargoLambda/taskDefinition';
import { rootOfTask } from '../../core/cargoLambda/taskRoot';
import { RustLambdaError } from '../../core/errors';
import type { ProcessExit } from '../../core/ports';
import type { CargoWorkspace } from '../../core/project/model';
import { isInside, relativeTo } from '../../core/project/paths';
import { taskType } from '../../contributions';
import type { Project } from '../features';
import type { CargoTools } from '../tools/cargoTools';
import type { CargoWatches } from '../watch/watches';
import { refuseClash, type CargoBuilds } from './builds';
import { cargoSettings, devCompiler } from './commandLines';
import type { Screen } from './screen';
import type { TaskTerminals } from './terminals';

export interface TaskProviderParts {
  readonly project: Project;
  readonly terminals: TaskTerminals;
  readonly builds: CargoBuilds;
  readonly watches: CargoWatches;
  readonly tools: CargoTools;
}

/** Tasks of type `cargo-lambda`: those that the project suggests, and those of tasks.json. */
export class CargoLambdaTasks implements vscode.TaskProvider {
  constructor(private readonly parts: TaskProviderParts) {}

  async provideTasks(): Promise<vscode.Task[]> {
    const { workspaces } = await this.parts.project.ready();
    return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
      workspaces
        .filter(({ root, packages }) => packages.length > 0 && isInside(root, folder.uri.fsPath))
        .flatMap((workspace) => this.#suggest(folder, workspace)),
    );
  }

  /** A task as written in tasks.json gets what it does; it has to keep its own definition. */
  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const request = parseTaskDefinition(task.definition);
    if (!request) return undefined;
    const scope = task.scope ?? vscode.TaskScope.Workspace;
    return this.#task(task.definition, scope, task.name, request);
  }

  #suggest(folder: vscode.WorkspaceFolder, { root, packages }: CargoWorkspace): vscode.Task[] {
    const place = relativeTo(folder.uri.fsPath, root) ?? '';
    const at = place === '' ? {} : { manifestPath: `${place}/Cargo.toml` };
    const named = (name: string, definition: Record<string, unknown>): vscode.Task[] => {
      const full = { type: taskType, ...definition, ...at };
      const request = parseTaskDefinition(full);
      return request ? [this.#task(full, folder, place === '' ? name : `${name} · ${place}`, request)] : [];
    };
    return [
      ...named('watch', { command: 'watch' }),
      ...packages.flatMap((pkg) =>
        pkg.binaries.flatMap(({ name }) => {
          const build = { command: 'build', package: pkg.name, binary: name };
          return [
            ...named(`build ${name}`, build),
            ...named(`build ${name} --release`, { ...build, release: true }),
          ];
        }),
      ),
    ];
  }

  #task(
    definition: vscode.TaskDefinition,
    scope: vscode.WorkspaceFolder | vscode.TaskScope,
    name: string,
    request: TaskRequest,
  ): vscode.Task {
    const { terminals } = this.parts;
    // A task of a .code-workspace file belongs to no folder.
    const scopes = typeof scope === 'object' ? [scope] : (vscode.workspace.workspaceFolders ?? []);
    const folders = scopes.map(({ uri }) => uri.fsPath);
    const execution = terminals.execution(name, (screen) => this.#perform(screen, request, folders));
    // No matchers: problems come from cargo's own messages, with exact ranges.
    const task = new vscode.Task(definition, scope, name, taskType, execution, []);
    task.isBackground = request.command === 'watch';
    if (request.command === 'build') task.group = vscode.TaskGroup.Build;
    task.presentationOptions = { echo: false, showReuseMessage: false, clear: true };
    return task;
  }

  /** @throws RustLambdaError what it can't do; the terminal says it */
  async #perform(screen: Screen, request: TaskRequest, folders: readonly string[]): Promise<ProcessExit> {
    const { builds, watches, tools, project } = this.parts;
    const { workspaces } = await project.ready();
    const root = rootOfTask(request, folders, workspaces);
    if (root === undefined) throw new RustLambdaError('noFolder', {});
    const { packageName, binaryName, release, architecture, args } = request;
    if (request.command === 'watch')
      return watches.runOn(screen, root, [...(release ? ['--release'] : []), ...args]);

    const binary = workspaces
      .filter((workspace) => workspace.root === root)
      .flatMap(({ packages }) => packages.flatMap(({ binaries }) => binaries))
      .find(({ name, packageName: owner }) => name === binaryName && owner === (packageName ?? owner));
    if (binary) refuseClash(binary);
    await tools.requireCargoLambda(root);
    const compiler = request.compiler ?? devCompiler(root);
    // It may ask, for as long as nobody answers.
    await abortable(tools.requireCompiler(compiler, root, packageName), screen.signal);
    const target = {
      workspaceRoot: root,
      ...(packageName && { packageName }),
      ...(binaryName && { binaryName }),
      extension: binary?.kind === 'extension',
    };
    const command = buildCommand(target, {
      ...cargoSettings(root),
      release,
      ...(architecture && { architecture }),
      ...(compiler && { compiler }),
      extraArgs: args,
    });
    return builds.runOn(screen, command, packageName);
  }
}
