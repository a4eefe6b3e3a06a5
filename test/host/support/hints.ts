/** Hints on handlers, as the Problems view has them. */
import path from 'node:path';
import * as vscode from 'vscode';

export const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
export const fileAt = (relative: string): string => path.join(root(), relative);

export interface Shown {
  readonly code: string;
  readonly at: string;
  readonly severity: vscode.DiagnosticSeverity;
  readonly message: string;
}

export const open = (relative: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument(fileAt(relative));

export const hintsIn = (document: vscode.TextDocument): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Rust Lambda');

/** In source order. */
export const shownIn = (document: vscode.TextDocument): readonly Shown[] =>
  [...hintsIn(document)]
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ code, range, severity, message }) => ({
      code: typeof code === 'string' ? code : '',
      at: document.getText(range),
      severity,
      message,
    }));

/** What is shown as soon as it is at exactly these texts. */
export function whenShown(
  document: vscode.TextDocument,
  ...at: readonly string[]
): Promise<readonly Shown[]> {
  return new Promise((resolve) => {
    const check = (): boolean => {
      const shown = shownIn(document);
      if (JSON.stringify(shown.map((each) => each.at)) !== JSON.stringify(at)) return false;
      resolve(shown);
      return true;
    };
    if (check()) return;
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (check()) listener.dispose();
    });
  });
}

/** Changes an editor without saving it. */
export async function edit(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  if (at < 0) throw new Error(`${from} is not in ${document.fileName}`);
  const change = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + from.length));
  change.replace(document.uri, range, to);
  await vscode.workspace.applyEdit(change);
}
