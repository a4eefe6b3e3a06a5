import * as vscode from 'vscode';
import type { LambdaBinary } from '../../core/project/model';
import { basename } from '../../core/project/paths';

/** What a row shows of artifacts depends on these. */
export interface DiskListener {
  readonly artifactsChanged: (path: string) => void;
  /** A command or task ended, or the person comes back from elsewhere: anything may have been built. */
  readonly anythingBuilt: () => void;
  readonly sourcesChanged: (path: string) => void;
  /** Something in a folder `events`, or that folder. */
  readonly payloadsChanged: (path: string) => void;
}

/** Watches the folders that `cargo lambda build` writes to, and what artifacts are made from. */
export class DiskEvents implements vscode.Disposable {
  readonly #targets = new Map<string, vscode.Disposable>();
  readonly #sources: vscode.Disposable;

  constructor(private readonly listener: DiskListener) {
    this.#sources = vscode.Disposable.from(
      watch('**/{*.rs,Cargo.toml,Cargo.lock}', listener.sourcesChanged),
      // The folders themselves: of what is in a folder that goes, VS Code tells nothing.
      watch('**/{events,events/**}', listener.payloadsChanged),
      vscode.window.onDidEndTerminalShellExecution(() => listener.anythingBuilt()),
      vscode.tasks.onDidEndTaskProcess(() => listener.anythingBuilt()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && listener.anythingBuilt()),
    );
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
      this.#targets.set(folder, watch(artifactsIn(folder), this.listener.artifactsChanged));
    }
  }

  dispose(): void {
    this.#sources.dispose();
    for (const watcher of this.#targets.values()) watcher.dispose();
  }
}

/**
 * The folder itself is watched too: VS Code's events miss what is made in a folder that is only just made. But not
 * what is around it when that is not open anyway.
 */
function artifactsIn(targetDirectory: string): vscode.RelativePattern {
  const folder = vscode.Uri.file(targetDirectory);
  const name = basename(targetDirectory);
  if (!vscode.workspace.getWorkspaceFolder(folder) || /[[\]{}*?,!]/.test(name)) {
    return new vscode.RelativePattern(folder, 'lambda/**');
  }
  return new vscode.RelativePattern(
    vscode.Uri.joinPath(folder, '..'),
    `{${name},${name}/lambda,${name}/lambda/**}`,
  );
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
