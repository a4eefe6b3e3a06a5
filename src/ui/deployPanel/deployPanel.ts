import * as vscode from 'vscode';
import { shellOf } from '../../core/cargoLambda/shellText';
import type { Disposable } from '../../core/events';
import { parseFromDeployPanel, type FromDeployPanel, type ShowView } from '../../protocol/deploy';
import type { Methods } from '../../protocol/handshake';
import { PanelChannel } from '../webview/channel';
import { panelHtml, panelRoots } from '../webview/html';
import { panelIds } from '../../contributions';
import { pressed } from './actions';
import type { DeploySession } from './session';
import { deployView } from './view';

export interface PanelParts {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** Where failures of what was pressed are shown. */
  readonly attempt: (action: () => unknown) => Promise<void>;
  readonly namesThere: (session: DeploySession) => Promise<string | undefined>;
}

/** Shows a session until it is closed; the session may go on. */
export class DeployPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #channel: PanelChannel<ShowView, FromDeployPanel, Methods>;
  readonly #disposables: Disposable[] = [];
  readonly onDidClose: vscode.Event<void>;
  #drawing = false;

  constructor(
    readonly session: DeploySession,
    private readonly parts: PanelParts,
  ) {
    const { extensionUri, log } = parts;
    const { title } = this.#view();
    this.#panel = vscode.window.createWebviewPanel(panelIds.deploy, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: panelRoots(extensionUri),
    });
    this.#panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
    this.onDidClose = this.#panel.onDidDispose;
    this.#channel = new PanelChannel(
      this.#panel.webview,
      {
        ready: () => this.#draw(),
        parse: parseFromDeployPanel,
        receive: (message) => this.#receive(message),
        methods: {},
      },
      log,
    );
    this.#disposables.push(
      this.#channel,
      session.onDidChange(() => this.#drawSoon()),
      this.#panel.onDidChangeViewState(() => {
        if (!this.#panel.visible) this.#channel.silence();
        else void parts.attempt(() => session.refreshArtifact());
      }),
      this.#panel.onDidDispose(() => {
        for (const disposable of this.#disposables) disposable.dispose();
      }),
    );
    this.#panel.webview.html = panelHtml(this.#panel.webview, extensionUri, {
      script: 'deploy',
      styles: ['panel', 'deploy'],
      title,
    });
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.dispose();
  }

  #view() {
    const shell = shellOf(vscode.env.shell);
    return deployView(this.session.snapshot, { shell, now: Date.now(), clock: performance.now() });
  }

  /** Several changes in a row are one picture. */
  #drawSoon(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    this.#channel.send({ type: 'view', view: this.#view() });
  }

  #receive(message: FromDeployPanel): void {
    const { session, parts } = this;
    void parts.attempt(() =>
      message.type === 'choose'
        ? session.choose(message.what, message.value)
        : pressed(message.id, { session, close: () => this.close(), namesThere: parts.namesThere }),
    );
  }
}
