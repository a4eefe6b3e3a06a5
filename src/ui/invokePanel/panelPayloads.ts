import * as vscode from 'vscode';
import { cancelled, RustLambdaError } from '../../core/errors';
import { payloadFolders } from '../../core/payload/files';
import type { LambdaBinary } from '../../core/project/model';
import { basename, dirname, isSame, join } from '../../core/project/paths';
import { isRecord } from '../../core/record';
import { textIn, type InvokeMethods, type PayloadFileView } from '../../protocol/invoke';
import { replaceText } from '../documents';
import type { Project } from '../features';
import { clipboard } from '../payloads/importing';
import { askModally, type Ask } from '../payloads/askModally';
import type { LazyPayloads } from '../payloads/lazyPayloads';
import type { PayloadFiles } from '../payloads/payloadFiles';
import { askForName } from '../payloads/payloadNames';
import type { PanelSide } from '../webview/channel';

interface Parts {
  readonly project: Pick<Project, 'model' | 'binary'>;
  readonly payloads: Pick<LazyPayloads, 'desk' | 'onDidRename'>;
}

interface Told {
  listed(files: readonly PayloadFileView[]): void;
  /** The panel has this text of a file from now on. */
  read(id: string, text: string): void;
  /** Whether the panel has edits of a file that are not saved. */
  isEdited(id: string): boolean;
  renamed(from: string, to: string): void | Promise<void>;
  failed(error: unknown): void;
  /** A dialog that was shown for the panel is closed. */
  asked(): void;
}

type FileMethods = Pick<
  PanelSide<never, InvokeMethods>['methods'],
  'readFile' | 'saveFile' | 'writeFile' | 'openFile' | 'readClipboard'
>;

/** The payload files that a panel shows, and what it does with them. */
export class PanelPayloads implements vscode.Disposable {
  readonly #renames: { dispose(): void };
  #watch: { readonly binary: LambdaBinary; readonly watch: vscode.Disposable } | undefined;
  #isClosed = false;
  /** Listings may overtake each other: the one asked for last is told. */
  #listings = 0;

  constructor(
    private readonly parts: Parts,
    private readonly functionId: string,
    private readonly told: Told,
  ) {
    this.#renames = parts.payloads.onDidRename((rename) => {
      if (rename.functionId === functionId) void told.renamed(rename.from, rename.to);
    });
  }

  readonly methods: FileMethods = {
    readFile: async (takes) => {
      const id = textIn(takes, 'id');
      return this.#read(id, await (await this.#files()).read(this.binary, id));
    },
    saveFile: async (takes) => this.#saveAs(textIn(takes, 'text'), textIn(takes, 'id')),
    writeFile: async (takes) => {
      const id = textIn(takes, 'id');
      const path = await (await this.#files()).path(this.binary, id);
      const { writer } = await this.parts.payloads.desk();
      const text = await this.#asking((ask) =>
        writer.save(path, textIn(takes, 'text'), textIn(takes, 'base'), ask),
      );
      await this.tell();
      return this.#read(id, text);
    },
    openFile: async (takes) => {
      const path = await (await this.#files()).path(this.binary, textIn(takes, 'id'));
      const document = await vscode.workspace.openTextDocument(path);
      if (isRecord(takes) && typeof takes['text'] === 'string' && typeof takes['base'] === 'string') {
        await this.#handOver(document, takes['text'], takes['base']);
      }
      await vscode.window.showTextDocument(document);
      return null;
    },
    readClipboard: () => clipboard().text(),
  };

  /** Tells which files there are now, and from now on whenever that changes. */
  async tell(): Promise<void> {
    const binary = this.parts.project.binary(this.functionId);
    if (!binary) return;
    try {
      const files = await this.#files();
      this.#follow(binary, files);
      const listing = ++this.#listings;
      const listed = await files.list(binary);
      if (listing === this.#listings)
        this.told.listed(listed.map(({ id, name, version }) => ({ id, label: name, version })));
    } catch (error) {
      this.told.failed(error);
    }
  }

  dispose(): void {
    this.#isClosed = true;
    this.#renames.dispose();
    this.#watch?.watch.dispose();
  }

  async #files(): Promise<PayloadFiles> {
    return (await this.parts.payloads.desk()).files;
  }

  #follow(binary: LambdaBinary, files: PayloadFiles): void {
    if (this.#watch?.binary === binary || this.#isClosed) return;
    this.#watch?.watch.dispose();
    this.#watch = { binary, watch: files.watch(binary, () => void this.tell()) };
  }

  /** @throws RustLambdaError noFunction */
  get binary(): LambdaBinary {
    const binary = this.parts.project.binary(this.functionId);
    if (!binary) throw new RustLambdaError('noFunction', {});
    return binary;
  }

  /** Under a name that is asked for. @param id of the file that the text came from, which may be gone */
  async #saveAs(text: string, id: string): Promise<{ readonly id: string; readonly text: string }> {
    const binary = this.binary;
    const folders = payloadFolders(binary, this.parts.project.model);
    // Back to where it came from, or to the function's own folder.
    const from = folders.find(({ path }) => isSame(path, dirname(join(dirname(binary.manifestPath), id))));
    const folder = from ?? folders[0];
    if (!folder) throw cancelled();
    const suggested = from ? basename(`/${id}`) : 'payload.json';
    const title = vscode.l10n.t('Save Payload of {0}', binary.name);
    const name = await askForName({ title, folder: folder.relative, suggested });
    const { writer } = await this.parts.payloads.desk();
    const saved = `${folder.relative}/${name}`;
    // What takes the place of edits is no surprise only for these themselves.
    const isEdited = saved !== id && this.told.isEdited(saved);
    const written = await this.#asking((ask) => writer.create(folder.path, name, text, isEdited, ask));
    await this.tell();
    return { id: saved, text: this.#read(saved, written) };
  }

  /** What asks nothing takes the focus from nowhere: the person may have gone on elsewhere. */
  async #asking<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const dialog = { wasShown: false };
    try {
      return await work((...question) => {
        dialog.wasShown = true;
        return askModally(...question);
      });
    } finally {
      if (dialog.wasShown) this.told.asked();
    }
  }

  #read(id: string, text: string): string {
    this.told.read(id, text);
    return text;
  }

  /** The panel's edits go on in the editor, unless the file changed since they were begun. */
  async #handOver(document: vscode.TextDocument, text: string, base: string): Promise<void> {
    const current = await (await this.#files()).current(document.uri.fsPath);
    if (current?.fingerprint === base && current.text !== text) await replaceText(document, text);
  }
}
