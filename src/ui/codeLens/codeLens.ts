import * as vscode from 'vscode';
import type { Handlers, Project } from '../features';
import { handlersIn } from '../handlers/inDocument';
import { lensesFor } from './lenses';
import { EditorKey, showsLenses } from './editorKey';

export interface CodeLensNeeds {
  readonly project: Project;
  readonly handlers: Handlers;
  readonly log: vscode.LogOutputChannel;
}

/** Lenses above handlers, and the key that shows Invoke in the editor's title. */
export function registerCodeLens(needs: CodeLensNeeds): vscode.Disposable {
  const key = new EditorKey(needs);
  const lenses = new HandlerLenses(needs, () => key.update());
  return vscode.Disposable.from(
    key,
    lenses,
    vscode.languages.registerCodeLensProvider({ language: 'rust', scheme: 'file' }, lenses),
  );
}

class HandlerLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #disposables: vscode.Disposable;

  constructor(
    private readonly needs: CodeLensNeeds,
    private readonly onAsked: () => void,
  ) {
    const changed = (): void => this.#changed.fire();
    this.#disposables = vscode.Disposable.from(
      needs.project.onDidChange(changed),
      needs.handlers.onDidChange((path) => {
        // A document that changes is asked about anyway; its handlers may be in another one.
        if (visibleRust().some((document) => document.uri.fsPath !== path)) changed();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      // VS Code draws none in an editor that loses the focus while it waits for them.
      vscode.window.onDidChangeActiveTextEditor(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('rustLambda.codeLens')) changed();
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    this.onAsked();
    if (!showsLenses(document)) return [];
    try {
      const handlers = await handlersIn(document, this.needs.project, this.needs.handlers);
      return lensesFor(handlers, vscode.workspace.isTrusted);
    } catch (error) {
      // Nobody asked for lenses: a broken one must not interrupt. VS Code keeps asking, so it is one line.
      this.needs.log.warn(`No lenses for ${document.uri.fsPath}: ${String(error)}`);
      return [];
    }
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#changed.dispose();
  }
}

const visibleRust = (): readonly vscode.TextDocument[] =>
  vscode.window.visibleTextEditors
    .map(({ document }) => document)
    .filter((document) => document.languageId === 'rust');
