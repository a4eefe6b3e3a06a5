import * as vscode from 'vscode';
import { featureArguments } from '../../core/cargoLambda/commands';
import { asError, isRustLambdaError, RustLambdaError } from '../../core/errors';
import { Emitter, type Disposable } from '../../core/events';
import type { CrateGraphReader } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { join } from '../../core/project/paths';
import type { CrateGraph } from '../../core/types/crateGraph';
import type { Project } from '../features';
import { settingOfPath } from '../settings';
import { FileAnswers } from './fileAnswers';
import type { SourceChanges } from './sourceChanges';
import type { SourceTexts } from './sourceTexts';

/** The crates that a package is built from. */
export interface KnownCrates {
  /** With a problem, the last ones that cargo knew. */
  readonly graph: CrateGraph | undefined;
  /** Why cargo does not know them now: a dependency was added, and nothing was built since. */
  readonly problem: RustLambdaError | undefined;
}

/** A burst of changes (a checkout) is told of once. */
const quietMs = 150;

/** What cargo misses may be there later, and nothing tells: the first build of a clone changes no file of it. */
const retryMs = 2000;

const settings = ['rustLambda.cargoPath', 'rustLambda.env', 'rustLambda.watch.arguments'];

/** Asks cargo for crates when they are first needed, and again when a manifest or lock file changed. */
export class CrateGraphs implements Disposable {
  readonly #answers: FileAnswers<KnownCrates>;
  readonly #changed = new Emitter<void>();
  readonly #disposables: readonly Disposable[];
  /** Counts what no single answer can be told to depend on: manifests of members, settings, trust. */
  #epoch = 0;

  /** When each problem was met. */
  readonly #met = new WeakMap<RustLambdaError, number>();

  #quiet: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly reader: CrateGraphReader,
    private readonly texts: SourceTexts,
    private readonly changes: SourceChanges,
    private readonly log: vscode.LogOutputChannel,
    project: Pick<Project, 'onDidChange'>,
  ) {
    this.#answers = new FileAnswers(texts);
    const changed = (): void => {
      this.#epoch++;
      clearTimeout(this.#quiet);
      this.#quiet = setTimeout(() => this.#changed.fire(), quietMs);
    };
    this.#disposables = [
      changes.onDidChangeOnDisk((path) => {
        if (!path.endsWith('.rs')) changed();
      }),
      project.onDidChange(({ workspaces }) => {
        const packages = workspaces.flatMap((workspace) => workspace.packages);
        const manifests = packages.map(({ manifestPath }) => manifestPath);
        this.#answers.keep(new Set([...workspaces.map(({ root }) => root), ...manifests]));
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!settings.some((name) => event.affectsConfiguration(name))) return;
        // What another cargo knew says nothing.
        this.#answers.keep(new Set());
        changed();
      }),
    ];
  }

  /** Never rejects. Where nothing may be executed there are no crates. */
  async of({ manifestPath, workspaceRoot }: LambdaBinary): Promise<KnownCrates> {
    this.changes.watch();
    const flags = featureArguments(settingOfPath('watch.arguments', workspaceRoot));
    // The root may lie outside of what is open, where nobody tells of changes.
    const files = ['Cargo.lock', 'Cargo.toml'].map((name) => join(workspaceRoot, name));
    const versions = await Promise.all(files.map((file) => this.texts.diskVersion(file)));
    // Features are those of one package; without flags one answer is for all packages of a workspace.
    return this.#answers.ask(flags.length > 0 ? manifestPath : workspaceRoot, {
      basis: () => [this.#epoch, flags.join('\n'), ...versions],
      isPassing: ({ problem }) =>
        problem !== undefined && Date.now() - (this.#met.get(problem) ?? 0) > retryMs,
      work: (_reading, before) => this.#read(manifestPath, flags, before),
    });
  }

  /** @param before the last answer: its crates are still the best when cargo knows none, its problem is not told again */
  async #read(
    manifestPath: string,
    flags: readonly string[],
    before: KnownCrates | undefined,
  ): Promise<KnownCrates> {
    const cargo = { path: settingOfPath('cargoPath', manifestPath), env: settingOfPath('env', manifestPath) };
    try {
      const graph = await this.reader.read({ manifestPath, cargo, featureFlags: flags });
      return { graph, problem: undefined };
    } catch (error) {
      // Flags that are meant for another package of the workspace.
      if (flags.length > 0) return this.#read(manifestPath, [], before);
      const message = asError(error).message;
      const problem = isRustLambdaError(error)
        ? error
        : new RustLambdaError('cargoFailed', { manifestPath, message });
      this.#met.set(problem, Date.now());
      if (problem.message !== before?.problem?.message)
        this.log.info(`No crates known for ${manifestPath}: ${String(error)}`);
      return { graph: before?.graph, problem };
    }
  }

  dispose(): void {
    clearTimeout(this.#quiet);
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
  }
}
