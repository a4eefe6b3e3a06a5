import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import { awsTarget } from '../../core/deploy/target';
import type { Aws } from '../../core/ports';
import type { DeploySnapshot } from './snapshot';

/**
 * Offers the names of the functions that exist where the plan points; undefined: cancelled.
 * @throws RustLambdaError aws
 */
export async function pickExistingName(
  aws: Aws,
  { target, name }: DeploySnapshot,
): Promise<string | undefined> {
  const where = awsTarget(target);
  if (!where) {
    const details = { reason: 'wrongRegion', name: 'RegionMissing', message: '', region: '' } as const;
    throw new RustLambdaError('aws', details);
  }
  const abort = new AbortController();
  const token = new vscode.CancellationTokenSource();
  // The list closes by itself when it could not be read; then the reason is shown.
  const names = aws.functionNames(where, abort.signal).catch((error: unknown) => {
    token.cancel();
    throw error;
  });
  try {
    const options = {
      title: vscode.l10n.t('Functions in {0}', where.region),
      placeHolder: vscode.l10n.t('Deploy over an existing function instead of {0}', name),
    };
    const chosen = await vscode.window.showQuickPick(names, options, token.token);
    // Closed while it was still loading: nobody waits for the rest.
    abort.abort();
    if (token.token.isCancellationRequested) await names;
    return chosen;
  } finally {
    abort.abort();
    token.dispose();
    names.catch(() => {});
  }
}
