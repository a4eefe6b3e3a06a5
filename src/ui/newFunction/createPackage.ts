import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import type { NewFunctionPlan } from '../../core/newFunction/plan';
import type { CreatedFunction } from '../../core/newFunction/creator';
import type { Files } from '../../core/ports';
import { basename } from '../../core/project/paths';
import { replaceText } from '../documents';
import { runToEnd } from '../tasks/runToEnd';
import type { NewFunctionDependencies } from './newFunction';

/** Runs the plan in a terminal, then opens the handler. Whatever goes wrong, nothing of the package stays. */
export async function createPackage(
  name: string,
  plan: NewFunctionPlan,
  { project, terminals, tools, creator }: NewFunctionDependencies,
): Promise<void> {
  await tools.requireCargoLambda(plan.command.cwd);
  const label = vscode.l10n.t('new {0}', name);
  const created = await creator.create(plan, (command) => runToEnd(terminals, label, command));

  const position = new vscode.Position(created.line, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(created.path), {
    selection: new vscode.Range(position, position),
  });
  await project.refresh();
  if (plan.member) void tellAboutMembership(created, plan.member);
  if (!vscode.workspace.getWorkspaceFolder(vscode.Uri.file(created.folder))) void offerToOpen(created.folder);
}

/** Manifests as the person sees them: unsaved changes count, and the edit can be undone. */
export const editedManifests: Pick<Files, 'readText' | 'writeText'> = {
  readText: async (file) => (await vscode.workspace.openTextDocument(file)).getText(),
  writeText: async (file, text) => {
    const document = await vscode.workspace.openTextDocument(file);
    const before = document.getText();
    // Saved, because cargo reads the file and not the editor.
    if ((await replaceText(document, text)) && (await document.save())) return;
    // What the new text names is removed again.
    if (document.getText() !== before) await replaceText(document, before);
    const message = vscode.l10n.t('The file could not be changed.');
    throw new RustLambdaError('fileFailed', { path: file, message });
  },
};

async function tellAboutMembership(
  { membership, leftOut }: CreatedFunction,
  member: NonNullable<NewFunctionPlan['member']>,
): Promise<void> {
  const { t } = vscode.l10n;
  const message = leftOut
    ? t('"{0}" is not among the default-members, so Watch cannot run it. Add it there too.', member.path)
    : membership === 'notAWorkspace' || membership === 'outside'
      ? t('"{0}" could not be added to the members in {1}. Add it there.', member.path, member.manifestPath)
      : undefined;
  if (message === undefined) return;
  const open = t('Open Cargo.toml');
  if ((await vscode.window.showWarningMessage(message, open)) === open)
    await vscode.window.showTextDocument(vscode.Uri.file(member.manifestPath));
}

async function offerToOpen(folder: string): Promise<void> {
  const add = vscode.l10n.t('Add to Workspace');
  const open = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('{0} was made outside the open folders.', basename(folder));
  const choice = await vscode.window.showInformationMessage(message, add, open);
  const uri = vscode.Uri.file(folder);
  if (choice === add) {
    const count = vscode.workspace.workspaceFolders?.length ?? 0;
    vscode.workspace.updateWorkspaceFolders(count, 0, { uri });
  } else if (choice === open) {
    await vscode.commands.executeCommand('vscode.openFolder', uri);
  }
}
