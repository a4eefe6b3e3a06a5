/** Texts of the functions view that more than one place shows. */
import * as vscode from 'vscode';
import type { ArtifactState, HandlerLocation } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { agoText, roughSizeText } from '../amounts';
import type { WatchState } from '../features';

export function kindText({ kind, http }: LambdaBinary, handler: HandlerLocation | undefined): string {
  if (kind === 'extension') return vscode.l10n.t('extension');
  if (http) return vscode.l10n.t('HTTP');
  return handler?.eventType ?? vscode.l10n.t('event');
}

/** Empty when it is stopped: that is how everything is. */
export function watchText(state: WatchState): string {
  switch (state.kind) {
    case 'stopped':
      return '';
    case 'starting':
      return vscode.l10n.t('starting…');
    case 'ready':
      return vscode.l10n.t('running :{0}', state.address.port);
    case 'stopping':
      return vscode.l10n.t('stopping…');
    case 'failed':
      return vscode.l10n.t('watch failed');
  }
}

/** `stale release arm64 3.9 MB, 2 min. ago`: what matters most first, as side bars are narrow. */
export function artifactText(artifact: ArtifactState, now: number): string {
  const what = `${artifactName(artifact)} ${roughSizeText(artifact.bytes)}`;
  const ago = agoText(artifact.modified, now);
  return artifact.stale ? vscode.l10n.t('stale {0}, {1}', what, ago) : `${what}, ${ago}`;
}

/** `release arm64`, `release arm64 zip` */
export const artifactName = ({ profile, architecture, kind }: ArtifactState): string =>
  [
    profile,
    architecture === 'unknown' ? vscode.l10n.t('unknown architecture') : architecture,
    kind === 'zip' ? 'zip' : undefined,
  ]
    .filter(Boolean)
    .join(' ');
