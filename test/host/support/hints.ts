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

export const shownIn = (document: vscode.TextDocument): readonly Shown[] =>
  hintsIn(document).map(({ code, range, severity, message }) => ({
    code: String(code),
    at: document.getText(range),
    severity,
    message,
  }));

/** What is shown as soon as it is so many hints. */
export function whenShown(document: vscode.TextDocument, count: number): Promise<readonly Shown[]> {
  return new Promise((resolve) => {
    const check = (): boolean => {
      const shown = shownIn(document);
      if (shown.length !== count) return false;
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
