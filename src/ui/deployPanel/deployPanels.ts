import * as vscode from 'vscode';
import type { Disposable, Event } from '../../core/events';
import type { LambdaBinary } from '../../core/project/model';
import type { Builds } from '../features';
import { DeployPanel, type PanelParts } from './deployPanel';
import { whatWasDeployed } from './phaseView';
import type { DeploySession } from './session';
import type { DeploySnapshot } from './snapshot';
import { errorText } from './texts';

interface Entry {
  readonly session: DeploySession;
  /** undefined: closed while something ran. */
  panel: DeployPanel | undefined;
}

export interface PanelsParts extends PanelParts {
  readonly builds: Builds;
  readonly createSession: (binary: LambdaBinary) => DeploySession;
  /** Profile or region picked for the workspace. */
  readonly onDidChangeTarget: Event<unknown>;
  /** Functions came, went or changed. */
  readonly onDidChangeProject: Event<unknown>;
}

/** One panel for each function. A deploy goes on when its panel is closed, and then tells how it ended. */
export class DeployPanels implements Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #disposables: readonly Disposable[];

  constructor(private readonly parts: PanelsParts) {
    this.#disposables = [
      parts.builds.onDidBuild((root) => this.#refreshArtifacts((binary) => binary.workspaceRoot === root)),
      parts.onDidChangeTarget(() => this.#retarget()),
      parts.onDidChangeProject(() => this.#refreshArtifacts(() => true)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('rustLambda')) this.#retarget();
      }),
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
        if (languageId === 'rust' || languageId === 'toml') this.#refreshArtifacts(() => true);
      }),
    ];
  }

  /** Shows the plan at once; what it is made from is read meanwhile. */
  open(binary: LambdaBinary): void {
    const entry = this.#entries.get(binary.id) ?? this.#create(binary);
    if (entry.panel) entry.panel.reveal();
    else this.#show(entry);
    if (!entry.session.busy) void this.parts.attempt(() => entry.session.refresh());
  }

  dispose(): void {
    for (const { panel, session } of this.#entries.values()) {
      panel?.close();
      session.dispose();
    }
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #create(binary: LambdaBinary): Entry {
    const session = this.parts.createSession(binary);
    const entry: Entry = { session, panel: undefined };
    let wasBusy = false;
    session.onDidChange(() => {
      const ended = wasBusy && !session.busy;
      wasBusy = session.busy;
      if (ended) this.#ended(entry);
    });
    this.#entries.set(binary.id, entry);
    return entry;
  }

  #show(entry: Entry): void {
    const panel = new DeployPanel(entry.session, this.parts);
    entry.panel = panel;
    panel.onDidClose(() => {
      entry.panel = undefined;
      if (!entry.session.busy) this.#forget(entry);
    });
  }

  #ended(entry: Entry): void {
    const { session, panel } = entry;
    if (!panel?.visible) {
      void this.parts.attempt(() => tellEnd(session.snapshot, () => this.open(session.binary)));
    }
    if (!panel) this.#forget(entry);
  }

  #forget({ session }: Entry): void {
    this.#entries.delete(session.binary.id);
    session.dispose();
  }

  #retarget(): void {
    for (const { session } of this.#entries.values()) void this.parts.attempt(() => session.retarget());
  }

  #refreshArtifacts(concerns: (binary: LambdaBinary) => boolean): void {
    for (const { session, panel } of this.#entries.values()) {
      if (!panel?.visible || session.busy || !concerns(session.binary)) continue;
      void this.parts.attempt(() => session.refreshArtifact());
    }
  }
}

/** For who does not look at the panel. */
async function tellEnd(snapshot: DeploySnapshot, openPanel: () => void): Promise<void> {
  const { phase, name } = snapshot;
  const { t } = vscode.l10n;
  if (phase.kind === 'done') {
    const copy = t('Copy ARN');
    const arn = whatWasDeployed(snapshot)?.arn;
    const text = t('Deployed {0}, version {1}.', name, phase.result?.version ?? '?');
    const answer = await vscode.window.showInformationMessage(text, ...(arn === undefined ? [] : [copy]));
    if (answer === copy && arn !== undefined) await vscode.env.clipboard.writeText(arn);
  } else if (phase.kind === 'failed') {
    const show = t('Show Deploy');
    const text = t('{0} was not deployed. {1}', name, errorText(phase.error));
    if ((await vscode.window.showErrorMessage(text, show)) === show) openPanel();
  }
}
