/** Times and sizes as a person reads them, in the language of VS Code. */
import * as vscode from 'vscode';
import { age } from '../core/project/age';

const number = (value: number, digits: number): string =>
  value.toLocaleString(vscode.env.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `1,234` */
export const numberText = (value: number): string => number(value, 0);

/** `3.1 ms`, `118 ms`, `1.21 s`, `2 min 3 s`: three digits are what a person compares. */
export function durationText(ms: number): string {
  if (ms < 10) return vscode.l10n.t('{0} ms', number(ms, 1));
  if (ms < 1000) return vscode.l10n.t('{0} ms', number(ms, 0));
  if (ms < 60_000) return vscode.l10n.t('{0} s', number(ms / 1000, 2));
  return vscode.l10n.t('{0} min {1} s', Math.floor(ms / 60_000), Math.floor((ms % 60_000) / 1000));
}

/** @param then NaN when nobody said: some endpoints that stand for AWS leave it out */
export function agoText(then: number, now: number): string {
  if (Number.isNaN(then)) return vscode.l10n.t('age unknown');
  const { value, unit } = age(now - then);
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { style: 'short', numeric: 'auto' });
  return format.format(value, unit);
}

const megabyte = 1024 * 1024;

/** MB as AWS counts them: 1,048,576 bytes. Exact enough to be held against the limit of a payload. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? vscode.l10n.t('1 byte') : vscode.l10n.t('{0} bytes', bytes);
  if (bytes < megabyte) return vscode.l10n.t('{0} KB', number(bytes / 1024, 1));
  return vscode.l10n.t('{0} MB', number(bytes / megabyte, 2));
}

/** As {@link sizeText}, for artifacts: rougher, and never in bytes. */
export const roughSizeText = (bytes: number): string =>
  bytes < megabyte / 10
    ? vscode.l10n.t('{0} KB', number(Math.ceil(bytes / 1024), 0))
    : vscode.l10n.t('{0} MB', number(bytes / megabyte, 1));
