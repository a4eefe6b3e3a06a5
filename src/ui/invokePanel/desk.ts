import * as vscode from 'vscode';
import type { LocalInvoker, PayloadJobs, Files } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { isInside } from '../../core/project/paths';
import { parseSavedPanel } from '../../protocol/draft';
import type { Builds, EventShapes, Handlers, Project, Samples, Watches } from '../features';
import type { LazyPayloads } from '../payloads/lazyPayloads';
import { BodyFiles } from './bodyFiles';
import { codec } from './codec';
import type { Drafts } from './drafts';
import { Emulators } from './emulators';
import { Freshness } from './freshness';
import { InvokePanel, type InvokePanelParts } from './invokePanel';

export interface DeskParts {
  readonly extensionUri: vscode.Uri;
  readonly state: vscode.Memento;
  readonly drafts: Pick<Drafts, 'get' | 'keep'>;
  readonly log: vscode.LogOutputChannel;
  readonly project: Project;
  readonly builds: Builds;
  readonly watches: Watches;
  readonly files: Files;
  readonly invoker: LocalInvoker;
  readonly payloadJobs: PayloadJobs;
  readonly handlers: Handlers;
  readonly eventShapes: EventShapes;
  readonly payloads: LazyPayloads;
  readonly samples: Samples;
}

/** All invoke panels, at most one for each function, and what they share. */
export class InvokeDesk implements vscode.Disposable {
  readonly #panels = new Map<string, InvokePanel>();
  readonly #parts: InvokePanelParts;
  readonly #events: vscode.Disposable;

  constructor({ state, ...parts }: DeskParts) {
    const emulators = new Emulators(parts.watches, parts.files);
    const freshness = new Freshness(parts.files);
    const bodyFiles = new BodyFiles(state);
    this.#parts = { ...parts, bodyFiles, emulators, freshness, hasUnsaved, codec };
    this.#events = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => emulators.touched(uri.fsPath)),
      parts.payloads.onDidTouch((path) => emulators.touched(path)),
      vscode.workspace.onDidChangeConfiguration(() => freshness.forget()),
    );
  }

  /** @param payload id of the payload file that the function is invoked with at once */
  open(binary: LambdaBinary, payload?: string): void {
    const open = this.#panels.get(binary.id);
    const panel = open ?? InvokePanel.create(binary, this.#parts);
    if (open) open.reveal();
    else this.#keep(binary.id, panel);
    if (payload !== undefined) panel.invokeWith(payload);
  }

  /** A panel that was open when the window was closed or reloaded. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const functionId = parseSavedPanel(state)?.functionId;
    // Nothing tells which function it was for, or there is one already.
    if (functionId === undefined || this.#panels.has(functionId)) panel.dispose();
    else this.#keep(functionId, new InvokePanel(panel, functionId, this.#parts));
  }

  dispose(): void {
    this.#events.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #keep(functionId: string, panel: InvokePanel): void {
    this.#panels.set(functionId, panel);
    panel.onDidDispose(() => {
      this.#panels.delete(functionId);
      panel.dispose();
    });
  }
}

const hasUnsaved = (workspaceRoot: string): boolean =>
  vscode.workspace.textDocuments.some(
    ({ isDirty, uri }) => isDirty && uri.scheme === 'file' && isInside(uri.fsPath, workspaceRoot),
  );
