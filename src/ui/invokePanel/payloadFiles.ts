import * as vscode from 'vscode';
import { cancelled, RustLambdaError } from '../../core/errors';
import {
  fileNameProblem,
  isPayloadFile,
  maxPayloadFileBytes,
  payloadFileName,
  payloadFolders,
  type FileNameProblem,
} from '../../core/payload/files';
import type { Files } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { basename, dirname, join } from '../../core/project/paths';
import type { PayloadFileView } from '../../protocol/invoke';
import type { Project } from '../features';
import { sizeText } from '../amounts';

/** The payload files of one function. Their ids are paths from the package's folder. */
export class PayloadFiles {
  constructor(
    private readonly project: Project,
    private readonly files: Files,
  ) {}

  /** By folder, then name. @throws RustLambdaError fileFailed */
  async list(binary: LambdaBinary): Promise<readonly PayloadFileView[]> {
    const folders = payloadFolders(binary, this.project.model);
    const listed = await Promise.all(
      folders.map(async ({ path, relative }) => {
        const entries = await this.files.list(path);
        const names = entries.filter(({ name, isFolder }) => !isFolder && isPayloadFile(name));
        return Promise.all(
          names.map(async ({ name }): Promise<PayloadFileView> => {
            const stat = await this.files.stat(join(path, name));
            return { id: `${relative}/${name}`, label: name, version: stat?.modified ?? 0 };
          }),
        );
      }),
    );
    return listed.map((folder) => folder.sort((a, b) => a.label.localeCompare(b.label))).flat();
  }

  /** Fires when one comes, goes or changes. */
  watch(binary: LambdaBinary, listener: () => void): vscode.Disposable {
    const folder = vscode.Uri.file(dirname(binary.manifestPath));
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, 'events/**/*.json'),
    );
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(listener),
      watcher.onDidChange(listener),
      watcher.onDidDelete(listener),
    );
  }

  /** @throws RustLambdaError fileFailed */
  async read(binary: LambdaBinary, id: string): Promise<string> {
    const path = await this.path(binary, id);
    const stat = await this.files.stat(path);
    if (stat && stat.bytes > maxPayloadFileBytes) {
      const message = vscode.l10n.t('It has {0}; Lambda takes at most 6 MB.', sizeText(stat.bytes));
      throw new RustLambdaError('fileFailed', { path, message });
    }
    // Lambda and serde take no byte order mark.
    return (await this.files.readText(path)).replace(/^\ufeff/, '');
  }

  /** Only what `list` names may be asked for: ids come from a webview. @throws RustLambdaError fileFailed */
  async path(binary: LambdaBinary, id: string): Promise<string> {
    const path = join(dirname(binary.manifestPath), id);
    const known = await this.list(binary);
    if (known.some((file) => file.id === id)) return path;
    throw new RustLambdaError('fileFailed', {
      path,
      message: vscode.l10n.t('There is no such payload file.'),
    });
  }

  /**
   * Asks for a name, and before replacing a file. Gives the new file's id.
   * @param id of the file that the text came from; empty when from none
   * @throws RustLambdaError cancelled | fileFailed
   */
  async save(
    binary: LambdaBinary,
    text: string,
    id: string,
  ): Promise<{ readonly id: string; readonly path: string }> {
    const [own] = payloadFolders(binary, this.project.model);
    if (!own) throw cancelled();
    const isKnown = id !== '' && (await this.list(binary)).some((file) => file.id === id);
    // Back to where it came from, or to the function's own folder.
    const folder = isKnown
      ? { path: dirname(join(dirname(binary.manifestPath), id)), relative: id.slice(0, id.lastIndexOf('/')) }
      : own;
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Save Payload of {0}', binary.name),
      prompt: vscode.l10n.t('Name of the file in {0}', folder.relative),
      value: isKnown ? basename(id) : 'payload.json',
      valueSelection: [0, (isKnown ? basename(id) : 'payload.json').length - '.json'.length],
      validateInput: (value) => nameText(fileNameProblem(value)),
    });
    if (typed === undefined || fileNameProblem(typed) !== undefined) throw cancelled();
    const name = payloadFileName(typed);
    const path = join(folder.path, name);
    if ((await this.files.stat(path)) !== undefined) await askToReplace(name);
    await vscode.workspace.fs.createDirectory(vscode.Uri.file(folder.path));
    await this.files.writeText(path, text);
    return { id: `${folder.relative}/${name}`, path };
  }
}

async function askToReplace(name: string): Promise<void> {
  const replace = vscode.l10n.t('Replace');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('“{0}” exists already. Replace it?', name),
    { modal: true },
    replace,
  );
  if (choice !== replace) throw cancelled();
}

function nameText(problem: FileNameProblem | undefined): string | undefined {
  if (!problem) return undefined;
  return {
    empty: vscode.l10n.t('A name is needed.'),
    folder: vscode.l10n.t('A name without folders is needed.'),
    character: vscode.l10n.t('The name has a character that not every system takes.'),
    reserved: vscode.l10n.t('Windows reserves this name.'),
    tooLong: vscode.l10n.t('The name is too long.'),
  }[problem];
}
