import { Emitter, type Disposable } from '../../core/events';
import type { HandlerFinder, HandlerLocation } from '../../core/ports';
import { binariesOf, type LambdaBinary } from '../../core/project/model';
import { movedPosition } from '../../core/rust/positions';
import type { Handlers, Project } from '../features';
import { FileAnswers, type Reading } from './fileAnswers';
import type { SourceChanges } from './sourceChanges';
import { normalPath, type SourceTexts } from './sourceTexts';

interface Known {
  readonly location: HandlerLocation | undefined;
  /** The last handler that was proven, and the text it lies in while an editor shows that. */
  readonly proven: { readonly location: HandlerLocation; text: string | undefined } | undefined;
}

/** Finds handlers and remembers them. It only reads sources, so it works in untrusted workspaces too. */
export class HandlerLocations implements Handlers, Disposable {
  readonly #answers: FileAnswers<Known>;
  readonly #changed = new Emitter<string>();
  readonly #disposables: readonly Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly finder: HandlerFinder,
    private readonly texts: SourceTexts,
    private readonly changes: SourceChanges,
    project: Pick<Project, 'onDidChange'>,
  ) {
    this.#answers = new FileAnswers(texts);
    this.#disposables = [
      changes.onDidChange((path) => {
        if (this.#answers.reads(path)) this.#changed.fire(path);
      }),
      changes.onDidClose((path) => {
        for (const { proven } of this.#answers.known())
          if (proven && normalPath(proven.location.path) === path) proven.text = undefined;
      }),
      project.onDidChange((model) => this.#answers.keep(new Set(binariesOf(model).map(({ id }) => id)))),
    ];
  }

  async locate(binary: LambdaBinary): Promise<HandlerLocation | undefined> {
    this.changes.watch();
    const { location } = await this.#answers.ask(binary.id, {
      basis: () => [binary.sourcePath],
      work: async (reading, before) => structuredClone(await this.#search(binary, reading, before)),
    });
    return location;
  }

  async #search(binary: LambdaBinary, { read }: Reading, before: Known | undefined): Promise<Known> {
    const texts = new Map<string, string>();
    const { location, incomplete } = await this.finder.find(binary, async (path) => {
      const text = await read(path);
      if (text !== undefined) texts.set(path, text);
      return text;
    });
    if (location && location.kind !== 'main') {
      const text = this.texts.isOpen(location.path) ? texts.get(location.path) : undefined;
      return { location, proven: { location, text } };
    }
    // Half-typed code: the handler is where it was, moved by what was typed.
    const last = incomplete ? before?.proven : undefined;
    const text = last && (await read(last.location.path));
    if (!last || text === undefined) return { location, proven: undefined };
    // Nobody types in a file that no editor shows.
    if (last.text === undefined) return { location: last.location, proven: last };
    const { event, ...rest } = last.location;
    const moved = {
      ...rest,
      start: movedPosition(rest.start, last.text, text),
      end: movedPosition(rest.end, last.text, text),
      ...(event?.path === rest.path && {
        event: {
          ...event,
          start: movedPosition(event.start, last.text, text),
          end: movedPosition(event.end, last.text, text),
        },
      }),
    };
    return { location: moved, proven: { location: moved, text } };
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
  }
}
