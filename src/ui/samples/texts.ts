import * as vscode from 'vscode';
import type { SampleList } from '../features';

/** Where samples come from. */
export const originText = ({ crateVersion }: Pick<SampleList, 'crateVersion'>): string =>
  crateVersion === undefined
    ? vscode.l10n.t('Written for Rust Lambda')
    : vscode.l10n.t('From aws_lambda_events {0}', crateVersion);

/** Above those that fit. */
export const fitText = ({ type }: Pick<SampleList, 'type'>): string =>
  type === undefined ? vscode.l10n.t('Fit the function') : vscode.l10n.t('Fit {0}', type);
