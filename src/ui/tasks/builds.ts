import * as vscode from 'vscode';
import { createBuildReport, type BuildReport } from '../../core/cargoLambda/buildReport';
import { readingArgs, watchedBuildCommand, type BuildTarget } from '../../core/cargoLambda/commands';
import { reasonOf } from '../../core/cargoLambda/watchOutput';
import { abortable } from '../../core/abortable';
import { cancelled, RustLambdaError } from '../../core/errors';
import type { AbortSignalLike, Emitter, Event } from '../../core/events';
import type { CommandLine, ProcessExit } from '../../core/ports';
import { binariesOf, type CargoWorkspace, type LambdaBinary } from '../../core/project/model';
import type { Builds, Project, ReleaseChoice } from '../features';
import { settingOfPath } from '../settings';
import type { CargoTools } from '../tools/cargoTools';
import { placeName } from '../watch/placeName';
import { buildLine, cargoSettings, devCompiler } from './commandLines';
import type { BuildProblems } from './problems';
import type { Screen } from './screen';
import { SharedWork } from './sharedWork';
import type { JobOptions, TaskTerminals } from './terminals';

export interface BuildsParts {
  readonly terminals: TaskTerminals;
  readonly tools: CargoTools;
  readonly problems: BuildProblems;
  readonly project: Project;
  readonly didBuild: Emitter<string>;
}

interface BuildOptions {
  readonly release?: ReleaseChoice;
}

export class CargoBuilds implements Builds {
  readonly onDidBuild: Event<string>;
  /** By command line. */
  readonly #running = new SharedWork();

  constructor(private readonly parts: BuildsParts) {
    this.onDidBuild = parts.didBuild.event;
  }

  readonly commandLine = buildLine;

  build(
    target: BuildTarget,
    { release, signal }: BuildOptions & { readonly signal?: AbortSignalLike },
  ): Promise<void> {
    const command = this.commandLine(target, release ? { release } : {});
    return this.#running.join(JSON.stringify(command), signal, async (abort) => {
      await this.parts.tools.requireCargoLambda(target.workspaceRoot);
      await this.#refuseAmbiguous(target);
      const compiler = release?.compiler ?? devCompiler(target.workspaceRoot);
      // It may ask, for as long as nobody answers.
      await abortable(
        this.parts.tools.requireCompiler(compiler, target.workspaceRoot, target.packageName),
        abort.signal,
      );
      const what = this.#nameOf(target);
      const label = release ? vscode.l10n.t('build {0} (release)', what) : vscode.l10n.t('build {0}', what);
      await this.#inTerminal({ label, reveal: 'always' }, command, target.packageName, abort);
    });
  }

  async buildForWatch(binary: LambdaBinary, signal?: AbortSignalLike): Promise<void> {
    refuseClash(binary);
    const { workspaceRoot, name, packageName } = binary;
    const command = watchedBuildCommand(workspaceRoot, name, {
      ...cargoSettings(workspaceRoot),
      watchArgs: settingOfPath('watch.arguments', workspaceRoot),
    });
    const label = vscode.l10n.t('cargo build {0}', this.#nameOf({ workspaceRoot, binaryName: name }));
    const build = (given: AbortSignalLike): Promise<void> =>
      this.#running.join(JSON.stringify(command), given, (abort) =>
        this.#inTerminal({ label, reveal: 'never' }, command, packageName, abort),
      );
    // Who brings a signal shows progress of their own.
    if (signal) return build(signal);
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Building {0}', name),
        cancellable: true,
      },
      (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return build(abort.signal);
      },
    );
  }

  /**
   * Runs a build in a terminal that is there already, as tasks need it.
   * @throws RustLambdaError compileError | commandFailed | cancelled
   */
  async runOn(screen: Screen, command: CommandLine, packageName: string | undefined): Promise<ProcessExit> {
    const root = command.cwd;
    const report = createBuildReport(root, this.parts.problems.follow(root, packageName));
    const tail: string[] = [];
    try {
      const running = await screen.run({
        command,
        readingArgs: readingArgs(command),
        translate: (line) => report.read(line),
        onLine: (line, stream) => {
          if (stream === 'stderr') keepLast(tail, line);
        },
      });
      const exit = await running.exited;
      if (exit.code !== 0) throw screen.stopping ? cancelled() : this.#failure(command, exit, report, tail);
      return exit;
    } finally {
      this.parts.didBuild.fire(root);
    }
  }

  async #inTerminal(
    options: JobOptions,
    command: CommandLine,
    packageName: string | undefined,
    abort: AbortController,
  ): Promise<void> {
    const { signal } = abort;
    const performance = await this.parts.terminals.perform(options, (screen) => {
      screen.signal.addEventListener('abort', () => abort.abort(), { once: true });
      return this.runOn(screen, command, packageName);
    });
    const stop = (): void => void performance.stop();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    await performance.done;
  }

  #failure(
    { command, args }: CommandLine,
    exit: ProcessExit,
    { errors, all, placeless }: BuildReport,
    tail: readonly string[],
  ): RustLambdaError {
    const [first, ...others] = all.map(({ file, range, message }) => ({
      file,
      line: range.start.line,
      message: message.split('\n', 1)[0] ?? '',
    }));
    if (first) return new RustLambdaError('compileError', { errors, first, all: [first, ...others] });
    const output = placeless ?? reasonOf(tail);
    // cargo-lambda may have been removed since it was found.
    if (output.includes('no such command')) this.parts.tools.forget();
    return new RustLambdaError('commandFailed', { command: [command, ...args].join(' '), ...exit, output });
  }

  /** What a terminal is called by; with its place when that would also be said of another Cargo workspace. */
  #nameOf({ workspaceRoot, packageName, binaryName = packageName }: BuildTarget): string {
    const { workspaces } = this.parts.project.model;
    const isNamesake = ({ root, packages }: CargoWorkspace): boolean =>
      root !== workspaceRoot &&
      packages.some(
        ({ name, binaries }) =>
          binaryName === undefined ||
          name === binaryName ||
          binaries.some((binary) => binary.name === binaryName),
      );
    const name = binaryName ?? vscode.l10n.t('workspace');
    return workspaces.some(isNamesake) ? `${name} · ${placeName(workspaceRoot)}` : name;
  }

  /** The whole package or workspace may be built: only a binary asked for by name has to be the right one. */
  async #refuseAmbiguous({ workspaceRoot, binaryName }: BuildTarget): Promise<void> {
    const model = await this.parts.project.ready();
    const named = binariesOf(model).find(
      (binary) => binary.workspaceRoot === workspaceRoot && binary.name === binaryName,
    );
    if (named) refuseClash(named);
  }
}

/**
 * Two binaries of one name share `target/lambda/NAME`, so a build of one passes for a build of the other; and watch
 * can't run either (`cargo run` can run at most one executable).
 * @throws RustLambdaError ambiguousBinary
 */
export function refuseClash({ name, packageName, clashesWith, manifestPath }: LambdaBinary): void {
  if (clashesWith.length === 0) return;
  const packages = [packageName, ...clashesWith].sort();
  throw new RustLambdaError('ambiguousBinary', { name, packages, manifestPath });
}

function keepLast(lines: string[], line: string): void {
  lines.push(line);
  if (lines.length > 40) lines.shift();
}
