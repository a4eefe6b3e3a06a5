import * as vscode from 'vscode';
import { taskType, type CommandTable } from '../../contributions';
import { Emitter } from '../../core/events';
import type { Builds, Terminals, Tools, Watches, WatchState } from '../features';
import { buildLine, watchLine } from './commandLines';
import type { Execution, ExecutionParts } from './execution';

type Commands = Pick<
  CommandTable,
  'build' | 'buildRelease' | 'watch' | 'stop' | 'copyCommandLine' | 'installCargoLambda'
>;

const stopped: WatchState = { kind: 'stopped' };

/**
 * What the rest of the extension sees of ./execution, which is loaded when something is to be run: most windows
 * only look at code.
 */
export class LazyExecution implements vscode.Disposable {
  readonly #didBuild = new Emitter<string>();
  readonly #watchDidChange = new Emitter<string>();
  readonly #tasks: vscode.Disposable;
  #loading: Promise<Execution> | undefined;
  #loaded: Execution | undefined;

  readonly terminals: Terminals = { run: async (command) => (await this.#load()).terminals.run(command) };
  readonly tools: Tools = {
    requireCargoLambda: async (cwd) => (await this.#load()).tools.requireCargoLambda(cwd),
    deployConfig: async (binary) => (await this.#load()).tools.deployConfig(binary),
  };
  readonly builds: Builds = {
    onDidBuild: this.#didBuild.event,
    commandLine: buildLine,
    build: async (target, options) => (await this.#load()).builds.build(target, options),
    buildForWatch: async (binary, signal) => (await this.#load()).builds.buildForWatch(binary, signal),
  };
  readonly watches: Watches = {
    onDidChange: this.#watchDidChange.event,
    // Before it is loaded nothing can have been started.
    state: (root) => this.#loaded?.watches.state(root) ?? stopped,
    commandLine: (root) => watchLine(root, this.watches.state(root)),
    ensure: async (root, signal) => (await this.#load()).watches.ensure(root, signal),
    stop: async (root) => this.#loaded?.watches.stop(root),
  };
  readonly commands: Commands = {
    build: async (target) => (await this.#load()).commands.build(target),
    buildRelease: async (target) => (await this.#load()).commands.buildRelease(target),
    watch: async (target) => (await this.#load()).commands.watch(target),
    stop: async (target) => (await this.#load()).commands.stop(target),
    copyCommandLine: async (target) => (await this.#load()).commands.copyCommandLine(target),
    installCargoLambda: async () => (await this.#load()).commands.installCargoLambda(),
  };

  constructor(private readonly parts: Omit<ExecutionParts, 'didBuild' | 'watchDidChange'>) {
    this.#tasks = vscode.tasks.registerTaskProvider(taskType, {
      provideTasks: async () => (await this.#load()).tasks.provideTasks(),
      resolveTask: async (task) => (await this.#load()).tasks.resolveTask(task),
    });
  }

  /** Ends every process in a terminal; resolves when their trees are gone. */
  async end(): Promise<void> {
    // One that is being loaded at this moment is waited for: something was about to be started.
    await (await this.#loading)?.terminals.end();
  }

  dispose(): void {
    this.#tasks.dispose();
    this.#loaded?.dispose();
  }

  async #load(): Promise<Execution> {
    this.#loading ??= import('./execution').then(({ createExecution }) =>
      createExecution({ ...this.parts, didBuild: this.#didBuild, watchDidChange: this.#watchDidChange }),
    );
    return (this.#loaded ??= await this.#loading);
  }
}
