import * as vscode from 'vscode';
import { Emitter } from '../../core/events';
import { binariesOf, type LambdaBinary } from '../../core/project/model';
import { outline } from '../../core/project/outline';
import { agoText } from '../amounts';
import type { Project } from '../features';
import { Refresher } from '../project/refresher';
import { DiskEvents } from './diskEvents';
import { FunctionFacts, type FactSources } from './functionFacts';
import { detailNode, Nodes, type DetailContent, type ViewNode } from './nodes';
import { treeItem } from './treeItems';

/** A build writes an artifact in many pieces, and a formatter saves many files: each burst is one look. */
const quietMs = 300;

interface DiskChange {
  readonly kind: 'artifact' | 'source' | 'handler' | 'payload';
  readonly path: string;
}

/** The rows of the tree. Asks for the project when they are asked for, not before. */
export class FunctionRows implements vscode.TreeDataProvider<ViewNode>, vscode.Disposable {
  readonly #changed = new Emitter<ViewNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #nodes = new Nodes();
  readonly #facts: FunctionFacts;
  readonly #hasPayloads: boolean;
  readonly #disk: Refresher<DiskChange>;
  readonly #disposables: vscode.Disposable;
  /** From the first time that rows were asked for. */
  #events: DiskEvents | undefined;

  constructor(
    private readonly project: Project,
    sources: FactSources,
    isVisible: () => boolean,
  ) {
    this.#hasPayloads = sources.payloads !== undefined;
    this.#facts = new FunctionFacts(sources, isVisible, (concerns) => this.#show(concerns));
    this.#disk = new Refresher((changes) => {
      this.#diskChanged(changes);
      return Promise.resolve();
    }, quietMs);
    const projectChanged = (): void => this.#projectChanged();
    const handlerChanged = (path: string): void => this.#disk.add({ kind: 'handler', path });
    this.#disposables = vscode.Disposable.from(
      this.#facts,
      this.#disk,
      this.#changed,
      project.onDidChange(projectChanged),
      vscode.workspace.onDidChangeWorkspaceFolders(projectChanged),
      ...(sources.handlers ? [sources.handlers.onDidChange(handlerChanged)] : []),
    );
  }

  async getChildren(node?: ViewNode): Promise<ViewNode[]> {
    if (!node) {
      if (!this.#events) await this.#start();
      return [...this.#nodes.roots];
    }
    if (node.content.kind === 'binary') return this.#details(node, node.content.binary);
    if (node.content.kind === 'payloads') return this.#payloads(node, node.content.binary);
    return [...this.#nodes.childrenOf(node)];
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

  /** The rows can be seen again. */
  resume(): void {
    this.#facts.resume();
  }

  /** Shows again what reads differently than it did `sinceMs` ago. */
  showAges(sinceMs: number): void {
    const now = this.#facts.now();
    const older = new Set<string>();
    for (const [binary, time] of this.#facts.times()) {
      if (agoText(time, now) !== agoText(time, now - sinceMs)) older.add(binary.id);
    }
    if (older.size > 0) this.#show((binary) => older.has(binary.id));
  }

  async #start(): Promise<void> {
    await this.project.ready();
    if (this.#events) return;
    this.#events = new DiskEvents({
      artifactsChanged: (path) => this.#disk.add({ kind: 'artifact', path }),
      anythingBuilt: () => this.#facts.anythingBuilt(),
      sourcesChanged: (path) => this.#disk.add({ kind: 'source', path }),
      payloadsChanged: (path) => this.#disk.add({ kind: 'payload', path }),
    });
    this.#update(this.#events);
  }

  #details(node: ViewNode, binary: LambdaBinary): ViewNode[] {
    this.#facts.opened(binary);
    const known = this.#facts.of(binary);
    const details: DetailContent[] = [
      { kind: 'handler', binary },
      ...(known.handler?.routes ?? []).map((route) => ({ kind: 'route' as const, binary, route })),
      ...(this.#hasPayloads && binary.kind === 'function' ? [{ kind: 'payloads' as const, binary }] : []),
      ...(known.artifact ? [{ kind: 'artifact' as const, binary }] : []),
      ...(known.deployed ? [{ kind: 'deployed' as const, binary }] : []),
    ];
    return details.map((detail, index) => detailNode(node, detail, index));
  }

  /** What to do instead of nothing, where there are none. */
  #payloads(group: ViewNode, binary: LambdaBinary): ViewNode[] {
    const files = this.#facts.payloads(binary);
    if (files?.length === 0) return [detailNode(group, { kind: 'noPayload', binary })];
    return (files ?? []).map((payload) => detailNode(group, { kind: 'payload', binary, payload }));
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
    this.#facts.payloadsChanged(paths('payload'));
  }

  dispose(): void {
    this.#events?.dispose();
    this.#disposables.dispose();
  }
}
