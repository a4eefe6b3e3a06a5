import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import { fileNameProblem, payloadFileName, type FileNameProblem } from '../../core/payload/files';
import { askModally, type Ask } from './askModally';

/**
 * Asks for the name of a payload file.
 * @returns with `.json`
 * @throws RustLambdaError cancelled
 */
export async function askForName(question: {
  readonly title: string;
  /** The folder it will be in, as a person reads it. */
  readonly folder: string;
  readonly suggested: string;
}): Promise<string> {
  const { title, folder, suggested } = question;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Name of the file in {0}', folder),
    value: suggested,
    valueSelection: [0, suggested.replace(/\.json$/i, '').length],
    validateInput: (value) => nameText(fileNameProblem(value)),
  });
  if (typed === undefined || fileNameProblem(typed) !== undefined) throw cancelled();
  return payloadFileName(typed);
}

/** @throws RustLambdaError cancelled */
export const askToReplace = (names: readonly string[], ask: Ask = askModally): Promise<void> =>
  confirmReplacing(ask, vscode.l10n.t('“{0}” exists already. Replace it?', names.join('”, “')));

/** For a file, or one that is gone. @throws RustLambdaError cancelled */
export const askToReplaceEdits = (name: string, ask: Ask): Promise<void> =>
  confirmReplacing(
    ask,
    vscode.l10n.t('“{0}” has edits in the panel that are not saved. Replace it, and lose these?', name),
  );

async function confirmReplacing(ask: Ask, question: string): Promise<void> {
  const replace = vscode.l10n.t('Replace');
  if ((await ask(question, undefined, replace)) !== replace) throw cancelled();
}

function nameText(problem: FileNameProblem | undefined): string | undefined {
  if (!problem) return undefined;
  return {
    empty: vscode.l10n.t('A name is needed.'),
    folder: vscode.l10n.t('A name without folders is needed.'),
    character: vscode.l10n.t('The name has a character that not every system takes.'),
    reserved: vscode.l10n.t('Windows reserves this name.'),
    tooLong: vscode.l10n.t('The name is too long.'),
    expectation: vscode.l10n.t('Names that end in “.expect” are for what is expected of a payload.'),
  }[problem];
}
