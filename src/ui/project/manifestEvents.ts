import * as vscode from 'vscode';
import { isInside } from '../../core/project/paths';

/** Something that may change what the project is. */
export type ProjectChange =
  | { readonly kind: 'everything' }
  /** A manifest, a source or cargo's configuration came, went or changed. */
  | { readonly kind: 'file'; readonly path: string }
  /** A folder came or went, or manifests did: they have to be looked for. */
  | { readonly kind: 'folder'; readonly path?: string };

const ignoredFolders = ['target', 'node_modules', '.git'];
/** For file searches: where no manifest of the project lies. */
export const ignoredGlob = `**/{${ignoredFolders.join(',')}}/**`;

/**
 * Watches manifests, cargo's configuration and the sources that cargo takes for binaries.
 * @param known manifests and sources of the last reading, to know what a deleted folder took along
 */
export function watchProject(
  known: () => Iterable<string>,
  changed: (change: ProjectChange) => void,
): vscode.Disposable {
  const disposables: vscode.Disposable[] = [];
  const watch = (
    glob: string,
    on: Partial<Record<'create' | 'change' | 'delete', (path: string) => void>>,
  ) => {
    const watcher = vscode.workspace.createFileSystemWatcher(glob, !on.create, !on.change, !on.delete);
    const listener = (react: (path: string) => void) => (uri: vscode.Uri) => {
      if (uri.scheme === 'file' && !isIgnored(uri)) react(uri.fsPath);
    };
    disposables.push(watcher);
    if (on.create) disposables.push(watcher.onDidCreate(listener(on.create)));
    if (on.change) disposables.push(watcher.onDidChange(listener(on.change)));
    if (on.delete) disposables.push(watcher.onDidDelete(listener(on.delete)));
  };
  const read = (path: string): void => changed({ kind: 'file', path });
  const search = (path?: string): void => changed({ kind: 'folder', ...(path !== undefined && { path }) });

  watch('**/Cargo.toml', { create: search, change: read, delete: search });
  watch('**/.cargo/{config,config.toml}', { create: read, change: read, delete: read });
  watch('**/src/main.rs', { create: read, delete: read });
  watch('**/src/bin/**', { create: read, delete: read });
  watch('**', {
    // A folder that is moved here or away is one event, whatever it holds.
    create: (path) => void isFolder(path).then((folder) => folder && search(path)),
    delete: (path) => {
      if ([...known()].some((file) => isInside(file, path))) search(path);
    },
  });
  disposables.push(
    vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of [...added, ...removed]) search(uri.fsPath);
    }),
    // The file events of VS Code miss what is made in a folder that is only just made (`git clone`, `cargo new`).
    vscode.window.onDidEndTerminalShellExecution(() => search()),
    vscode.tasks.onDidEndTaskProcess(() => search()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed({ kind: 'everything' })),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const ours = ['rustLambda.cargoPath', 'rustLambda.env'];
      if (ours.some((name) => event.affectsConfiguration(name))) changed({ kind: 'everything' });
    }),
  );
  return vscode.Disposable.from(...disposables);
}

/** Judged within the open folder: the folder itself may well lie in one called `target`. */
function isIgnored(uri: vscode.Uri): boolean {
  const folders = vscode.workspace.asRelativePath(uri, false).split('/');
  return folders.some((name) => ignoredFolders.includes(name));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    return false; // Gone again.
  }
}
