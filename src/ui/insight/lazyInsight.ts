import * as vscode from 'vscode';
import type { CommandTable } from '../../contributions';
import { Emitter } from '../../core/events';
import { once } from '../../lazy';
import { schemaScheme } from '../eventTypes/schemaScheme';
import type { EventShapes } from '../features';
import type { Insight, InsightNeeds } from './insight';

/** What the rest of the extension sees of ./insight, which is loaded when a Rust file is open, or when it is asked. */
export class LazyInsight implements vscode.Disposable {
  readonly #disposables: vscode.Disposable;
  readonly #schemaChanged = new vscode.EventEmitter<vscode.Uri>();
  readonly #shapesChanged = new Emitter<void>();
  #loaded: Insight | undefined;
  #isDisposed = false;

  readonly commands: Pick<CommandTable, 'showEventSchema'> = {
    showEventSchema: async (target) => (await this.#load()).schemas.show(target),
  };

  readonly eventShapes: EventShapes = {
    of: async (binary) => (await this.#load()).eventShapes.of(binary),
    onDidChange: this.#shapesChanged.event,
  };

  constructor(private readonly needs: InsightNeeds) {
    this.#disposables = vscode.Disposable.from(
      this.#schemaChanged,
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened([document])),
      // A window that is loaded again brings its schemas back, and no Rust file.
      vscode.workspace.registerTextDocumentContentProvider(schemaScheme, {
        onDidChange: this.#schemaChanged.event,
        provideTextDocumentContent: async (uri) => (await this.#load()).schemas.contentOf(uri),
      }),
    );
    this.#opened(vscode.workspace.textDocuments);
  }

  #opened(documents: readonly vscode.TextDocument[]): void {
    if (this.#loaded || !documents.some(({ languageId }) => languageId === 'rust')) return;
    this.#load().catch((error: unknown) => this.needs.log.warn(`No hovers and hints: ${String(error)}`));
  }

  readonly #load = once(async (): Promise<Insight> => {
    const { createInsight } = await import('./insight');
    // VS Code is closing.
    if (this.#isDisposed) throw new Error('disposed');
    const insight = createInsight(this.needs);
    insight.eventShapes.onDidChange(() => this.#shapesChanged.fire());
    insight.schemas.onDidChange((uri) => this.#schemaChanged.fire(uri));
    return (this.#loaded = insight);
  });

  dispose(): void {
    this.#isDisposed = true;
    this.#disposables.dispose();
    this.#shapesChanged.dispose();
    this.#loaded?.dispose();
  }
}
