import * as vscode from 'vscode';
import type { LambdaBinary } from '../../core/project/model';
import type { Hint } from '../../core/rust/hints/hint';
import type { Handlers, Project } from '../features';
import { binariesNear } from '../handlers/inDocument';
import { normalPath } from '../handlers/sourceTexts';
import { Refresher } from '../project/refresher';
import { settingOfPath } from '../settings';
import { HandlerHints, type HandlerHintsNeeds } from './handlerHints';
import { HintFixes } from './hintFixes';
import { diagnosticOf } from './texts';

export interface HintNeeds extends HandlerHintsNeeds {
  readonly project: Pick<Project, 'ready' | 'onDidChange'>;
  readonly handlers: Pick<Handlers, 'locate' | 'onDidChange'>;
  readonly log: vscode.LogOutputChannel;
}

/** Somebody who types sees hints when a word is done, not at each key. */
const quietMs = 250;

const setting = 'handlerHints.enabled';

/** Shows hints on the handlers in open documents. Before a Rust file is open nothing is read. */
export class HintDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('rust-lambda-hints');
  readonly #shown = new Map<string, readonly Hint[]>();
  readonly #hints: HandlerHints;
  readonly #refresher = new Refresher<void>((_changes, signal) => this.#update(signal), quietMs);
  readonly #disposables: vscode.Disposable;

  constructor(private readonly needs: HintNeeds) {
    this.#hints = new HandlerHints(needs);
    const changed = (): void => {
      if (this.#shown.size > 0 || openSources().length > 0) this.#refresher.add();
    };
    this.#disposables = vscode.Disposable.from(
      this.#collection,
      this.#hints,
      this.#refresher,
      needs.handlers.onDidChange(changed),
      needs.project.onDidChange(changed),
      this.#hints.onDidChange(changed),
      // Also what is opened, and what is typed while handlers are looked for the first time.
      needs.changes.onDidChange((path) => {
        if (openSources().some(({ uri }) => uri.fsPath === path)) changed();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#show(uri, [])),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`rustLambda.${setting}`)) changed();
      }),
      vscode.languages.registerCodeActionsProvider(
        { language: 'rust', scheme: 'file' },
        new HintFixes((uri) => this.#shown.get(uri.fsPath) ?? []),
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
    changed();
  }

  async #update(signal: AbortSignal): Promise<void> {
    try {
      const documents = openSources();
      const near = await Promise.all(documents.map((each) => binariesNear(each, this.needs.project)));
      const files = new Set(documents.map(({ uri }) => uri.fsPath));
      const found = await this.#hintsOn([...new Set(near.flat())], files);
      signal.throwIfAborted();
      for (const { uri, isClosed } of documents) {
        const here = found.hints.filter(({ path }) => normalPath(path) === uri.fsPath);
        // While someone is typing, those from before stay: VS Code moves them along.
        if (!isClosed && (here.length > 0 || !found.isTyped)) this.#show(uri, here);
      }
      for (const path of this.#shown.keys()) if (!files.has(path)) this.#show(vscode.Uri.file(path), []);
    } catch (error) {
      if (signal.aborted) throw error;
      // Nobody asked for hints: a broken one must not interrupt.
      this.needs.log.warn(`No hints on handlers: ${String(error)}`);
    }
  }

  async #hintsOn(
    binaries: readonly LambdaBinary[],
    files: ReadonlySet<string>,
  ): Promise<{ readonly hints: readonly Hint[]; readonly isTyped: boolean }> {
    const found = await Promise.all(binaries.map((binary) => this.#hints.in(files, binary)));
    // Binaries may share a handler.
    const each = new Map(found.flatMap((hints) => hints ?? []).map((hint) => [JSON.stringify(hint), hint]));
    return { hints: [...each.values()], isTyped: found.includes(undefined) };
  }

  #show(uri: vscode.Uri, hints: readonly Hint[]): void {
    if (hints.length === 0) {
      if (this.#shown.delete(uri.fsPath)) this.#collection.delete(uri);
      return;
    }
    this.#shown.set(uri.fsPath, hints);
    this.#collection.set(uri, hints.map(diagnosticOf));
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

const openSources = (): readonly vscode.TextDocument[] =>
  vscode.workspace.textDocuments.filter(
    ({ languageId, uri }) =>
      languageId === 'rust' && uri.scheme === 'file' && settingOfPath(setting, uri.fsPath),
  );
