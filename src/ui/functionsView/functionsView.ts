import * as vscode from 'vscode';
import { viewIds } from '../../contributions';
import { binariesOf, type LambdaBinary } from '../../core/project/model';
import { outline } from '../../core/project/outline';
import type { Project } from '../features';
import { Refresher } from '../project/refresher';
import { DiskEvents } from './diskEvents';
import { FunctionFacts, type FactSources } from './functionFacts';
import { detailNode, Nodes, type DetailContent, type ViewNode } from './nodes';
import { agoText } from './texts';
import { treeItem } from './treeItems';

/** A build writes an artifact in many pieces, and a formatter saves many files: each burst is one look. */
const quietMs = 300;
/** The finest that an artifact's age is shown in. */
const ageStepMs = 60_000;

interface DiskChange {
  readonly kind: 'artifact' | 'source' | 'handler';
  readonly path: string;
}

/** The tree: project → rows. Asks for the project when it can be seen, not before. */
export class FunctionsView implements vscode.TreeDataProvider<ViewNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ViewNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #nodes = new Nodes();
  readonly #facts: FunctionFacts;
  readonly #view: vscode.TreeView<ViewNode>;
  readonly #disk: Refresher<DiskChange>;
  readonly #disposables: { dispose(): void }[] = [];
  /** From the first time the view could be seen. */
  #events: DiskEvents | undefined;
  #ages: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly project: Project,
    sources: FactSources,
  ) {
    this.#facts = new FunctionFacts(
      sources,
      () => this.#view.visible,
      (concerns) => this.#show(concerns),
    );
    this.#disk = new Refresher((changes) => {
      this.#diskChanged(changes);
      return Promise.resolve();
    }, quietMs);
    this.#view = vscode.window.createTreeView(viewIds.functions, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    const projectChanged = (): void => this.#projectChanged();
    this.#disposables.push(
      this.#view,
      this.#facts,
      this.#disk,
      this.#changed,
      project.onDidChange(projectChanged),
      vscode.workspace.onDidChangeWorkspaceFolders(projectChanged),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showTrust()),
      this.#view.onDidChangeVisibility(({ visible }) => this.#visibilityChanged(visible)),
    );
    const handlers = sources.handlers?.onDidChange((path) => this.#disk.add({ kind: 'handler', path }));
    if (handlers) this.#disposables.push(handlers);
    this.#showTrust();
  }

  async getChildren(node?: ViewNode): Promise<ViewNode[]> {
    if (!node) {
      if (!this.#events) await this.#start();
      return [...this.#nodes.roots];
    }
    return node.content.kind === 'binary'
      ? this.#details(node, node.content.binary)
      : [...this.#nodes.childrenOf(node)];
  }

  getTreeItem(node: ViewNode): vscode.TreeItem {
    const siblings = node.parent ? this.#nodes.childrenOf(node.parent) : this.#nodes.roots;
    return treeItem(node, this.#facts, siblings.length);
  }

  getParent(node: ViewNode): ViewNode | undefined {
    return node.parent;
  }

  /** Looks at the disk again, for when no event told of a change. */
  refresh(): void {
    this.#facts.outdateAll();
  }

  async #start(): Promise<void> {
    await this.project.ready();
    if (this.#events) return;
    this.#events = new DiskEvents({
      artifactsChanged: (path) => this.#disk.add({ kind: 'artifact', path }),
      sourcesChanged: (path) => this.#disk.add({ kind: 'source', path }),
    });
    this.#update(this.#events);
    this.#visibilityChanged(this.#view.visible);
  }

  #details(node: ViewNode, binary: LambdaBinary): ViewNode[] {
    this.#facts.opened(binary);
    const known = this.#facts.of(binary);
    const kinds: DetailContent['kind'][] = [
      'handler',
      ...(known.artifact ? ['artifact' as const] : []),
      ...(known.deployed ? ['deployed' as const] : []),
    ];
    return kinds.map((kind) => detailNode(node, { kind, binary }));
  }

  #projectChanged(): void {
    if (!this.#events) return;
    const changed = this.#update(this.#events);
    if (!changed) this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire([...changed]);
  }

  #update(events: DiskEvents): readonly ViewNode[] | undefined {
    const { model } = this.project;
    const binaries = binariesOf(model);
    this.#facts.keep(binaries);
    events.follow(binaries);
    const folders = (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ name, uri }) => ({ name, path: uri.fsPath }));
    return this.#nodes.update(outline(model, folders));
  }

  #show(concerns: ((binary: LambdaBinary) => boolean) | undefined): void {
    const nodes = this.#nodes.functions(concerns ?? (() => true));
    if (nodes.length > 0) this.#changed.fire(nodes);
  }

  #diskChanged(changes: readonly DiskChange[]): void {
    const paths = (kind: DiskChange['kind']): string[] =>
      changes.filter((change) => change.kind === kind).map((change) => change.path);
    this.#facts.artifactsChanged(paths('artifact'));
    this.#facts.sourcesChanged(paths('source'));
    this.#facts.handlersChanged(paths('handler'));
  }

  #visibilityChanged(visible: boolean): void {
    clearInterval(this.#ages);
    if (!visible) return;
    this.#facts.resume();
    // There is no event for time that passes; nobody sees it pass while the view is hidden.
    this.#ages = setInterval(() => this.#showAges(), ageStepMs);
  }

  #showAges(): void {
    const now = this.#facts.now();
    const older = new Set<string>();
    for (const [binary, { modified }] of this.#facts.built()) {
      if (agoText(modified, now) !== agoText(modified, now - ageStepMs)) older.add(binary.id);
    }
    if (older.size > 0) this.#show((binary) => older.has(binary.id));
  }

  #showTrust(): void {
    this.#view.message = vscode.workspace.isTrusted
      ? ''
      : vscode.l10n.t('Restricted Mode: read from files alone; nothing is run.');
  }

  dispose(): void {
    clearInterval(this.#ages);
    this.#events?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
