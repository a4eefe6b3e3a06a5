import * as vscode from 'vscode';
import { once } from '../../lazy';
import { mayBePayload } from './payloadAddress';
import type { PayloadLanguage, PayloadLanguageNeeds } from './payloadLanguage';

/** Loads ./payloadLanguage when the first payload file opens. */
export class LazyPayloadLanguage implements vscode.Disposable {
  readonly #listener: vscode.Disposable;
  #loaded: PayloadLanguage | undefined;
  #isDisposed = false;

  constructor(private readonly needs: PayloadLanguageNeeds) {
    this.#listener = vscode.workspace.onDidOpenTextDocument((document) => this.#opened([document]));
    this.#opened(vscode.workspace.textDocuments);
  }

  #opened(documents: readonly vscode.TextDocument[]): void {
    if (this.#loaded || !documents.some(mayBePayload)) return;
    this.#load().catch((error: unknown) =>
      this.needs.log.error(`Payload files are not checked: ${String(error)}`),
    );
  }

  readonly #load = once(async (): Promise<void> => {
    const { PayloadLanguage: Language } = await import('./payloadLanguage');
    if (!this.#isDisposed) this.#loaded = new Language(this.needs);
  });

  dispose(): void {
    this.#isDisposed = true;
    this.#listener.dispose();
    this.#loaded?.dispose();
  }
}
