import * as vscode from 'vscode';
import type { LambdaBinary } from '../../core/project/model';
import { showError } from '../errors/show';
import type { Builds } from '../features';
import type { Change } from './planChange';

export interface CheckNeeds {
  readonly builds: Pick<Builds, 'buildForWatch'>;
  readonly log: vscode.LogOutputChannel;
}

/** Code that uses the event is not changed, and only rustc knows whether it fits. */
export async function offerCheck(
  { builds, log }: CheckNeeds,
  binary: LambdaBinary,
  change: Change,
): Promise<void> {
  // Nothing is built there.
  const check = vscode.workspace.isTrusted ? [vscode.l10n.t('Check with Cargo')] : [];
  const { takers } = change;
  const asked = takers
    ? vscode.window.showWarningMessage(takersText(takers), ...check)
    : vscode.window.showInformationMessage(
        vscode.l10n.t(
          'The handler of {0} takes the new type. Code that uses its event may have to follow.',
          binary.name,
        ),
        ...check,
      );
  if ((await asked) === undefined) return;
  try {
    await builds.buildForWatch(binary);
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} compiles.', binary.name));
  } catch (error) {
    await showError(error, log);
  }
}

/** Which functions have to be changed by hand. */
export const takersText = ({ names, type }: NonNullable<Change['takers']>): string =>
  vscode.l10n.t('These functions still take {0}; change them yourself: {1}.', type, names.join(', '));
