/** Sources of the open folder, and changes to them that are not saved. Paths are relative to the folder. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

export const fileAt = (relative: string): string =>
  path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', relative);

export const open = (relative: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument(fileAt(relative));

/** Changes an editor without saving it. */
export async function edit(relative: string, from: string, to: string): Promise<void> {
  const document = await open(relative);
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, `${from} is in ${relative}`);
  const change = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + from.length));
  change.replace(document.uri, range, to);
  assert.ok(await vscode.workspace.applyEdit(change));
  assert.ok(document.isDirty);
}

/** Back to what is on disk. */
export async function revert(relative: string): Promise<void> {
  const document = await open(relative);
  const change = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  const saved = await readFile(fileAt(relative), 'utf8');
  change.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), saved);
  assert.ok(await vscode.workspace.applyEdit(change));
  assert.ok(await document.save());
}
