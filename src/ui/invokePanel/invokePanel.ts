import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import type { Disposable } from '../../core/events';
import { senderOf } from '../../core/payload/http/sender';
import type { LambdaBinary } from '../../core/project/model';
import { commandId, panelIds, type CommandName } from '../../contributions';
import {
  parseFromInvokeWebview,
  textIn,
  type FromInvokeWebview,
  type InvokeMethods,
  type PayloadFileView,
  type ResponsePart,
  type ToInvokeWebview,
} from '../../protocol/invoke';
import { showError } from '../errors/show';
import type { Project, Samples, Watches } from '../features';
import type { LazyPayloads } from '../payloads/lazyPayloads';
import { PanelPayloads } from './panelPayloads';
import { PanelChannel } from '../webview/channel';
import { panelHtml, panelRoots } from '../webview/html';
import type { BodyFiles } from './bodyFiles';
import type { Drafts } from './drafts';
import { EventTypeFollower, type EventTypeParts } from './eventTypeView';
import { PanelDraft } from './panelDraft';
import { generated, unwrapped, wrapped } from './payloadTools';
import { requestMethods } from './requestMethods';
import { copyText, openBody } from './response';
import { Runs, type RunsParts } from './runs';
import { invokeStrings } from './strings';
import { emulatorView, functionView, sampleListView } from './views';

export interface InvokePanelParts extends RunsParts, EventTypeParts {
  readonly extensionUri: vscode.Uri;
  readonly project: Project;
  readonly watches: Watches;
  readonly payloads: LazyPayloads;
  readonly drafts: Pick<Drafts, 'get' | 'keep'>;
  readonly samples: Samples;
  readonly bodyFiles: BodyFiles;
}

