import * as vscode from 'vscode';

/** What VS Code has of a file in an editor. */
export const openDocument = (path: string): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(
    ({ uri, isClosed }) => !isClosed && uri.scheme === 'file' && uri.fsPath === path,
  );

/** Changes what an editor shows, unsaved. Can be undone there. */
export function replaceText(document: vscode.TextDocument, text: string): Thenable<boolean> {
  const change = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  change.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  return vscode.workspace.applyEdit(change);
}
