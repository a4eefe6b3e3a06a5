import * as vscode from 'vscode';
import { cancelled, RustLambdaError } from '../../core/errors';
import type { Disposable } from '../../core/events';
import { senderOf } from '../../core/payload/http/sender';
import type { Files } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { dirname } from '../../core/project/paths';
import { commandId, panelIds } from '../../contributions';
import {
  parseFromInvokeWebview,
  textIn,
  type FromInvokeWebview,
  type InvokeMethods,
  type ResponsePart,
  type ToInvokeWebview,
} from '../../protocol/invoke';
import { showError } from '../errors/show';
import type { Handlers, Project, Watches } from '../features';
import { PanelChannel } from '../webview/channel';
import { panelHtml, panelRoots } from '../webview/html';
import type { BodyFiles } from './bodyFiles';
import type { Drafts } from './drafts';
import { PayloadFiles } from './payloadFiles';
import { copyText, openBody } from './response';
import { Runs, type RunsParts } from './runs';
import { invokeStrings } from './strings';
import { emulatorView, functionView, httpOrigin, routeViews } from './views';

export interface InvokePanelParts extends RunsParts {
  readonly extensionUri: vscode.Uri;
  readonly project: Project;
  readonly handlers: Handlers;
  readonly watches: Watches;
  readonly files: Files;
  readonly drafts: Drafts;
  readonly bodyFiles: BodyFiles;
}

/** The panel of one function. Its webview is thrown away when hidden; what it needs to come back is here. */
export class InvokePanel implements vscode.Disposable {
  readonly #runs: Runs;
  readonly #files: PayloadFiles;
  readonly #channel: PanelChannel<ToInvokeWebview, FromInvokeWebview, InvokeMethods>;
  readonly #subscriptions: Disposable[] = [];
  #fileWatch: { readonly binary: LambdaBinary; readonly watch: vscode.Disposable } | undefined;
  /** The project was read, so a function that is not in it is gone. */
  #isProjectKnown = false;
  #isClosed = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly functionId: string,
    private readonly parts: InvokePanelParts,
  ) {
    const { extensionUri, project, handlers, watches, files, log } = parts;
    this.#runs = new Runs(parts);
    this.#files = new PayloadFiles(project, files);
    panel.webview.options = { enableScripts: true, localResourceRoots: panelRoots(extensionUri) };
    this.#channel = new PanelChannel<ToInvokeWebview, FromInvokeWebview, InvokeMethods>(
      panel.webview,
      {
        ready: () => this.#tellAll(),
        parse: parseFromInvokeWebview,
        receive: (message) => this.#receive(message),
        methods: {
          readFile: async (takes) => this.#files.read(this.#binary(), textIn(takes, 'id')),
          saveFile: (takes) => this.#saveFile(textIn(takes, 'text'), textIn(takes, 'id')),
          openFile: async (takes) => {
            const path = await this.#files.path(this.#binary(), textIn(takes, 'id'));
            await vscode.window.showTextDocument(vscode.Uri.file(path));
            return null;
          },
          chooseBodyFile: () => parts.bodyFiles.choose(functionId, dirname(this.#binary().manifestPath)),
          readBodyFile: () => parts.bodyFiles.read(functionId),
          origin: () => {
            const binary = this.#binary();
            return Promise.resolve(httpOrigin(binary, watches.state(binary.workspaceRoot)));
          },
          copyText: async (takes) => {
            await vscode.env.clipboard.writeText(textIn(takes, 'text'));
            return null;
          },
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
      this.#channel,
      this.#runs.onDidChange((run) => this.#channel.send({ type: 'run', run })),
      project.onDidChange(() => this.#projectChanged()),
      watches.onDidChange((root) => {
        if (root === project.binary(functionId)?.workspaceRoot) this.#tellEmulator();
      }),
      handlers.onDidChange(() => void this.#shown(this.#tellRoutes())),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#channel.silence();
      }),
    );
    panel.title = vscode.l10n.t('Invoke {0}', this.#view().name);
    panel.webview.html = panelHtml(panel.webview, extensionUri, {
      script: 'invoke',
      styles: ['panel', 'invoke', 'httpForm'],
      images: true,
      title: panel.title,
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

  dispose(): void {
    this.#isClosed = true;
    this.#fileWatch?.watch.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #receive(message: FromInvokeWebview): void {
    switch (message.type) {
      case 'draft':
        this.parts.drafts.set(this.functionId, message.draft);
        break;
      case 'invoke': {
        const binary = this.parts.project.binary(this.functionId);
        const { payload, binaryMediaTypes } = message;
        if (binary) void this.#runs.start(binary, payload, senderOf(payload, binaryMediaTypes));
        break;
      }
      case 'cancel':
        this.#runs.cancel();
        break;
      case 'action':
        void this.#shown(this.#runs.act(message.index));
        break;
      case 'openHandler':
        void vscode.commands.executeCommand(commandId('openHandler'), { functionId: this.functionId });
    }
  }

  async #saveFile(text: string, id: string): Promise<string> {
    const saved = await this.#files.save(this.#binary(), text, id);
    this.parts.emulators.touched(saved.path);
    await this.#tellFiles();
    return saved.id;
  }

  #tellAll(): void {
    const { functionId } = this;
    const draft = this.parts.drafts.get(functionId);
    this.#channel.send({ type: 'init', functionId, strings: invokeStrings(), ...(draft && { draft }) });
    this.#channel.send({ type: 'function', function: this.#view() });
    this.#channel.send({ type: 'run', run: this.#runs.view });
    this.#tellEmulator();
    void this.#shown(this.#tellFiles());
    void this.#shown(this.#tellRoutes());
  }

  #projectChanged(): void {
    this.#channel.send({ type: 'function', function: this.#view() });
    this.#tellEmulator();
    const binary = this.parts.project.binary(this.functionId);
    if (binary && this.#fileWatch?.binary !== binary) {
      this.#fileWatch?.watch.dispose();
      const watch = this.#files.watch(binary, () => void this.#shown(this.#tellFiles()));
      this.#fileWatch = { binary, watch };
    }
    void this.#shown(this.#tellFiles());
    void this.#shown(this.#tellRoutes());
  }

  async #tellRoutes(): Promise<void> {
    const binary = this.parts.project.binary(this.functionId);
    if (!binary?.http || !this.panel.visible) return;
    const routes = routeViews(await this.parts.handlers.locate(binary));
    this.#channel.send({ type: 'routes', routes });
  }

  async #tellFiles(): Promise<void> {
    const binary = this.parts.project.binary(this.functionId);
    if (binary) this.#channel.send({ type: 'files', files: await this.#files.list(binary) });
  }

  #tellEmulator(): void {
    const root = this.parts.project.binary(this.functionId)?.workspaceRoot;
    const state = root === undefined ? ({ kind: 'stopped' } as const) : this.parts.watches.state(root);
    this.#channel.send({ type: 'emulator', emulator: emulatorView(state) });
  }

  #view() {
    return functionView(this.functionId, this.parts.project.binary(this.functionId), this.#isProjectKnown);
  }

  #binary(): LambdaBinary {
    const binary = this.parts.project.binary(this.functionId);
    if (!binary) throw new RustLambdaError('noFunction', {});
    return binary;
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
