import * as vscode from 'vscode';
import type { Disposable } from '../../core/events';
import type { HintNeeds } from './hintDiagnostics';

/** Hints on handlers, loaded when a Rust file is open for the first time. */
export class LazyHints implements Disposable {
  readonly #listener: Disposable;
  #isLoading = false;
  #loaded: Disposable | undefined;
  #isDisposed = false;

  constructor(private readonly needs: HintNeeds) {
    this.#listener = vscode.workspace.onDidOpenTextDocument((document) => this.#opened([document]));
    this.#opened(vscode.workspace.textDocuments);
  }

  #opened(documents: readonly vscode.TextDocument[]): void {
    if (this.#isLoading || !documents.some(({ languageId }) => languageId === 'rust')) return;
    this.#isLoading = true;
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const { HintDiagnostics } = await import('./hintDiagnostics');
      if (!this.#isDisposed) this.#loaded = new HintDiagnostics(this.needs);
    } catch (error) {
      this.needs.log.warn(`No hints on handlers: ${String(error)}`);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#listener.dispose();
    this.#loaded?.dispose();
  }
}
