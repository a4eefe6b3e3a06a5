import * as vscode from 'vscode';
import { copyName, expectationOf, payloadFolders } from '../../core/payload/files';
import type { Files } from '../../core/ports';
import type { LambdaBinary, ProjectModel } from '../../core/project/model';
import { basename, dirname, join } from '../../core/project/paths';
import { openDocument } from '../documents';
import type { PayloadFile } from '../features';
import { applyUndoable, failing } from './fileErrors';
import { askForName, askToReplace } from './payloadNames';

/** Asks for the new name. What is expected of the payload goes with it. @throws RustLambdaError */
export async function renamePayload(
  files: Files,
  model: ProjectModel,
  binary: LambdaBinary,
  { name, path }: PayloadFile,
): Promise<void> {
  const folder = dirname(path);
  const shown = payloadFolders(binary, model).find((each) => each.path === folder)?.relative ?? folder;
  const title = vscode.l10n.t('Rename Payload');
  const wanted = await askForName({ title, folder: shown, suggested: name });
  if (wanted === name) return;
  // It may have gone while the name was asked for.
  const moves: (readonly [from: string, to: string])[] = [[path, join(folder, wanted)]];
  if ((await files.stat(expectationOf(path))) !== undefined) {
    moves.push([expectationOf(path), expectationOf(join(folder, wanted))]);
  }
  const taken = await namesTaken(files, folder, moves);
  if (taken.length > 0) await askToReplace(taken);
  const edit = new vscode.WorkspaceEdit();
  for (const [from, to] of moves) edit.renameFile(uri(from), uri(to), { overwrite: true });
  await applyUndoable(edit, path, async () => {
    for (const [from, to] of moves) {
      await vscode.workspace.fs.rename(uri(from), uri(to), { overwrite: true });
    }
  });
}

/** Beside the original. @returns where the first copy is */
export async function duplicatePayloads(
  files: Files,
  payloads: readonly PayloadFile[],
): Promise<string | undefined> {
  let first: string | undefined;
  for (const { name, path } of payloads) {
    const folder = dirname(path);
    const copy = join(folder, copyName(name, await namesIn(files, folder)));
    first ??= copy;
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri(copy), { contents: await contentsOf(path) });
    if ((await files.stat(expectationOf(path))) !== undefined) {
      const contents = await contentsOf(expectationOf(path));
      edit.createFile(uri(expectationOf(copy)), { contents, ignoreIfExists: true });
    }
    await applyUndoable(edit, copy, () => vscode.workspace.fs.copy(uri(path), uri(copy)));
  }
  return first;
}

/** Names that the moves would replace: on systems that tell no case, a file is not in its own way. */
async function namesTaken(
  files: Files,
  folder: string,
  moves: readonly (readonly [from: string, to: string])[],
): Promise<string[]> {
  const names = new Set(await namesIn(files, folder));
  const taken = await Promise.all(
    moves.map(async ([from, to]) => {
      const isCaseOnly = from.toLowerCase() === to.toLowerCase();
      const exists = names.has(basename(to)) || (!isCaseOnly && (await files.stat(to)) !== undefined);
      return exists ? [basename(to)] : [];
    }),
  );
  return taken.flat();
}

const namesIn = async (files: Files, folder: string): Promise<readonly string[]> =>
  (await files.list(folder)).map(({ name }) => name);

/** Unsaved text of an editor counts. @throws RustLambdaError payloadRefused gone … */
async function contentsOf(path: string): Promise<Uint8Array> {
  const document = openDocument(path);
  if (document?.isDirty) return new TextEncoder().encode(document.getText());
  return failing(path, () => vscode.workspace.fs.readFile(uri(path)));
}

const uri = (path: string): vscode.Uri => vscode.Uri.file(path);
