import * as vscode from 'vscode';
import { basename } from '../../core/project/paths';

const scheme = 'rust-lambda-edits';

/** Shows files beside what panels have of them. */
export class Comparisons implements vscode.Disposable {
  /** Edits as they were when they were compared last, by the path of their file. */
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? '',
  });

  async show(path: string, text: string): Promise<void> {
    const file = vscode.Uri.file(path);
    const edits = file.with({ scheme });
    this.#texts.set(edits.path, text);
    this.#changed.fire(edits);
    const title = vscode.l10n.t('{0}: file ↔ your edits', basename(path));
    await vscode.commands.executeCommand('vscode.diff', file, edits, title);
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
