import * as vscode from 'vscode';
import type { FunctionTarget } from '../../core/project/model';
import type { Handlers, Project } from '../features';
import { handlersIn } from './inDocument';

/**
 * Buttons in an editor's title are given the address of its file, the shortcut and the palette nothing, which means
 * the active editor: the functions meant are those whose handler or `fn main` is in it. What tree and lenses give
 * stays as it is.
 */
export async function targetOfEditor(
  given: FunctionTarget | vscode.Uri | undefined,
  project: Pick<Project, 'ready'>,
  handlers: Pick<Handlers, 'locate'>,
): Promise<FunctionTarget | undefined> {
  if (given && !(given instanceof vscode.Uri)) return given;
  const document = given
    ? await vscode.workspace.openTextDocument(given)
    : vscode.window.activeTextEditor?.document;
  const inFile = document ? await handlersIn(document, project, handlers) : [];
  const functionIds = inFile
    .filter(({ binary }) => binary.kind === 'function')
    .map(({ binary }) => binary.id);
  return functionIds.length > 0 ? { functionIds } : undefined;
}
