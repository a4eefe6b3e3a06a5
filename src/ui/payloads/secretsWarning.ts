import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import { secretsIn, type Secret } from '../../core/payload/secrets';
import type { SecretKind } from '../../core/payload/secretPatterns';
import type { Files } from '../../core/ports';
import { basename, dirname, foldersUp, join } from '../../core/project/paths';
import type { Ask } from './askModally';

/** More than these are only counted. */
const shownAtMost = 8;

/**
 * Asks before secrets are written where git takes them to others. Whether the file is ignored there is not known: for
 * that git would have to be run.
 * @param before the text that the file has already: what is in it is no news
 * @returns what to write: the text, or the text with placeholders
 * @throws RustLambdaError cancelled
 */
export async function withSecretsChecked(
  files: Pick<Files, 'stat'>,
  path: string,
  text: string,
  ask: Ask,
  before = '',
): Promise<string> {
  if (!(await isInRepository(files, path))) return text;
  const { secrets, replaced } = secretsIn(text);
  if (secrets.length === 0) return text;
  const known = new Set(secretsIn(before).secrets.map(line));
  const news = secrets.filter((secret) => !known.has(line(secret)));
  if (news.length === 0) return text;
  const more = news.length - shownAtMost;
  const detail = [
    ...news.slice(0, shownAtMost).map(line),
    ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : []),
    '',
    vscode.l10n.t('The file lies in a git repository: unless git ignores it, others get what is in it.'),
  ].join('\n');
  const replace = vscode.l10n.t('Replace by Placeholders');
  const anyway = vscode.l10n.t('Save Anyway');
  const choice = await ask(
    vscode.l10n.t('“{0}” would hold what looks like secrets.', basename(path)),
    detail,
    replace,
    anyway,
  );
  if (choice === replace) return replaced;
  if (choice === anyway) return text;
  throw cancelled();
}

/** Never with the value. */
const line = ({ kind, path }: Secret): string =>
  path === '' ? kindText(kind) : `${path}: ${kindText(kind)}`;

const kindText = (kind: SecretKind): string =>
  ({
    awsKey: vscode.l10n.t('AWS access key'),
    privateKey: vscode.l10n.t('private key'),
    jwt: vscode.l10n.t('JSON Web Token'),
    token: vscode.l10n.t('token'),
    password: vscode.l10n.t('password'),
  })[kind];

/** `.git` is a folder, or a file in worktrees and submodules. */
async function isInRepository(files: Pick<Files, 'stat'>, path: string): Promise<boolean> {
  for (const folder of foldersUp(dirname(path))) {
    if ((await files.stat(join(folder, '.git'))) !== undefined) return true;
  }
  return false;
}
