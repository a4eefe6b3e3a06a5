import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/events';
import type { Files, HandlerFinder, HandlerLocation } from '../../core/ports';
import { binariesOf, type LambdaBinary } from '../../core/project/model';
import { movedPosition } from '../../core/rust/positions';
import type { Handlers, Project } from '../features';
import { normalPath, SourceTexts } from './sourceTexts';

interface Known {
  readonly sourcePath: string;
  /** Every file that was asked for, also in vain, with its version then. */
  readonly versions: ReadonlyMap<string, string>;
  readonly location: HandlerLocation | undefined;
  /** The last handler that was proven, and the text it lies in. */
  readonly proven: { readonly location: HandlerLocation; readonly text: string } | undefined;
}

/**
 * Finds handlers and remembers them until a file they were found by has another version. It only reads
 * sources, so it works in untrusted workspaces too.
 */
export class HandlerLocations implements Handlers, Disposable {
  readonly #texts: SourceTexts;
  readonly #known = new Map<string, Known>();
  /** The last search for each function: the next one waits for it, and mostly finds nothing left to do. */
  readonly #searches = new Map<string, Promise<HandlerLocation | undefined>>();
  readonly #changed = new Emitter<string>();
  readonly #disposables: readonly Disposable[];
  #watcher: Disposable | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly finder: HandlerFinder,
    files: Files,
    project: Pick<Project, 'onDidChange'>,
  ) {
    this.#texts = new SourceTexts(files);
    const changed = (document: vscode.TextDocument): void => this.#fileChanged(document.uri);
    this.#disposables = [
      vscode.workspace.onDidChangeTextDocument((event) => changed(event.document)),
      vscode.workspace.onDidOpenTextDocument(changed),
      // What was not saved is gone.
      vscode.workspace.onDidCloseTextDocument(changed),
      project.onDidChange((model) => this.#keep(new Set(binariesOf(model).map(({ id }) => id)))),
    ];
  }

  locate(binary: LambdaBinary): Promise<HandlerLocation | undefined> {
    this.#watcher ??= this.#watch();
    const before = this.#searches.get(binary.id) ?? Promise.resolve();
    const search = before.then(
      () => this.#check(binary),
      () => this.#check(binary),
    );
    this.#searches.set(binary.id, search);
    return search;
  }

  async #check(binary: LambdaBinary): Promise<HandlerLocation | undefined> {
    const before = this.#known.get(binary.id);
    if (before?.sourcePath === binary.sourcePath) {
      if (await this.#isCurrent(before)) return before.location;
    }
    const found = await this.#search(binary, before);
    this.#known.set(binary.id, found);
    return found.location;
  }

  async #isCurrent(known: Known): Promise<boolean> {
    const current = await Promise.all(
      [...known.versions].map(async ([path, version]) => (await this.#texts.version(path)) === version),
    );
    return current.every(Boolean);
  }

  async #search(binary: LambdaBinary, before: Known | undefined): Promise<Known> {
    const versions = new Map<string, string>();
    const texts = new Map<string, string>();
    const read = async (path: string): Promise<string | undefined> => {
      const { version, text } = await this.#texts.read(path);
      versions.set(normalPath(path), version);
      if (text !== undefined) texts.set(path, text);
      return text;
    };
    const { location, incomplete } = await this.finder.find(binary, read);
    const known = { sourcePath: binary.sourcePath, versions };
    if (location && location.kind !== 'main') {
      return { ...known, location, proven: { location, text: texts.get(location.path) ?? '' } };
    }
    // Half-typed code: the handler is where it was, moved by what was typed.
    const last = incomplete ? before?.proven : undefined;
    const text = last && (await read(last.location.path));
    if (!last || text === undefined) return { ...known, location, proven: undefined };
    const moved = {
      ...last.location,
      start: movedPosition(last.location.start, last.text, text),
      end: movedPosition(last.location.end, last.text, text),
    };
    return { ...known, location: moved, proven: { location: moved, text } };
  }

  #watch(): Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.rs');
    const changed = (uri: vscode.Uri): void => this.#fileChanged(uri);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    );
  }

  #fileChanged({ scheme, fsPath }: vscode.Uri): void {
    if (scheme !== 'file' || !fsPath.endsWith('.rs')) return;
    if ([...this.#known.values()].some(({ versions }) => versions.has(fsPath))) this.#changed.fire(fsPath);
  }

  #keep(ids: ReadonlySet<string>): void {
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
    for (const id of this.#searches.keys()) if (!ids.has(id)) this.#searches.delete(id);
  }

  dispose(): void {
    this.#watcher?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
  }
}
