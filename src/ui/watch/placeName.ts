import * as vscode from 'vscode';
import { distinctName } from '../../core/project/distinctName';
import { basename, relativeTo } from '../../core/project/paths';

/** A Cargo workspace as a person knows it: its folder's name, and where it lies when that would not tell. */
export function placeName(workspaceRoot: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(workspaceRoot));
  if (!folder) return basename(workspaceRoot);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const namesakes = folders.filter(({ name }) => name === folder.name).map(({ uri }) => uri.fsPath);
  const name = namesakes.length > 1 ? distinctName(folder.uri.fsPath, namesakes) : folder.name;
  const inside = relativeTo(folder.uri.fsPath, workspaceRoot);
  if (!inside) return name;
  return folders.length > 1 ? `${name}/${inside}` : inside;
}
