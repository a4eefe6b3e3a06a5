import * as vscode from 'vscode';
import type { NameProblem } from '../../core/newFunction/packageName';

/** What is wrong with a name, as a sentence. */
export function nameProblemText(problem: NameProblem): string {
  const { t } = vscode.l10n;
  switch (problem.reason) {
    case 'empty':
      return t('A function needs a name.');
    case 'firstCharacter':
      return t('The name starts with “{0}”; it has to start with a letter.', problem.character);
    case 'character':
      return t('“{0}” is not allowed: letters, digits, - and _ are.', problem.character);
    case 'tooShort':
      return t('The name needs at least {0} characters.', problem.limit);
    case 'tooLong':
      return t('The name may have at most {0} characters.', problem.limit);
    case 'keyword':
      return t('This is a keyword of Rust.');
    case 'reserved':
      return {
        cargo: t('Cargo uses a folder of this name.'),
        rust: t('A crate of the language has this name.'),
        windows: t('Windows allows no file of this name.'),
      }[problem.by];
    case 'packageExists':
      return t('There is a package “{0}” already.', problem.existing);
    case 'binaryExists':
      return t('There is a binary “{0}” already.', problem.existing);
  }
}
