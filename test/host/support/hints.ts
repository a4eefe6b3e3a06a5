/** Hints on handlers, as the Problems view has them. */
import * as vscode from 'vscode';

export interface Shown {
  readonly code: string;
  readonly at: string;
  readonly severity: vscode.DiagnosticSeverity;
  readonly message: string;
}

export const hintsIn = (document: vscode.TextDocument): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Rust Lambda');

/** In source order. */
export const shownIn = (document: vscode.TextDocument): readonly Shown[] =>
  [...hintsIn(document)]
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ code, range, severity, message }) => ({
      code: typeof code === 'string' ? code : '',
      at: document.getText(range),
      severity,
      message,
    }));

/** What is shown as soon as it is at exactly these texts. */
export function whenShown(
  document: vscode.TextDocument,
  ...at: readonly string[]
): Promise<readonly Shown[]> {
  return new Promise((resolve) => {
    const check = (): boolean => {
      const shown = shownIn(document);
      if (JSON.stringify(shown.map((each) => each.at)) !== JSON.stringify(at)) return false;
      resolve(shown);
      return true;
    };
    if (check()) return;
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (check()) listener.dispose();
    });
  });
}
