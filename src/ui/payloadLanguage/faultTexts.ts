import * as vscode from 'vscode';
import type { JsonFault } from '../../core/payload/json';

const t = vscode.l10n.t;

/** What is wrong with a text that should be JSON. */
export const faultTexts = (): Readonly<Record<JsonFault, string>> => ({
  unexpected: t('this is no JSON'),
  byteOrderMark: t('an invisible byte order mark stands here; delete it'),
  number: t('the number is not complete'),
  propertyName: t('a property name in double quotes is expected'),
  value: t('a value is expected'),
  colon: t('a colon is expected'),
  comma: t('a comma is expected'),
  closeBrace: t('a closing brace is expected'),
  closeBracket: t('a closing bracket is expected'),
  endOfFile: t('nothing is expected after the value'),
  comment: t('JSON has no comments'),
  string: t('the string does not end'),
  escape: t('there is no such escape sequence'),
  character: t('this character has to be escaped'),
});
