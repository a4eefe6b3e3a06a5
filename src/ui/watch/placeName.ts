import * as vscode from 'vscode';
import { basename, relativeTo } from '../../core/project/paths';

/** A Cargo workspace as a person knows it: its folder's name, and where it lies when that would not tell. */
export function placeName(workspaceRoot: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(workspaceRoot));
  const inside = folder && relativeTo(folder.uri.fsPath, workspaceRoot);
  if (!folder || !inside) return folder?.name ?? basename(workspaceRoot);
  const several = (vscode.workspace.workspaceFolders ?? []).length > 1;
  return several ? `${folder.name}/${inside}` : inside;
}
