import * as vscode from 'vscode';
import { cancelled, RustLambdaError } from '../../core/errors';
import { unixLineEnds, withLineEndsOf } from '../../core/payload/lineEnds';
import type { Files } from '../../core/ports';
import { basename, dirname, join } from '../../core/project/paths';
import { openDocument, replaceText } from '../documents';
import { askModally, type Ask } from './askModally';
import type { Comparisons } from './comparisons';
import { applyUndoable, ensureFolder, failing } from './fileErrors';
import type { PayloadFiles } from './payloadFiles';
import { askToReplace, askToReplaceEdits } from './payloadNames';
import { withSecretsChecked } from './secretsWarning';

/** Writes payloads into files. Secrets are asked about first; nothing that someone else wrote is lost unasked. */
export class PayloadWriter {
  constructor(
    private readonly files: Files,
    private readonly payloads: PayloadFiles,
    private readonly comparisons: Pick<Comparisons, 'show'>,
    private readonly touched: (path: string) => void,
  ) {}

  /**
   * Asks before it replaces a file.
   * @param isEdited a panel has edits of it that are not saved, and will have them no more
   * @returns the text that was written
   * @throws RustLambdaError cancelled | payloadRefused | fileFailed
   */
  async create(
    folder: string,
    name: string,
    text: string,
    isEdited = false,
    ask: Ask = askModally,
  ): Promise<string> {
    const path = join(folder, name);
    const exists = (await failing(path, () => this.files.stat(path))) !== undefined;
    if (isEdited) await askToReplaceEdits(name, ask);
    else if (exists) await askToReplace([name], ask);
    const checked = await withSecretsChecked(this.files, path, text, ask);
    if (exists) return this.#replace(path, checked);
    await ensureFolder(folder);
    const uri = vscode.Uri.file(path);
    const contents = new TextEncoder().encode(checked);
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri, { contents });
    await applyUndoable(edit, path, () => this.files.writeText(path, checked));
    this.touched(path);
    return checked;
  }

  /**
   * Puts a panel's edits into their file. When its text is not the one they started from, the person decides.
   * @param base fingerprint of the text they started from; empty when it is not known
   * @returns the text of the file now
   * @throws RustLambdaError cancelled | payloadRefused | fileFailed
   */
  async save(path: string, text: string, base: string, ask: Ask = askModally): Promise<string> {
    const current = await this.payloads.current(path);
    if (current === undefined) return this.create(dirname(path), basename(path), text, false, ask);
    if (current.text !== text && current.fingerprint !== base) await this.#askToOverwrite(path, text, ask);
    return this.#replace(path, await withSecretsChecked(this.files, path, text, ask, current.text));
  }

  /** In its editor too, where it is open. */
  async #replace(path: string, text: string): Promise<string> {
    const document = openDocument(path);
    if (!document) {
      await failing(path, async () =>
        this.files.writeText(path, withLineEndsOf(text, await this.files.readText(path))),
      );
      this.touched(path);
      return text;
    }
    // VS Code keeps the document's line ends, whatever comes in.
    if (unixLineEnds(document.getText()) !== text) await replaceText(document, text);
    if (!(await document.save()) && document.isDirty) {
      throw new RustLambdaError('payloadRefused', { name: basename(path), reason: 'notSaved' });
    }
    return (await this.payloads.current(path))?.text ?? text;
  }

  /** @throws RustLambdaError cancelled: it is kept as it is, and so are the panel's edits */
  async #askToOverwrite(path: string, text: string, ask: Ask): Promise<void> {
    const overwrite = vscode.l10n.t('Overwrite');
    const see = vscode.l10n.t('Compare');
    const choice = await ask(
      vscode.l10n.t('“{0}” was changed elsewhere since you started to edit it here.', basename(path)),
      vscode.l10n.t('If you cancel, both are kept: the file, and your edits here.'),
      see,
      overwrite,
    );
    if (choice === overwrite) return;
    if (choice === see) await this.comparisons.show(path, text);
    throw cancelled();
  }
}
