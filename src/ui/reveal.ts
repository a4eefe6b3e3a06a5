import * as vscode from 'vscode';

/** Away from the person's own machine there is no file manager to show it in. */
export async function revealFile(path: string): Promise<void> {
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  await vscode.commands.executeCommand(isHere ? 'revealFileInOS' : 'revealInExplorer', vscode.Uri.file(path));
}
