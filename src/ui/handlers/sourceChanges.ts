import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/events';

/** Tells of every Rust source and manifest that changed, on disk or in an editor. */
export class SourceChanges implements Disposable {
  readonly #changed = new Emitter<string>();
  readonly #closed = new Emitter<string>();
  readonly #changedOnDisk = new Emitter<string>();
  readonly #documents: Disposable;
  #watcher: Disposable | undefined;

  /** With the path, as VS Code writes it. */
  readonly onDidChange = this.#changed.event;
  /** With the path of a file that is shown in no editor any more. */
  readonly onDidClose = this.#closed.event;
  /** Of these only what programs see: cargo knows nothing of editors. */
  readonly onDidChangeOnDisk = this.#changedOnDisk.event;

  constructor() {
    const changed = (document: vscode.TextDocument): void => this.#tell(document.uri);
    this.#documents = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => changed(event.document)),
      vscode.workspace.onDidOpenTextDocument(changed),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.scheme === 'file') this.#closed.fire(document.uri.fsPath);
        // What was not saved is gone.
        changed(document);
      }),
    );
  }

  /** From now on what changes on disk is told too: before anything was read there is nobody to tell. */
  watch(): void {
    if (this.#watcher) return;
    const watcher = vscode.workspace.createFileSystemWatcher(
      '**/{*.rs,Cargo.toml,Cargo.lock,.cargo/config,.cargo/config.toml}',
    );
    const changed = (uri: vscode.Uri): void => {
      this.#tell(uri);
      if (uri.scheme === 'file') this.#changedOnDisk.fire(uri.fsPath);
    };
    this.#watcher = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    );
  }

  #tell({ scheme, fsPath }: vscode.Uri): void {
    if (scheme === 'file' && /\.rs$|Cargo\.(?:toml|lock)$|\.cargo[/\\]config(?:\.toml)?$/.test(fsPath))
      this.#changed.fire(fsPath);
  }

  dispose(): void {
    this.#watcher?.dispose();
    this.#documents.dispose();
    this.#changed.dispose();
    this.#closed.dispose();
    this.#changedOnDisk.dispose();
  }
}
