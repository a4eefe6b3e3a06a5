import * as vscode from 'vscode';
import type { Fix } from '../../core/payload/fixes';

const t = vscode.l10n.t;

/** {0}: what is added, or put in. */
export const fixTexts = (): Readonly<Record<Fix['kind'], string>> => ({
  add: t('Add the field {0}'),
  rename: t('Rename to {0}'),
  replace: t('Replace with {0}'),
  convert: t('Convert to {0}'),
  wrap: t('Put it into a list'),
  unwrap: t('Take it out of its list'),
  remove: t('Remove {0}'),
});

export const fixTitle = ({ kind, what }: Fix): string => fixTexts()[kind].replace('{0}', () => what);
