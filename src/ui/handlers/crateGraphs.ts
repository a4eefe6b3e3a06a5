import * as vscode from 'vscode';
import { featureArguments } from '../../core/cargoLambda/commands';
import { asError, isRustLambdaError, RustLambdaError } from '../../core/errors';
import { Emitter, type Disposable } from '../../core/events';
import type { CrateGraphReader } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { join } from '../../core/project/paths';
import type { CrateGraph } from '../../core/types/crateGraph';
import { settingOfPath } from '../settings';
import { FileAnswers } from './fileAnswers';
import type { SourceChanges } from './sourceChanges';
import type { SourceTexts } from './sourceTexts';

/** The crates that a package is built from; without a graph, why there is none. */
export interface KnownCrates {
  readonly graph: CrateGraph | undefined;
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
    texts: SourceTexts,
    private readonly changes: SourceChanges,
    private readonly log: vscode.LogOutputChannel,
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
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (settings.some((name) => event.affectsConfiguration(name))) changed();
      }),
    ];
  }

  /** Never rejects. Where nothing may be executed there are no crates. */
  of({ manifestPath, workspaceRoot }: LambdaBinary): Promise<KnownCrates> {
    this.changes.watch();
    const flags = featureArguments(settingOfPath('watch.arguments', workspaceRoot));
    // Features are those of one package; without flags one answer is for all packages of a workspace.
    return this.#answers.ask([flags.length > 0 ? manifestPath : workspaceRoot, ...flags].join('\n'), {
      basis: () => [this.#epoch],
      isPassing: ({ problem }) =>
        problem !== undefined && Date.now() - (this.#met.get(problem) ?? 0) > retryMs,
      work: async ({ depend }, before) => {
        await depend(join(workspaceRoot, 'Cargo.lock'));
        await depend(join(workspaceRoot, 'Cargo.toml'));
        return this.#read(manifestPath, flags, before?.problem);
      },
    });
  }

  /** @param before the last problem, which is not told of again */
  async #read(
    manifestPath: string,
    flags: readonly string[],
    before: RustLambdaError | undefined,
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
      if (problem.message !== before?.message)
        this.log.info(`No crates known for ${manifestPath}: ${String(error)}`);
      return { graph: undefined, problem };
    }
  }

  dispose(): void {
    clearTimeout(this.#quiet);
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
  }
}
