import * as vscode from 'vscode';
import type { Disposable } from '../../core/events';
import { PayloadClient, type JudgedPayload } from '../../core/payload/engine/client';
import type { SentEvent, Verdict } from '../../core/payload/engine/model';
import { functionOfPayload } from '../../core/payload/files';
import type { PayloadWorkers } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { once } from '../../lazy';
import type { EventShapes, Project } from '../features';
import { Refresher } from '../project/refresher';
import { diagnosticsOf } from './diagnostics';
import { mayBePayload } from './payloadAddress';
import { registerProviders } from './providers';
import { sentEvent } from './sentEvent';

export interface PayloadLanguageNeeds {
  readonly workers: PayloadWorkers;
  readonly project: Pick<Project, 'ready' | 'onDidChange'>;
  readonly eventShapes: EventShapes;
  readonly log: vscode.LogOutputChannel;
}

/** Types change with every key that is pressed in their sources; payloads follow when a word is done. */
const quietMs = 250;

interface OpenPayload {
  readonly document: vscode.TextDocument;
  eol: vscode.EndOfLine;
  event: SentEvent | undefined;
  verdict: Verdict | undefined;
}

/** Judges, completes and explains the payload files that are open. The thread that does so starts with the first one. */
export class PayloadLanguage implements vscode.Disposable {
  readonly #open = new Map<string, OpenPayload>();
  readonly #collection = vscode.languages.createDiagnosticCollection('rust-lambda-payloads');
  readonly #refresher = new Refresher<void>((_changes, signal) => this.#update(signal), quietMs);
  readonly #disposables: Disposable[];
  #client: PayloadClient | undefined;
  #isDisposed = false;

  constructor(private readonly needs: PayloadLanguageNeeds) {
    const soon = (): void => this.#refresher.add();
    this.#disposables = [
      this.#collection,
      this.#refresher,
      needs.project.onDidChange(soon),
      needs.eventShapes.onDidChange(soon),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (mayBePayload(document)) void this.#refresher.now();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#close(uri.toString())),
      vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('json.validate')) this.#showAll();
      }),
      vscode.extensions.onDidChange(() => this.#showAll()),
      registerProviders((uri) => {
        const open = this.#open.get(uri.toString());
        return open && this.#client && { client: this.#client, verdict: open.verdict };
      }),
    ];
    void this.#refresher.now();
  }

  /** Every open payload has its function, and its function's event. */
  async #update(signal: AbortSignal): Promise<void> {
    try {
      const model = await this.needs.project.ready();
      signal.throwIfAborted();
      const found = vscode.workspace.textDocuments.filter(mayBePayload).flatMap((document) => {
        const binary = functionOfPayload(document.uri.fsPath, model);
        return binary ? [{ document, binary }] : [];
      });
      const ids = new Set(found.map(({ document }) => document.uri.toString()));
      for (const id of this.#open.keys()) if (!ids.has(id)) this.#close(id);
      if (found.length === 0) return;
      const client = await this.#start();
      signal.throwIfAborted();
      for (const { document } of found) this.#adopt(client, document);
      await Promise.all(found.map(({ document, binary }) => this.#expect(client, document, binary, signal)));
    } catch (error) {
      if (signal.aborted) throw error;
      // Nobody asked for it: a broken one must not interrupt.
      this.needs.log.error(`Payload files are not checked: ${String(error)}`);
    }
  }

  #adopt(client: PayloadClient, document: vscode.TextDocument): void {
    const id = document.uri.toString();
    if (document.isClosed || this.#open.get(id)?.document === document) return;
    this.#open.set(id, { document, eol: document.eol, event: undefined, verdict: undefined });
    client.open(id, document.getText());
  }

  async #expect(
    client: PayloadClient,
    document: vscode.TextDocument,
    binary: LambdaBinary,
    signal: AbortSignal,
  ): Promise<void> {
    const event = sentEvent(await this.needs.eventShapes.of(binary));
    signal.throwIfAborted();
    const id = document.uri.toString();
    const open = this.#open.get(id);
    if (!open || (open.event?.shape === event?.shape && open.event?.certainty === event?.certainty)) return;
    open.event = event;
    client.expect(id, event);
  }

  #changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const id = document.uri.toString();
    const open = this.#open.get(id);
    if (!open) return;
    // Other line ends are no change of content to VS Code, but move everything behind them.
    if (open.eol !== document.eol) {
      open.eol = document.eol;
      this.#client?.open(id, document.getText());
    } else if (contentChanges.length > 0) {
      const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        length: rangeLength,
        text,
      }));
      this.#client?.change(id, edits);
    }
  }

  #close(id: string): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    this.#client?.close(id);
    this.#collection.delete(open.document.uri);
  }

  #judged({ id, verdict }: JudgedPayload): void {
    const open = this.#open.get(id);
    if (!open) return;
    open.verdict = verdict;
    this.#show(open);
  }

  #show({ document, verdict }: OpenPayload): void {
    if (verdict) this.#collection.set(document.uri, diagnosticsOf(document, verdict));
  }

  #showAll(): void {
    for (const open of this.#open.values()) this.#show(open);
  }

  readonly #start = once(async (): Promise<PayloadClient> => {
    const worker = await this.needs.workers.start();
    const client = new PayloadClient(worker);
    this.#disposables.push(
      worker,
      client,
      client.onProblems((judged) => this.#judged(judged)),
      client.onFailed((message) => this.needs.log.error(`In the check of payloads: ${message}`)),
      worker.onRestart((error) => {
        this.needs.log.warn(`The check of payloads died, and is started again: ${String(error)}`);
        client.forget();
        for (const [id, { document, event }] of this.#open) {
          client.open(id, document.getText());
          client.expect(id, event);
        }
      }),
      worker.onEnd((error) => {
        this.needs.log.error(
          `Payloads are not checked any more; reload the window to try again: ${String(error)}`,
        );
        client.forget();
        this.#open.clear();
        this.#collection.clear();
      }),
    );
    // VS Code is closing.
    if (this.#isDisposed) worker.dispose();
    return (this.#client = client);
  });

  dispose(): void {
    this.#isDisposed = true;
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