/** The panel of one function. Its webview is thrown away when hidden; what it needs to come back is here. */
export class InvokePanel implements vscode.Disposable {
  readonly #runs: Runs;
  readonly #payloads: PanelPayloads;
  readonly #eventType: EventTypeFollower;
  readonly #channel: PanelChannel<ToInvokeWebview, FromInvokeWebview, InvokeMethods>;
  readonly #subscriptions: Disposable[] = [];
  readonly #draft: PanelDraft;
  /** A payload that is to be invoked with once the webview listens and knows its file. */
  #chosen: string | undefined;
  /** The project was read, so a function that is not in it is gone. */
  #isProjectKnown = false;
  #isClosed = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly functionId: string,
    private readonly parts: InvokePanelParts,
  ) {
    const { extensionUri, project, watches, log } = parts;
    this.#runs = new Runs(parts);
    this.#draft = new PanelDraft({
      keep: () => void parts.drafts.keep(functionId, this.#draft),
      askWhole: () => this.#channel.send({ type: 'tellDraft' }),
    });
    const loaded = parts.drafts.get(functionId).then((draft) => this.#draft.load(draft));
    this.#payloads = new PanelPayloads(parts, functionId, {
      listed: (files) => this.#listed(files),
      read: (id, text) => this.#draft.read(id, text),
      isEdited: (id) => this.#draft.has(id),
      renamed: async (from, to) => {
        await loaded;
        this.#draft.renamed(from, to);
        this.#channel.send({ type: 'renamed', from, to });
      },
      failed: (error) => void showError(error, log),
      // VS Code gives the focus back to the frame around the webview, where keys go nowhere.
      asked: () => {
        if (panel.active) panel.reveal();
      },
    });
    this.#eventType = new EventTypeFollower(
      () => project.binary(functionId),
      parts,
      (eventType) => this.#channel.send({ type: 'eventType', eventType }),
    );
    panel.webview.options = { enableScripts: true, localResourceRoots: panelRoots(extensionUri) };
    this.#channel = new PanelChannel<ToInvokeWebview, FromInvokeWebview, InvokeMethods>(
      panel.webview,
      {
        ready: () => this.#tellAll(),
        parse: parseFromInvokeWebview,
        receive: (message) => this.#receive(message),
        methods: {
          ...this.#payloads.methods,
          ...requestMethods(functionId, parts),
          generate: (takes) => generated(this.#payloads.binary, textIn(takes, 'wish'), parts.eventShapes),
          wrap: (takes) => wrapped(textIn(takes, 'text'), textIn(takes, 'envelope')),
          unwrap: (takes) => unwrapped(textIn(takes, 'text')),
          listSamples: async () => sampleListView(await parts.samples.list(this.#payloads.binary)),
          readSample: (takes) => parts.samples.read(this.#payloads.binary, textIn(takes, 'file')),
          copyResponse: async (takes) => {
            await vscode.env.clipboard.writeText(copyText(this.#response(takes)));
            return null;
          },
          openResponse: async (takes) => {
            await openBody(this.#response(takes), this.#view().name);
            return null;
          },
        },
      },
      log,
    );
    this.#subscriptions.push(
      this.#runs,
      this.#eventType,
      this.#channel,
      this.#payloads,
      this.#runs.onDidChange((run) => this.#channel.send({ type: 'run', run })),
      project.onDidChange(() => this.#projectChanged()),
      watches.onDidChange((root) => {
        if (root === project.binary(functionId)?.workspaceRoot) this.#tellEmulator();
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#channel.silence();
      }),
    );
    panel.title = vscode.l10n.t('Invoke {0}', this.#view().name);
    void loaded.then(() => {
      if (this.#isClosed) return;
      panel.webview.html = panelHtml(panel.webview, extensionUri, {
        script: 'invoke',
        worker: 'payloadWorker',
        styles: ['panel', 'invoke', 'samples', 'httpForm'],
        images: true,
        title: panel.title,
      });
    });
    void project.ready().then(() => {
      if (this.#isClosed) return;
      this.#isProjectKnown = true;
      this.#projectChanged();
    });
  }

  static create(binary: LambdaBinary, parts: InvokePanelParts): InvokePanel {
    const panel = vscode.window.createWebviewPanel(panelIds.invoke, binary.name, vscode.ViewColumn.Beside);
    return new InvokePanel(panel, binary.id, parts);
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Shows this payload, and invokes the function with it. */
  invokeWith(payload: string): void {
    this.#chosen = payload;
    void this.#payloads.tell();
  }

  dispose(): void {
    this.#isClosed = true;
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #receive(message: FromInvokeWebview): void {
    switch (message.type) {
      case 'draft':
        this.#draft.take(message.update);
        break;
      case 'invoke': {
        const binary = this.parts.project.binary(this.functionId);
        const { payload, source, binaryMediaTypes } = message;
        if (!binary) break;
        if (source) this.parts.payloads.used(binary.id, source);
        void this.#runs.start(binary, payload, senderOf(payload, binaryMediaTypes));
        break;
      }
      case 'cancel':
        this.#runs.cancel();
        break;
      case 'action':
        void this.#shown(this.#runs.act(message.index));
        break;
      case 'openHandler':
        this.#run('openHandler');
        break;
      case 'showSchema':
        this.#run('showEventSchema');
        break;
      case 'createEventType':
        this.#run('createEventType', [message.payload]);
    }
  }

  #run(command: CommandName, ...more: readonly unknown[]): void {
    void vscode.commands.executeCommand(commandId(command), { functionId: this.functionId }, ...more);
  }

  #tellAll(): void {
    const { functionId } = this;
    const draft = this.#draft.begin();
    const lastUsed = this.parts.payloads.last(functionId)?.id;
    const known = { ...(draft && { draft }), ...(lastUsed !== undefined && { lastUsed }) };
    this.#channel.send({ type: 'init', functionId, strings: invokeStrings(), ...known });
    this.#channel.send({ type: 'function', function: this.#view() });
    this.#channel.send({ type: 'run', run: this.#runs.view });
    this.#tellEmulator();
    this.#eventType.follow();
    void this.#payloads.tell();
  }

  #projectChanged(): void {
    this.#channel.send({ type: 'function', function: this.#view() });
    this.#tellEmulator();
    this.#eventType.follow();
    void this.#payloads.tell();
  }

  #listed(files: readonly PayloadFileView[]): void {
    this.#channel.send({ type: 'files', files });
    const chosen = this.#chosen;
    if (!this.#channel.isListening || chosen === undefined) return;
    this.#chosen = undefined;
    if (files.some(({ id }) => id === chosen)) this.#channel.send({ type: 'choose', id: chosen });
  }

  #tellEmulator(): void {
    const root = this.parts.project.binary(this.functionId)?.workspaceRoot;
    const state = root === undefined ? ({ kind: 'stopped' } as const) : this.parts.watches.state(root);
    this.#channel.send({ type: 'emulator', emulator: emulatorView(state) });
  }

  #view() {
    return functionView(this.functionId, this.parts.project.binary(this.functionId), this.#isProjectKnown);
  }

  #response(takes: unknown) {
    const part: ResponsePart = textIn(takes, 'part') === 'raw' ? 'raw' : 'body';
    const body = this.#runs.response(part);
    if (!body) throw cancelled();
    return body;
  }

  async #shown(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      await showError(error, this.parts.log);
    }
  }
}
