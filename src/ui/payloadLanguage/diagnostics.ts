import * as vscode from 'vscode';
import type { PlacedProblem, Verdict } from '../../core/payload/engine/model';
import { maxPayloadBytes } from '../../core/payload/limits';
import { faultTexts } from './faultTexts';

export const payloadSource = 'Rust Lambda';

/** As the Problems view has them. */
export function diagnosticsOf(document: vscode.TextDocument, verdict: Verdict): vscode.Diagnostic[] {
  const isTold = syntaxIsTold(document);
  const shown = verdict.problems.filter(({ kind }) => kind !== 'notJson' || !isTold);
  const diagnostics = shown.map((problem) => diagnosticOf(document, problem));
  const last = diagnostics.at(-1);
  if (last && verdict.more > 0) {
    const message = vscode.l10n.t('{0} more problems are not shown.', verdict.more);
    const more = new vscode.Diagnostic(last.range, message, vscode.DiagnosticSeverity.Information);
    more.source = payloadSource;
    diagnostics.push(more);
  }
  return diagnostics;
}

export const rangeOf = (
  document: vscode.TextDocument,
  { offset, length }: { readonly offset: number; readonly length: number },
): vscode.Range => new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));

/** VS Code's own JSON support tells faults of syntax; comments and trailing commas only where they are not allowed. */
const syntaxIsTold = ({ languageId, uri }: vscode.TextDocument): boolean =>
  languageId === 'json' &&
  vscode.extensions.getExtension('vscode.json-language-features') !== undefined &&
  vscode.workspace.getConfiguration('json', uri).get('validate.enable', true);

function diagnosticOf(document: vscode.TextDocument, problem: PlacedProblem): vscode.Diagnostic {
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const severity = problem.severity === 'error' ? error : warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(document, problem), messageOf(problem), severity);
  diagnostic.source = payloadSource;
  diagnostic.code = problem.kind === 'refused' ? problem.code : problem.kind;
  return diagnostic;
}

/** Whether that is what a diagnostic of ours says. */
export const tells = ({ message }: vscode.Diagnostic, problem: PlacedProblem): boolean =>
  message === messageOf(problem);

function messageOf(problem: PlacedProblem): string {
  switch (problem.kind) {
    case 'refused':
      return problem.message;
    case 'notJson':
      return faultTexts()[problem.fault];
    case 'empty':
      return vscode.l10n.t('The payload is empty.');
    case 'tooLarge': {
      const [bytes, most] = [problem.bytes, maxPayloadBytes].map((each) =>
        each.toLocaleString(vscode.env.language),
      );
      return vscode.l10n.t('The payload has {0} bytes; Lambda takes at most {1}.', bytes ?? '', most ?? '');
    }
  }
}
