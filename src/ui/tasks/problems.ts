import * as vscode from 'vscode';
import type { BuildListener } from '../../core/cargoLambda/buildReport';
import { explanationOf, type Place, type Problem, type TextRange } from '../../core/cargoLambda/problems';

const source = 'cargo lambda';

interface Entry {
  readonly workspaceRoot: string;
  readonly packageName: string;
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

/**
 * What builds found, in the Problems view until the next build gets to the package.
 *
 * rust-analyzer runs rustc on save and reports the same. Two equal entries would be noise, and hiding ours while it
 * is installed would lose what it doesn't check (other targets, release only code, check on save switched off). So
 * one of ours goes as soon as another extension says the same at the same place, and doesn't come back when that
 * extension takes it away: then it was mended.
 */
export class BuildProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('rust-lambda');
  readonly #listener: vscode.Disposable;
  #entries: Entry[] = [];

  constructor() {
    this.#listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#dropTwins(uris));
  }

  /** A build begins: its packages' problems are out of date as soon as cargo gets to them. */
  follow(workspaceRoot: string, packageName: string | undefined): BuildListener {
    const outdated = (name: string | undefined): void =>
      this.#remove(
        (entry) =>
          entry.workspaceRoot === workspaceRoot && (name === undefined || entry.packageName === name),
      );
    outdated(packageName);
    return {
      onPackage: outdated,
      onProblem: (problem, name) => {
        const uri = vscode.Uri.file(problem.file);
        const diagnostic = diagnosticOf(problem);
        if (foreignOf(uri).some((other) => isTwin(diagnostic, other))) return;
        this.#entries.push({ workspaceRoot, packageName: name, uri, diagnostic });
        this.#show(uri);
      },
    };
  }

  dispose(): void {
    this.#listener.dispose();
    this.#collection.dispose();
  }

  #dropTwins(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const ours = this.#entries.filter((entry) => entry.uri.fsPath === uri.fsPath);
      if (ours.length === 0) continue;
      const foreign = foreignOf(uri);
      this.#remove(
        (entry) => ours.includes(entry) && foreign.some((other) => isTwin(entry.diagnostic, other)),
      );
    }
  }

  #remove(goes: (entry: Entry) => boolean): void {
    const gone = new Set(this.#entries.filter(goes));
    if (gone.size === 0) return;
    this.#entries = this.#entries.filter((entry) => !gone.has(entry));
    new Map([...gone].map(({ uri }) => [uri.toString(), uri])).forEach((uri) => this.#show(uri));
  }

  #show(uri: vscode.Uri): void {
    const here = this.#entries.filter((entry) => entry.uri.toString() === uri.toString());
    this.#collection.set(
      uri,
      here.map(({ diagnostic }) => diagnostic),
    );
  }
}

const foreignOf = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source !== source);

/** The same thing at the same place: line and code, or line and headline for what has no code. */
const isTwin = (ours: vscode.Diagnostic, other: vscode.Diagnostic): boolean =>
  ours.range.start.line === other.range.start.line &&
  ((ours.code !== undefined && codeOf(ours) === codeOf(other)) || headline(ours) === headline(other));

const codeOf = ({ code }: vscode.Diagnostic): string | undefined =>
  code === undefined ? undefined : String(typeof code === 'object' ? code.value : code);
const headline = ({ message }: vscode.Diagnostic): string => message.split('\n', 1)[0] ?? '';

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
};

function diagnosticOf(problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(problem.range),
    problem.message,
    severities[problem.severity],
  );
  diagnostic.source = source;
  if (problem.code !== undefined) {
    const page = explanationOf(problem.code);
    diagnostic.code = page ? { value: problem.code, target: vscode.Uri.parse(page) } : problem.code;
  }
  const related = [
    ...problem.related,
    ...problem.suggestions.map(({ replacement, message, ...place }) => ({
      ...place,
      message: replacement === '' ? message : `${message}: \`${replacement}\``,
    })),
  ];
  diagnostic.relatedInformation = related.map(
    (place) => new vscode.DiagnosticRelatedInformation(locationOf(place), place.message),
  );
  if (problem.unnecessary) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}

const locationOf = ({ file, range }: Place): vscode.Location =>
  new vscode.Location(vscode.Uri.file(file), rangeOf(range));
const rangeOf = ({ start, end }: TextRange): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);
