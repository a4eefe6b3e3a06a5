import * as vscode from 'vscode';
import type { CommandTable } from '../../contributions';
import { cancelled, RustLambdaError } from '../../core/errors';
import { functionOfPayload, payloadFolders, payloadId } from '../../core/payload/files';
import type { Files } from '../../core/ports';
import type { FunctionTarget, LambdaBinary } from '../../core/project/model';
import { isSame, join } from '../../core/project/paths';
import { showError } from '../errors/show';
import type { EventShapes, FunctionPicker, PayloadFile, PayloadRename, Project, Samples } from '../features';
import type { Drafts } from '../invokePanel/drafts';
import { revealFile } from '../reveal';
import { Comparisons } from './comparisons';
import { dropped, fileNameOf, type Incoming } from './importing';
import type { LastPayloads } from './lastPayloads';
import { origins } from './origins';
import { PayloadFiles } from './payloadFiles';
import { askForName } from './payloadNames';
import { removePayloads } from './removing';
import { duplicatePayloads, renamePayload } from './renaming';
import { PayloadWriter } from './writing';

export interface PayloadsNeeds {
  readonly project: Project;
  readonly picker: FunctionPicker;
  readonly files: Files;
  readonly eventShapes: EventShapes;
  readonly samples: Samples;
  readonly state: vscode.Memento;
  readonly drafts: Pick<Drafts, 'rename'>;
  readonly last: LastPayloads;
  /** A file was written, moved or deleted. */
  readonly touched: (path: string) => void;
  /** The rows of the functions view that the keyboard is on. */
  readonly focused: () => Promise<readonly FunctionTarget[]>;
  readonly log: vscode.LogOutputChannel;
}

export type PayloadCommands = Pick<
  CommandTable,
  | 'newPayload'
  | 'openPayload'
  | 'renamePayload'
  | 'duplicatePayload'
  | 'deletePayload'
  | 'revealPayload'
  | 'copyPayloadPath'
>;

/** What can be done with the payload files of functions. */
export class PayloadDesk implements vscode.Disposable {
  readonly files: PayloadFiles;
  readonly writer: PayloadWriter;
  readonly #comparisons = new Comparisons();

