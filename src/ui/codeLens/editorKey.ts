import * as vscode from 'vscode';
import type { ContextKeys } from '../../contributions';
import { handlersIn } from '../handlers/inDocument';
import { settingOfPath } from '../settings';
import type { CodeLensNeeds } from './codeLens';

export const showsLenses = ({ uri }: vscode.TextDocument): boolean =>
  settingOfPath('codeLens.enabled', uri.fsPath);

/**
 * Keeps `rustLambda.activeEditorHasFunction`: the editor's title shows Invoke for a file with a function.
 * What is typed reaches it by `update`, when lenses are asked for, which VS Code does less often than keys
 * are pressed.
 */
export class EditorKey implements vscode.Disposable {
  readonly #disposables: vscode.Disposable;
  #shown = false;
  /** Counts updates: only the newest may set the key. */
  #newest = 0;

  constructor(private readonly needs: CodeLensNeeds) {
    const update = (): void => this.update();
    this.#disposables = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(update),
      needs.project.onDidChange(update),
    );
  }

  update(): void {
    this.#update().catch((error: unknown) => this.needs.log.warn(`No function known: ${String(error)}`));
  }

  async #update(): Promise<void> {
    const update = ++this.#newest;
    const document = vscode.window.activeTextEditor?.document;
    const handlers = document ? await this.#handlersIn(document) : [];
    const hasFunction = handlers.some(({ binary }) => binary.kind === 'function');
    if (update !== this.#newest || hasFunction === this.#shown) return;
    this.#shown = hasFunction;
    const key = 'rustLambda.activeEditorHasFunction' satisfies keyof ContextKeys;
    await vscode.commands.executeCommand('setContext', key, hasFunction);
  }

  /** Where lenses are switched off an open file is no reason to run cargo: only what was read anyway counts. */
  #handlersIn(document: vscode.TextDocument): ReturnType<typeof handlersIn> {
    const { project, handlers } = this.needs;
    const known = { ready: () => Promise.resolve(project.model) };
    return handlersIn(document, showsLenses(document) ? project : known, handlers);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
