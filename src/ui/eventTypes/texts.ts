import * as vscode from 'vscode';
import type { KnownEvent } from '../features';

/** Reasons beyond these say nothing new. */
const mostReasons = 3;

/** How sure it is what a function takes, and why it is no surer. */
export function certaintyText({ shape, problem, isOld }: KnownEvent): string {
  const why = reasons(shape?.reasons ?? []);
  const known = ((): string => {
    switch (shape?.certainty) {
      case 'exact':
        return vscode.l10n.t('Exact: all of it is known from the source.');
      case 'partial':
        return vscode.l10n.t('Partly open, serde may refuse more: {0}.', why);
      case 'unknown':
        return vscode.l10n.t('Not known, anything may be taken: {0}.', why);
      case undefined:
        return vscode.l10n.t('Not known: the handler does not say what it takes.');
    }
  })();
  if (!problem || (shape?.certainty === 'exact' && !isOld)) return known;
  const crates = ((): string => {
    if (isOld)
      return vscode.l10n.t(
        'By the crates that were built last: cargo does not know those of the changed manifest yet. Build once.',
      );
    switch (problem.code) {
      case 'untrusted':
        return vscode.l10n.t('Types of other crates are known in trusted workspaces only.');
      case 'programMissing':
        return vscode.l10n.t(
          'Types of other crates are not known: cargo was not found. Install Rust, or set rustLambda.cargoPath.',
        );
      default:
        return vscode.l10n.t(
          'Types of other crates are not known: cargo does not know the crates yet. Build once; the log says what cargo misses.',
        );
    }
  })();
  return `${known} ${crates}`;
}

function reasons(all: readonly string[]): string {
  const shown = all.slice(0, mostReasons).join('; ');
  return all.length > mostReasons
    ? vscode.l10n.t('{0}; and {1} more', shown, all.length - mostReasons)
    : shown;
}
