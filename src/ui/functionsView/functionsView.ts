import * as vscode from 'vscode';
import { viewIds } from '../../contributions';
import { once } from '../../lazy';
import type { Project } from '../features';
import type { FactSources } from './functionFacts';
import type { FunctionRows } from './functionRows';
import type { ViewNode } from './nodes';

/** The finest that an artifact's age is shown in. */
const ageStepMs = 60_000;

/** What was dropped on a row; undefined: beside all rows. */
type Drop = (target: ViewNode | undefined, transfer: vscode.DataTransfer) => Promise<void>;

/** How often the focus is looked for while rows are read anew, and how long after each other, ms. */
const looks = 20;
const betweenLooksMs = 50;

/** The view in the side bar: what depends on whether it can be seen. Its rows are loaded when they are asked for. */
export class FunctionsView implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ViewNode[] | undefined>();
  readonly #view: vscode.TreeView<ViewNode>;
  readonly #disposables: vscode.Disposable;
  #rows: FunctionRows | undefined;
  #ages: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly project: Project,
    private readonly sources: FactSources,
    drop: Drop,
  ) {
    this.#view = vscode.window.createTreeView(viewIds.functions, {
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getChildren: async (node?: ViewNode) => (await this.#load()).getChildren(node),
        getTreeItem: async (node) => (await this.#load()).getTreeItem(node),
        getParent: ({ parent }) => parent,
      },
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: {
        dragMimeTypes: ['text/uri-list'],
        dropMimeTypes: ['text/uri-list', 'files'],
        handleDrag: (nodes, transfer) => {
          const uris = nodes.flatMap(({ content }) =>
            content.kind === 'payload' && content.payload ? [vscode.Uri.file(content.payload.path)] : [],
          );
          if (uris.length > 0)
            transfer.set('text/uri-list', new vscode.DataTransferItem(uris.map(String).join('\r\n')));
        },
        handleDrop: drop,
      },
    });
    this.#disposables = vscode.Disposable.from(
      this.#view,
      this.#changed,
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showTrust()),
      this.#view.onDidChangeVisibility(({ visible }) => this.#visibilityChanged(visible)),
    );
    this.#showTrust();
    this.#visibilityChanged(this.#view.visible);
  }

  /** Looks at the disk again, for when no event told of a change. */
  refresh(): void {
    this.#rows?.refresh();
  }

  /**
   * The rows that a key is meant for. VS Code tells no extension where the focus is, which arrow keys move without
   * selecting: taking it in or out of the selection, and back, shows it.
   */
  async focused(): Promise<readonly ViewNode[]> {
    for (let look = 0; look < looks; look++) {
      const selected = this.#view.selection;
      await vscode.commands.executeCommand('list.toggleSelection');
      const toggled = this.#view.selection;
      await vscode.commands.executeCommand('list.toggleSelection');
      const added = without(toggled, selected);
      const removed = without(selected, toggled);
      if (added.length + removed.length === 1) return removed.length === 1 ? selected : added;
      // While rows are read anew VS Code knows no selection, and it tells nobody when it does.
      await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
    }
    return [];
  }

  readonly #load = once(async (): Promise<FunctionRows> => {
    const { FunctionRows: Rows } = await import('./functionRows');
    const rows = new Rows(this.project, this.sources, () => this.#view.visible);
    rows.onDidChangeTreeData((nodes) => this.#changed.fire(nodes));
    return (this.#rows = rows);
  });

  #visibilityChanged(visible: boolean): void {
    clearInterval(this.#ages);
    if (!visible) return;
    this.#rows?.resume();
    // There is no event for time that passes; nobody sees it pass while the view is hidden.
    this.#ages = setInterval(() => this.#rows?.showAges(ageStepMs), ageStepMs);
  }

  #showTrust(): void {
    this.#view.message = vscode.workspace.isTrusted
      ? ''
      : vscode.l10n.t('Restricted Mode: read from files alone; nothing is run.');
  }

  dispose(): void {
    clearInterval(this.#ages);
    this.#disposables.dispose();
    this.#rows?.dispose();
  }
}

const without = (nodes: readonly ViewNode[], others: readonly ViewNode[]): readonly ViewNode[] =>
  nodes.filter(({ id }) => !others.some((other) => other.id === id));
