import * as vscode from 'vscode';

const number = (value: number, digits: number): string =>
  value.toLocaleString(vscode.env.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `3.1 ms`, `118 ms`, `1.21 s`, `2 min 3 s`: three digits are what a person compares. */
export function durationText(ms: number): string {
  if (ms < 10) return vscode.l10n.t('{0} ms', number(ms, 1));
  if (ms < 1000) return vscode.l10n.t('{0} ms', number(ms, 0));
  if (ms < 60_000) return vscode.l10n.t('{0} s', number(ms / 1000, 2));
  return vscode.l10n.t('{0} min {1} s', Math.floor(ms / 60_000), Math.floor((ms % 60_000) / 1000));
}

/** MB as AWS counts them: 1,048,576 bytes. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? vscode.l10n.t('1 byte') : vscode.l10n.t('{0} bytes', bytes);
  if (bytes < 1024 * 1024) return vscode.l10n.t('{0} KB', number(bytes / 1024, 1));
  return vscode.l10n.t('{0} MB', number(bytes / (1024 * 1024), 2));
}
