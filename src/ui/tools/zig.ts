import * as vscode from 'vscode';
import { plainWords } from '../../core/cargoLambda/systemReport';
import { cancelled, RustLambdaError } from '../../core/errors';

/**
 * cargo-lambda would install zig without a word when there is one way to do it, and fail when there are several.
 * @param ways the commands it knows for this machine
 * @returns the chosen one, as words
 * @throws RustLambdaError zigMissing | cancelled
 */
export async function askForZig(ways: readonly string[]): Promise<readonly string[]> {
  const runnable = ways.filter((way) => plainWords(way) !== undefined);
  if (runnable.length === 0) throw new RustLambdaError('zigMissing', { ways });
  const items = runnable.map((way) => ({ title: way }));
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('cargo-lambda compiles with zig, which is not installed. Install it now?'),
    { modal: true, detail: vscode.l10n.t('The command runs in a terminal, and the build goes on after it.') },
    ...items,
  );
  const words = chosen && plainWords(chosen.title);
  if (!words) throw cancelled();
  return words;
}
