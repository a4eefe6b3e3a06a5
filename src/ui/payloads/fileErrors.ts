import * as vscode from 'vscode';
import { isRustLambdaError, messageOf, RustLambdaError } from '../../core/errors';
import type { PayloadRefusal } from '../../core/errors';
import { basename, foldersUp } from '../../core/project/paths';

const reasons: Readonly<Record<string, PayloadRefusal>> = {
  FileNotFound: 'gone',
  ENOENT: 'gone',
  NoPermissions: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EROFS: 'readOnly',
  FileNotADirectory: 'folderIsFile',
  ENOTDIR: 'folderIsFile',
};

/** @throws RustLambdaError payloadRefused | fileFailed */
export async function failing<T>(path: string, action: () => Thenable<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    // Of our own adapter, the system's error is the cause.
    const system = isRustLambdaError(error) && error.code === 'fileFailed' ? error.cause : error;
    const reason = reasons[(system as { readonly code?: string } | undefined)?.code ?? ''];
    if (reason)
      throw new RustLambdaError('payloadRefused', { name: basename(path), reason }, { cause: error });
    if (isRustLambdaError(error)) throw error;
    throw new RustLambdaError('fileFailed', { path, message: messageOf(error) }, { cause: error });
  }
}

/**
 * Changes files in a way that can be undone. What VS Code refuses it does not explain, so the same is tried plainly,
 * which tells why.
 * @throws RustLambdaError payloadRefused | fileFailed
 */
export async function applyUndoable(
  edit: vscode.WorkspaceEdit,
  path: string,
  plainly: () => Thenable<void>,
): Promise<void> {
  if (!(await vscode.workspace.applyEdit(edit))) await failing(path, plainly);
}

/** @throws RustLambdaError payloadRefused folderIsFile, of whichever above it is one | readOnly, fileFailed */
export async function ensureFolder(folder: string): Promise<void> {
  for (const path of foldersUp(folder)) {
    const stat = await vscode.workspace.fs.stat(vscode.Uri.file(path)).then(
      (found) => found,
      () => undefined,
    );
    if (!stat) continue;
    const isFile = (stat.type & vscode.FileType.Directory) === 0;
    if (isFile) throw new RustLambdaError('payloadRefused', { name: basename(path), reason: 'folderIsFile' });
    if (path === folder) return;
    break;
  }
  await failing(folder, () => vscode.workspace.fs.createDirectory(vscode.Uri.file(folder)));
}