  constructor(private readonly needs: PayloadsNeeds) {
    this.files = new PayloadFiles(needs.project, needs.files);
    this.writer = new PayloadWriter(needs.files, this.files, this.#comparisons, needs.touched);
  }

  readonly commands: PayloadCommands = {
    newPayload: async (target) => {
      const title = vscode.l10n.t('New Payload');
      const binary = await this.needs.picker.pick(target, { title, kinds: ['function'] });
      if (binary) await this.#create(binary, title);
    },
    openPayload: async (...given) => {
      for (const { file } of await this.#meant(...given)) {
        await vscode.window.showTextDocument(vscode.Uri.file(file.path), { preview: false });
      }
    },
    renamePayload: async (...given) => {
      const meant = await this.#meant(...given);
      const [first] = meant;
      const { files, project } = this.needs;
      // Several can't have one name.
      if (!first || meant.length > 1) return;
      await renamePayload(files, project.model, first.binary, first.file);
      this.needs.touched(first.file.path);
    },
    duplicatePayload: async (...given) => {
      const meant = await this.#meant(...given);
      const copy = await duplicatePayloads(
        this.needs.files,
        meant.map(({ file }) => file),
      );
      if (copy === undefined) return;
      this.needs.touched(copy);
      if (meant.length === 1) await show(copy);
    },
    deletePayload: async (...given) => {
      const meant = await this.#meant(...given);
      await removePayloads(meant.map(({ file }) => file));
      for (const { binary, file } of meant) {
        this.needs.touched(file.path);
        if (this.needs.last.get(binary.id)?.id === file.id) this.needs.last.set(binary.id, undefined);
      }
    },
    revealPayload: async (...given) => {
      const [first] = await this.#meant(...given);
      if (first) await revealFile(first.file.path);
    },
    copyPayloadPath: async (...given) => {
      const paths = (await this.#meant(...given)).map(({ file }) => file.path);
      if (paths.length > 0) await vscode.env.clipboard.writeText(paths.join('\n'));
    },
  };

  /** Copies what was dropped on a function. What is refused is told, and does not keep the rest from being taken. */
  async drop(target: FunctionTarget | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const binary = this.needs.project.binary(target?.functionId ?? '');
    if (binary?.kind !== 'function') return;
    for (const incoming of await dropped(transfer)) {
      try {
        await this.#take(binary, incoming);
      } catch (error) {
        void showError(error, this.needs.log);
      }
    }
  }

  /**
   * After a rename, whoever did it: what is remembered of the file goes with it.
   * @returns undefined when it was, or is, no payload of the function
   */
  async renamed(before: string, after: string): Promise<PayloadRename | undefined> {
    const { project, last, drafts } = this.needs;
    const binary = functionOfPayload(before, project.model);
    if (!binary || functionOfPayload(after, project.model)?.id !== binary.id) return undefined;
    const [from, to] = [payloadId(before, binary), payloadId(after, binary)];
    last.rename(binary.id, from, to);
    await drafts.rename(binary.id, from, to);
    return { functionId: binary.id, from, to };
  }

  dispose(): void {
    this.#comparisons.dispose();
  }

  async #create(binary: LambdaBinary, title: string): Promise<void> {
    const choices = origins(this.needs.eventShapes, this.needs.samples).map((origin) => ({
      ...origin.item,
      origin,
    }));
    const placeHolder = vscode.l10n.t('What it starts with');
    const chosen = await vscode.window.showQuickPick(choices, {
      title: `${title} · ${binary.name}`,
      placeHolder,
    });
    if (!chosen) return;
    const text = await chosen.origin.text(binary);
    const folder = this.#folder(binary);
    const name = await askForName({ title, folder: folder.relative, suggested: chosen.origin.name });
    await this.writer.create(folder.path, name, text);
    await show(join(folder.path, name));
  }

  async #take(binary: LambdaBinary, incoming: Incoming): Promise<void> {
    // A row that was let go of where it is.
    const { path = '' } = incoming;
    if ((await this.files.list(binary)).some((file) => isSame(file.path, path))) return;
    const text = await incoming.text();
    const folder = this.#folder(binary);
    const suggested = incoming.name;
    const name =
      fileNameOf(incoming) ??
      (await askForName({ title: vscode.l10n.t('Add Payload'), folder: folder.relative, suggested }));
    await this.writer.create(folder.path, name, text);
  }

  /** Where new ones go. */
  #folder(binary: LambdaBinary) {
    const [own] = payloadFolders(binary, this.needs.project.model);
    if (!own) throw cancelled();
    return own;
  }

  /** @throws RustLambdaError payloadRefused gone */
  async #meant(
    target?: FunctionTarget | 'focused',
    selected?: readonly FunctionTarget[],
  ): Promise<readonly { readonly binary: LambdaBinary; readonly file: PayloadFile }[]> {
    const meant = ((): readonly FunctionTarget[] | undefined => {
      if (target === 'focused') return undefined;
      // What is clicked on may be none of what is selected.
      return target && selected?.includes(target) ? selected : target ? [target] : [];
    })();
    const found: { readonly binary: LambdaBinary; readonly file: PayloadFile }[] = [];
    for (const { functionId, payload } of meant ?? (await this.needs.focused())) {
      const binary = this.needs.project.binary(functionId ?? '');
      if (!binary || payload === undefined) continue;
      const file = (await this.files.list(binary)).find(({ id }) => id === payload);
      if (!file) throw new RustLambdaError('payloadRefused', { name: payload, reason: 'gone' });
      found.push({ binary, file });
    }
    return found;
  }
}

const show = (path: string): Thenable<unknown> => vscode.window.showTextDocument(vscode.Uri.file(path));
