import * as vscode from 'vscode';
import { isInside } from '../../core/project/paths';
import type { CargoWatches } from './watches';

/** Stops what is watched in folders that are closed: no view would show it any more. */
export const stopInClosedFolders = (watches: CargoWatches): vscode.Disposable =>
  vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
    const open = vscode.workspace.workspaceFolders ?? [];
    for (const root of watches.running) if (isIn(root, removed) && !isIn(root, open)) void watches.stop(root);
  });

/** Also when only a member of the Cargo workspace is open. */
const isIn = (root: string, folders: readonly vscode.WorkspaceFolder[]): boolean =>
  folders.some(({ uri: { fsPath } }) => isInside(root, fsPath) || isInside(fsPath, root));
