import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import { fingerprint } from '../../core/payload/fingerprint';
import { isPayloadFile, maxPayloadFileBytes, payloadFolders } from '../../core/payload/files';
import { unixLineEnds } from '../../core/payload/lineEnds';
import type { Files } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { dirname, isSame, join } from '../../core/project/paths';
import { sizeText } from '../amounts';
import { openDocument } from '../documents';
import type { PayloadFile, Project } from '../features';
import { Refresher } from '../project/refresher';

/** Someone who types in an editor is followed when they pause. */
const quietMs = 100;

/**
 * The payload files of functions. Their ids are paths from the package's folder.
 *
 * A file's text is what VS Code's editors show of it: unsaved text where it is open, what is on disk elsewhere. A
 * panel's edits are a draft over that text, and go into the file (or its open editor) when they are saved there and
 * the text is still the one they started from; else the person decides.
 */
export class PayloadFiles {
  constructor(
    private readonly project: Pick<Project, 'model'>,
    private readonly files: Files,
  ) {}

  /** By folder, then name. @throws RustLambdaError fileFailed */
  async list(binary: LambdaBinary): Promise<readonly PayloadFile[]> {
    const listed = await Promise.all(
      payloadFolders(binary, this.project.model).map(async ({ path: folder, relative }) => {
        const entries = await this.files.list(folder);
        const names = entries.filter(({ name, isFolder }) => !isFolder && isPayloadFile(name));
        const found = await Promise.all(
          names.map(async ({ name }): Promise<PayloadFile> => {
            const path = join(folder, name);
            const modified = (await this.files.stat(path))?.modified ?? 0;
            const document = openDocument(path);
            // No time of a file is below zero.
            const version = document?.isDirty ? -document.version : modified;
            return { id: `${relative}/${name}`, name, path, modified, version };
          }),
        );
        return found.sort((a, b) => a.name.localeCompare(b.name));
      }),
    );
    return listed.flat();
  }

  /** Fires when one comes, goes or changes, in an editor too. */
  watch(binary: LambdaBinary, listener: () => void): vscode.Disposable {
    const folder = dirname(binary.manifestPath);
    // Of what is in a folder that goes, VS Code tells nothing.
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '{events,events/**}');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const folders = payloadFolders(binary, this.project.model).map(({ path }) => path);
    const typed = new Refresher<undefined>(() => {
      listener();
      return Promise.resolve();
    }, quietMs);
    const inEditor = ({ uri }: vscode.TextDocument): void => {
      if (uri.scheme === 'file' && folders.some((each) => isSame(each, dirname(uri.fsPath))))
        typed.add(undefined);
    };
    return vscode.Disposable.from(
      watcher,
      typed,
      watcher.onDidCreate(listener),
      watcher.onDidChange(listener),
      watcher.onDidDelete(listener),
      vscode.workspace.onDidChangeTextDocument(({ document }) => inEditor(document)),
      vscode.workspace.onDidSaveTextDocument(inEditor),
      vscode.workspace.onDidCloseTextDocument(inEditor),
    );
  }

  /** Without byte order mark, which Lambda and serde take none of, and with `\n`. @throws RustLambdaError fileFailed */
  async read(binary: LambdaBinary, id: string): Promise<string> {
    return this.#text(await this.path(binary, id));
  }

  /** As `read` gives it, for what is compared later. undefined when there is no such file. */
  async current(path: string): Promise<{ readonly text: string; readonly fingerprint: string } | undefined> {
    if (!openDocument(path) && (await this.files.stat(path)) === undefined) return undefined;
    const text = await this.#text(path);
    return { text, fingerprint: fingerprint(text) };
  }

  /** Only what `list` names may be asked for: ids come from a webview. @throws RustLambdaError fileFailed */
  async path(binary: LambdaBinary, id: string): Promise<string> {
    const known = await this.list(binary);
    const found = known.find((file) => file.id === id);
    if (found) return found.path;
    throw new RustLambdaError('payloadRefused', { name: id, reason: 'gone' });
  }

  async #text(path: string): Promise<string> {
    const document = openDocument(path);
    if (document?.isDirty) return plain(document.getText());
    const stat = await this.files.stat(path);
    if (stat && stat.bytes > maxPayloadFileBytes) {
      const message = vscode.l10n.t('It has {0}; Lambda takes at most 6 MB.', sizeText(stat.bytes));
      throw new RustLambdaError('fileFailed', { path, message });
    }
    return plain(await this.files.readText(path));
  }
}

const plain = (text: string): string => unixLineEnds(text.replace(/^\ufeff/, ''));
