import { Emitter, type Disposable } from '../../core/events';
import type { EventReader } from '../../core/ports';
import { binariesOf, type LambdaBinary } from '../../core/project/model';
import { foreignFiles, type CrateGraph } from '../../core/types/crateGraph';
import type { TypeShape } from '../../core/types/eventShape';
import type { EventShapes, KnownEvent, Project } from '../features';
import type { CrateGraphs } from '../handlers/crateGraphs';
import { FileAnswers, type Reading } from '../handlers/fileAnswers';
import type { SourceChanges } from '../handlers/sourceChanges';
import type { SourceTexts } from '../handlers/sourceTexts';

const ranks: readonly TypeShape['certainty'][] = ['unknown', 'partial', 'exact'];
const rank = (shape: TypeShape | undefined): number => (shape ? ranks.indexOf(shape.certainty) : -1);

/** Reads what JSON functions take, and remembers it. */
export class EventTypeShapes implements EventShapes, Disposable {
  readonly #answers: FileAnswers<TypeShape | undefined>;
  readonly #changed = new Emitter<void>();
  readonly #disposables: readonly Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly reader: EventReader,
    private readonly graphs: CrateGraphs,
    texts: SourceTexts,
    private readonly changes: SourceChanges,
    project: Pick<Project, 'onDidChange'>,
  ) {
    this.#answers = new FileAnswers(texts);
    this.#disposables = [
      graphs.onDidChange(() => this.#changed.fire()),
      changes.onDidChange((path) => {
        if (this.#answers.reads(path)) this.#changed.fire();
      }),
      project.onDidChange((model) => this.#answers.keep(new Set(binariesOf(model).map(({ id }) => id)))),
    ];
  }

  async of(binary: LambdaBinary): Promise<KnownEvent> {
    this.changes.watch();
    const { graph, problem } = await this.graphs.of(binary);
    const shape = await this.#answers.ask(binary.id, {
      basis: () => [binary.sourcePath, graph],
      isFixed: foreignFiles(graph),
      work: (reading, before) => this.#read(binary, graph, reading, before),
    });
    return { shape, problem, isOld: problem !== undefined && graph !== undefined };
  }

  async #read(
    binary: LambdaBinary,
    graph: CrateGraph | undefined,
    { read }: Reading,
    before: TypeShape | undefined,
  ): Promise<TypeShape | undefined> {
    const { shape, incomplete } = await this.reader.read(binary, graph, read);
    // Half-typed code: what was known of the type is still the best.
    return incomplete && rank(shape) < rank(before) ? before : structuredClone(shape);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
  }
}
