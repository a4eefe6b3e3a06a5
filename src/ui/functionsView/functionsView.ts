import * as vscode from 'vscode';
import { viewIds } from '../../contributions';
import type { Project } from '../features';
import type { FactSources } from './functionFacts';
import { FunctionRows } from './functionRows';
import type { ViewNode } from './nodes';

/** The finest that an artifact's age is shown in. */
const ageStepMs = 60_000;

/** The view in the side bar: what depends on whether it can be seen. */
export class FunctionsView implements vscode.Disposable {
  readonly #rows: FunctionRows;
  readonly #view: vscode.TreeView<ViewNode>;
  readonly #disposables: vscode.Disposable;
  #ages: ReturnType<typeof setInterval> | undefined;

  constructor(project: Project, sources: FactSources) {
    this.#rows = new FunctionRows(project, sources, () => this.#view.visible);
    this.#view = vscode.window.createTreeView(viewIds.functions, {
      treeDataProvider: this.#rows,
      showCollapseAll: true,
    });
    this.#disposables = vscode.Disposable.from(
      this.#view,
      this.#rows,
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showTrust()),
      this.#view.onDidChangeVisibility(({ visible }) => this.#visibilityChanged(visible)),
    );
    this.#showTrust();
    this.#visibilityChanged(this.#view.visible);
  }

  /** Looks at the disk again, for when no event told of a change. */
  refresh(): void {
    this.#rows.refresh();
  }

  #visibilityChanged(visible: boolean): void {
    clearInterval(this.#ages);
    if (!visible) return;
    this.#rows.resume();
    // There is no event for time that passes; nobody sees it pass while the view is hidden.
    this.#ages = setInterval(() => this.#rows.showAges(ageStepMs), ageStepMs);
  }

  #showTrust(): void {
    this.#view.message = vscode.workspace.isTrusted
      ? ''
      : vscode.l10n.t('Restricted Mode: read from files alone; nothing is run.');
  }

  dispose(): void {
    clearInterval(this.#ages);
    this.#disposables.dispose();
  }
}
