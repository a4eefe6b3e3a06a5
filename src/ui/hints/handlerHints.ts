import { Emitter, type Disposable } from '../../core/events';
import type { HandlerLocation, HintReader } from '../../core/ports';
import { binariesOf, type LambdaBinary } from '../../core/project/model';
import type { Hint } from '../../core/rust/hints/hint';
import { foreignFiles, type CrateGraph } from '../../core/types/crateGraph';
import type { Handlers, Project } from '../features';
import type { CrateGraphs } from '../handlers/crateGraphs';
import { FileAnswers } from '../handlers/fileAnswers';
import type { SourceChanges } from '../handlers/sourceChanges';
import { normalPath, type SourceTexts } from '../handlers/sourceTexts';

export interface HandlerHintsNeeds {
  readonly reader: HintReader;
  readonly handlers: Pick<Handlers, 'locate'>;
  readonly graphs: Pick<CrateGraphs, 'of' | 'onDidChange'>;
  readonly texts: SourceTexts;
  readonly changes: Pick<SourceChanges, 'onDidChange'>;
  readonly project: Pick<Project, 'onDidChange'>;
}

/** Hints on handlers, remembered until something changes that they were read from. */
export class HandlerHints implements Disposable {
  readonly #answers: FileAnswers<readonly Hint[] | undefined>;
  /** Cargo's last answer: what needs none is not kept waiting for it. */
  readonly #graphs = new Map<string, CrateGraph | undefined>();
  readonly #changed = new Emitter<void>();
  readonly #disposables: readonly Disposable[];

  /** An answer of `in` may be another now. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly needs: HandlerHintsNeeds) {
    this.#answers = new FileAnswers(needs.texts);
    this.#disposables = [
      needs.graphs.onDidChange(() => this.#changed.fire()),
      needs.changes.onDidChange((path) => {
        if (this.#answers.reads(path)) this.#changed.fire();
      }),
      needs.project.onDidChange((model) => {
        const ids = new Set(binariesOf(model).map(({ id }) => id));
        this.#answers.keep(ids);
        for (const id of this.#graphs.keys()) if (!ids.has(id)) this.#graphs.delete(id);
      }),
    ];
  }

  /**
   * Hints on the binary's handler, if it is in one of these files.
   * @returns undefined when that can't be told now, because someone is typing
   */
  async in(files: ReadonlySet<string>, binary: LambdaBinary): Promise<readonly Hint[] | undefined> {
    const location = await this.needs.handlers.locate(binary);
    if (!location || location.kind === 'main' || !filesOf(location).some((path) => files.has(path)))
      return [];
    const graph = this.#graphOf(binary);
    return this.#answers.ask(binary.id, {
      basis: () => [binary.sourcePath, graph],
      isFixed: foreignFiles(graph),
      work: async ({ read }) => structuredClone(await this.needs.reader.read(binary, graph, read)),
    });
  }

  /** What is known by now. */
  #graphOf(binary: LambdaBinary): CrateGraph | undefined {
    const known = this.#graphs.get(binary.id);
    void this.needs.graphs.of(binary).then(({ graph: last, problem }) => {
      // What is missing may be there now: with crates of before nothing is certain.
      const graph = problem ? undefined : last;
      if (graph === this.#graphs.get(binary.id)) return;
      this.#graphs.set(binary.id, graph);
      this.#changed.fire();
    });
    return known;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
  }
}

/** A router's handlers may be elsewhere. */
const filesOf = ({ path, routes = [] }: HandlerLocation): readonly string[] =>
  [path, ...routes.flatMap(({ handler }) => handler?.path ?? [])].map(normalPath);
