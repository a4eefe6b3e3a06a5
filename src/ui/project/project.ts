import * as vscode from 'vscode';
import type { ContextKeys } from '../../contributions';
import { asError, isError, messageOf, RustLambdaError } from '../../core/errors';
import { Emitter } from '../../core/events';
import type { ProjectReader } from '../../core/ports';
import { afterChanges, emptyModel, mergeModels, modelWithin } from '../../core/project/changes';
import { binariesOf, type LambdaBinary, type ProjectModel } from '../../core/project/model';
import type { Project } from '../features';
import { settingOfPath } from '../settings';
import { ignoredGlob, watchProject, type ProjectChange } from './manifestEvents';
import { Refresher } from './refresher';

type State = ContextKeys['rustLambda.state'];

/** A burst of file events (a checkout, a saved workspace) becomes one reading. */
const quietMs = 150;

/** Reads nothing and watches nothing before the first `ready()`. */
export class WorkspaceProject implements Project, vscode.Disposable {
  readonly #changed = new Emitter<ProjectModel>();
  readonly onDidChange = this.#changed.event;
  readonly #refresher = new Refresher<ProjectChange>(
    (changes, signal) => this.#read(changes, signal),
    quietMs,
  );
  #watcher: vscode.Disposable | undefined;
  #first: Promise<ProjectModel> | undefined;
  #manifests: readonly string[] = [];
  /** All that was read, also what lies outside of the open folders. */
  #everything = emptyModel;
  #model = emptyModel;
  #binaries: ReadonlyMap<string, LambdaBinary> = new Map();
  #problem: RustLambdaError | undefined;

  constructor(
    private readonly reader: ProjectReader,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get model(): ProjectModel {
    return this.#model;
  }

  get problem(): RustLambdaError | undefined {
    return this.#problem;
  }

  binary(id: string): LambdaBinary | undefined {
    return this.#binaries.get(id);
  }

  ready(): Promise<ProjectModel> {
    return (this.#first ??= this.#start()).then(() => this.#model);
  }

  async refresh(): Promise<ProjectModel> {
    if (!this.#first) return this.ready();
    await this.#refresher.now({ kind: 'everything' });
    return this.#model;
  }

  #start(): Promise<ProjectModel> {
    void setState('loading');
    this.#watcher = watchProject(
      () => this.#knownFiles(),
      (change) => this.#refresher.add(change),
    );
    return this.#refresher.now({ kind: 'everything' }).then(() => this.#model);
  }

  *#knownFiles(): Iterable<string> {
    yield* this.#manifests;
    for (const binary of this.#binaries.values()) yield binary.sourcePath;
  }

  async #read(changes: readonly ProjectChange[], signal: AbortSignal): Promise<void> {
    try {
      const before = this.#manifests;
      if (changes.some((change) => change.kind !== 'file')) this.#manifests = await findManifests();
      const changed = [
        ...changes.flatMap((change) => ('path' in change ? [change.path] : [])),
        ...differences(before, this.#manifests),
      ];
      // After a failure the last changes were read by nobody.
      const all = this.#problem !== undefined || changes.some((change) => change.kind === 'everything');
      const { kept, manifests } = all
        ? { kept: emptyModel, manifests: this.#manifests }
        : afterChanges(this.#everything, this.#manifests, changed);
      const fresh = await this.reader.read(manifests, {
        execute: vscode.workspace.isTrusted,
        cargo: (path) => ({ path: settingOfPath('cargoPath', path), env: settingOfPath('env', path) }),
        signal,
      });
      signal.throwIfAborted();
      const model = mergeModels(kept, fresh);
      refuseWithoutCargo(model);
      await this.#publish(model, undefined);
    } catch (error) {
      if (signal.aborted) throw error;
      this.log.error(asError(error));
      const problem = error instanceof RustLambdaError ? error : failed(error);
      // Without cargo nothing that was read can be used; after any other failure the last model is the best.
      await this.#publish(isError(problem, 'programMissing') ? emptyModel : this.#everything, problem);
    }
  }

  async #publish(everything: ProjectModel, problem: RustLambdaError | undefined): Promise<void> {
    const before = this.#model;
    this.#everything = everything;
    this.#problem = problem;
    this.#model = modelWithin(everything, (path) => isOpen(path));
    this.#binaries = new Map(binariesOf(this.#model).map((binary) => [binary.id, binary]));
    // First, so that the view's welcome text is right when the view turns empty.
    await setState(this.#state());
    if (JSON.stringify(before) !== JSON.stringify(this.#model)) this.#changed.fire(this.#model);
  }

  #state(): State {
    if (this.#problem) return isError(this.#problem, 'programMissing') ? 'cargoMissing' : 'failed';
    if (this.#binaries.size > 0 || this.#model.broken.length > 0) return 'ready';
    return this.#model.workspaces.length > 0 ? 'noFunctions' : 'noCargoProject';
  }

  dispose(): void {
    this.#refresher.dispose();
    this.#watcher?.dispose();
    this.#changed.dispose();
  }
}

const setState = (state: State): Thenable<unknown> =>
  vscode.commands.executeCommand('setContext', 'rustLambda.state', state);

/** One folder without cargo is that folder's failure; @throws RustLambdaError programMissing when none has one */
function refuseWithoutCargo({ workspaces, broken }: ProjectModel): void {
  const program = broken.every(({ missingProgram }) => missingProgram !== undefined)
    ? broken[0]?.missingProgram
    : undefined;
  if (program !== undefined && workspaces.every(({ source }) => source === 'manifests'))
    throw new RustLambdaError('programMissing', { program });
}

const failed = (error: unknown): RustLambdaError =>
  new RustLambdaError(
    'commandFailed',
    {
      command: 'cargo metadata',
      code: null,
      signal: null,
      output: messageOf(error),
      unseen: true,
    },
    { cause: error },
  );

async function findManifests(): Promise<readonly string[]> {
  const found = await vscode.workspace.findFiles('**/Cargo.toml', ignoredGlob);
  return [...new Set(found.filter((uri) => uri.scheme === 'file').map((uri) => uri.fsPath))];
}

/** What is in one list only. */
function differences(before: readonly string[], after: readonly string[]): readonly string[] {
  const [old, current] = [new Set(before), new Set(after)];
  return [...after.filter((path) => !old.has(path)), ...before.filter((path) => !current.has(path))];
}

const isOpen = (path: string): boolean =>
  vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path)) !== undefined;
