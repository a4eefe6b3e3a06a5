import * as vscode from 'vscode';

/** Opens a file in an editor, at a place (0-based) if there is one. */
export const openCommand = (
  path: string,
  position?: { readonly line: number; readonly character: number },
): vscode.Command => {
  const at = position && new vscode.Position(position.line, position.character);
  return {
    command: 'vscode.open',
    title: vscode.l10n.t('Open'),
    arguments: [vscode.Uri.file(path), at ? { selection: new vscode.Range(at, at) } : {}],
  };
};
