import * as vscode from 'vscode';
import type { LambdaBinary } from '../../core/project/model';

/** What a row shows of artifacts depends on these. */
export interface DiskListener {
  readonly artifactsChanged: (path: string) => void;
  readonly sourcesChanged: (path: string) => void;
}

/** Watches the folders that `cargo lambda build` writes to, and what artifacts are made from. */
export class DiskEvents implements vscode.Disposable {
  readonly #targets = new Map<string, vscode.Disposable>();
  readonly #sources: vscode.Disposable;

  constructor(private readonly listener: DiskListener) {
    this.#sources = watch('**/{*.rs,Cargo.toml,Cargo.lock}', listener.sourcesChanged);
  }

  /** Watches the target folders of these functions, and no others any more. */
  follow(binaries: readonly LambdaBinary[]): void {
    const wanted = new Set(binaries.map((binary) => binary.targetDirectory));
    for (const [folder, watcher] of this.#targets) {
      if (wanted.has(folder)) continue;
      watcher.dispose();
      this.#targets.delete(folder);
    }
    for (const folder of wanted) {
      if (this.#targets.has(folder)) continue;
      // With a base, so that a target folder outside of the open folders is watched as well.
      const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), 'lambda/**');
      this.#targets.set(folder, watch(pattern, this.listener.artifactsChanged));
    }
  }

  dispose(): void {
    this.#sources.dispose();
    for (const watcher of this.#targets.values()) watcher.dispose();
  }
}

function watch(pattern: vscode.GlobPattern, changed: (path: string) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const listener = ({ scheme, fsPath }: vscode.Uri): void => {
    if (scheme === 'file') changed(fsPath);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(listener),
    watcher.onDidChange(listener),
    watcher.onDidDelete(listener),
  );
}
