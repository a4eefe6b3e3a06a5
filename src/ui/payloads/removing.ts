import * as vscode from 'vscode';
import { cancelled, isError, messageOf } from '../../core/errors';
import { expectationOf } from '../../core/payload/files';
import type { PayloadFile } from '../features';
import { failing } from './fileErrors';

/**
 * Moves payloads, and what is expected of them, to the trash. Where there is none (remote, web), asks before they are
 * deleted for good.
 * @throws RustLambdaError cancelled | payloadRefused | fileFailed
 */
export async function removePayloads(payloads: readonly PayloadFile[]): Promise<void> {
  const paths: string[] = [];
  for (const path of payloads.flatMap((each) => [each.path, expectationOf(each.path)])) {
    if (await exists(path)) paths.push(path);
  }
  const left: string[] = [];
  let reason = '';
  for (const path of paths) {
    try {
      await vscode.workspace.fs.delete(vscode.Uri.file(path), { useTrash: true });
    } catch (error) {
      if (!(await exists(path))) continue;
      left.push(path);
      reason ||= messageOf(error);
    }
  }
  if (left.length === 0) return;
  await askToDelete(payloads, left.length < paths.length, reason);
  for (const path of left) {
    try {
      await failing(path, () => vscode.workspace.fs.delete(vscode.Uri.file(path)));
    } catch (error) {
      // Gone meanwhile, which is what was wanted.
      if (!(isError(error, 'payloadRefused') && error.details.reason === 'gone')) throw error;
    }
  }
}

async function askToDelete(
  payloads: readonly PayloadFile[],
  someAreGone: boolean,
  reason: string,
): Promise<void> {
  const [first] = payloads;
  const message =
    payloads.length === 1 && first
      ? vscode.l10n.t('“{0}” can’t be moved to the trash. Delete it for good?', first.name)
      : someAreGone
        ? vscode.l10n.t(
            'Some of {0} payloads can’t be moved to the trash. Delete them for good?',
            payloads.length,
          )
        : vscode.l10n.t('{0} payloads can’t be moved to the trash. Delete them for good?', payloads.length);
  const remove = vscode.l10n.t('Delete for Good');
  const choice = await vscode.window.showWarningMessage(message, { modal: true, detail: reason }, remove);
  if (choice !== remove) throw cancelled();
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return true;
  } catch {
    return false;
  }
};
