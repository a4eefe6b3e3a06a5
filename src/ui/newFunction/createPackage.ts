import * as path from 'node:path';
import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import { lineOfFunction, type NewFunctionPlan } from '../../core/newFunction/plan';
import { addWorkspaceMember } from '../../core/newFunction/workspaceMembers';
import type { NewFunctionDependencies } from './newFunction';

/** Runs the plan. Whatever goes wrong before the package is whole, nothing of it stays. */
export async function createPackage(
  name: string,
  plan: NewFunctionPlan,
  { project, terminals, tools }: NewFunctionDependencies,
): Promise<void> {
  // cargo-lambda would overwrite what is in an existing folder.
  if (await exists(plan.folder)) throw new RustLambdaError('alreadyExists', { path: plan.folder });
  await tools.requireCargoLambda(plan.command.cwd);

  const run = await terminals.run({ label: `new ${name}`, command: plan.command, reveal: 'always' });
  const exit = await run.exited;
  if (exit.code !== 0) {
    await removeFolder(plan.folder);
    throw new RustLambdaError('commandFailed', {
      command: 'cargo lambda new',
      ...exit,
      output: vscode.l10n.t('See the terminal; nothing was left behind.'),
    });
  }
  if (plan.member) await becomeMember(plan.member);
  await openHandler(plan);
  await project.refresh();
  if (!vscode.workspace.getWorkspaceFolder(vscode.Uri.file(plan.folder))) void offerToOpen(plan.folder);
}

async function exists(file: string): Promise<boolean> {
  return vscode.workspace.fs.stat(vscode.Uri.file(file)).then(
    () => true,
    () => false,
  );
}

/** Only called with a folder that was not there before. */
async function removeFolder(folder: string): Promise<void> {
  if (await exists(folder)) await vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true });
}

/** Changes `members` by an edit that can be undone, and saves it: cargo reads the file. */
async function becomeMember({
  manifestPath,
  path: member,
}: NonNullable<NewFunctionPlan['member']>): Promise<void> {
  const document = await vscode.workspace.openTextDocument(manifestPath);
  const text = document.getText();
  const edit = addWorkspaceMember(text, member);
  const openManifest = vscode.l10n.t('Open Cargo.toml');
  const tell = async (message: string): Promise<void> => {
    const choice = await vscode.window.showWarningMessage(message, openManifest);
    if (choice) await vscode.window.showTextDocument(document);
  };
  switch (edit.outcome) {
    case 'added': {
      const change = new vscode.WorkspaceEdit();
      change.replace(
        document.uri,
        new vscode.Range(document.positionAt(0), document.positionAt(text.length)),
        edit.text,
      );
      if (!(await vscode.workspace.applyEdit(change)) || !(await document.save())) {
        void tell(vscode.l10n.t('{0} could not be changed. Add "{1}" to its members.', manifestPath, member));
        return;
      }
      if (edit.leftOut) void tellLeftOut(tell, member);
      return;
    }
    case 'alreadyMember':
      if (edit.leftOut) void tellLeftOut(tell, member);
      return;
    case 'excluded':
      return;
    case 'folderTakenForPackage':
      void tell(
        vscode.l10n.t(
          'The pattern "{0}" in members takes the folder {1} for a package. Exclude the folder, or list packages one by one.',
          edit.pattern,
          edit.folder,
        ),
      );
      return;
    case 'notAWorkspace':
    case 'outside':
    case 'invalid':
      // The manifest changed after the place was chosen.
      void tell(
        vscode.l10n.t('"{0}" could not be added to the members in {1}. Add it there.', member, manifestPath),
      );
  }
}

const tellLeftOut = (tell: (message: string) => Promise<void>, member: string): Promise<void> =>
  tell(
    vscode.l10n.t(
      '"{0}" is not among the default-members, so Watch cannot run it. Add it there too.',
      member,
    ),
  );

async function openHandler(plan: NewFunctionPlan): Promise<void> {
  for (const { path: file, handler } of plan.opens) {
    if (!(await exists(file))) continue;
    const document = await vscode.workspace.openTextDocument(file);
    const line = handler === undefined ? 0 : lineOfFunction(document.getText(), handler);
    const position = new vscode.Position(line, 0);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
    return;
  }
}

async function offerToOpen(folder: string): Promise<void> {
  const add = vscode.l10n.t('Add to Workspace');
  const open = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('{0} was made outside the open folders.', path.basename(folder));
  const choice = await vscode.window.showInformationMessage(message, add, open);
  const uri = vscode.Uri.file(folder);
  if (choice === add) {
    const count = vscode.workspace.workspaceFolders?.length ?? 0;
    vscode.workspace.updateWorkspaceFolders(count, 0, { uri });
  } else if (choice === open) {
    await vscode.commands.executeCommand('vscode.openFolder', uri);
  }
}
