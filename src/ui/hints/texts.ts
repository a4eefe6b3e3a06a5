import * as vscode from 'vscode';
import type { Hint } from '../../core/rust/hints/hint';

export const hintSource = 'Rust Lambda';

const codes: Readonly<Record<Hint['kind'], string>> = {
  clientPerEvent: 'client-per-event',
  blockingCall: 'blocking-call',
  eventFeature: 'event-feature',
  triggerFeature: 'trigger-feature',
};

export function diagnosticOf(hint: Hint): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(hint), messageOf(hint), severityOf(hint));
  diagnostic.source = hintSource;
  diagnostic.code = codes[hint.kind];
  return diagnostic;
}

export const rangeOf = ({ start, end }: Hint): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** What works, but slower than it could, is for information; what can't work, or panics, is a warning. */
function severityOf(hint: Hint): vscode.DiagnosticSeverity {
  const works = hint.kind === 'clientPerEvent' || (hint.kind === 'blockingCall' && hint.waitsFor !== 'http');
  return works ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
}

function messageOf(hint: Hint): string {
  const { t } = vscode.l10n;
  switch (hint.kind) {
    case 'clientPerEvent':
      return t(
        '{0} is called for every event. Call it once in main, before the handler runs, and pass what it builds to the handler: connections and credentials are then used again.',
        hint.call,
      );
    case 'blockingCall':
      return blockingMessage(hint);
    case 'eventFeature':
      return hint.features.length === 1
        ? t(
            '{0} is built without its feature {1}, which {2} needs. Enable it in Cargo.toml.',
            hint.crate,
            hint.features.join(),
            hint.type,
          )
        : t(
            '{0} is built without the features that {1} needs. Enable one of {2} in Cargo.toml.',
            hint.crate,
            hint.type,
            hint.features.join(', '),
          );
    case 'triggerFeature':
      return t(
        '{0} is built without a feature for any trigger, so it takes no request. Enable one of {1} in Cargo.toml.',
        hint.crate,
        hint.features.join(', '),
      );
  }
}

function blockingMessage({ call, waitsFor }: Extract<Hint, { kind: 'blockingCall' }>): string {
  const { t } = vscode.l10n;
  switch (waitsFor) {
    case 'time':
      return t(
        '{0} holds up the thread that runs this async handler. Wait with tokio::time::sleep instead.',
        call,
      );
    case 'file':
      return t(
        '{0} in a loop holds up the thread that runs this async handler. Use tokio::fs, or tokio::task::spawn_blocking around the loop.',
        call,
      );
    case 'http':
      return t(
        '{0} must not be called from async code: it holds up the thread that runs this handler, and panics in debug builds. Use the async client of reqwest.',
        call,
      );
  }
}
