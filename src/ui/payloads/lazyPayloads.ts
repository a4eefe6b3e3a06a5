import * as vscode from 'vscode';
import { Emitter } from '../../core/events';
import type { LambdaBinary } from '../../core/project/model';
import { once } from '../../lazy';
import type { PayloadFile, PayloadRename, Payloads } from '../features';
import { LastPayloads, type LastPayload } from './lastPayloads';
import type { PayloadCommands, PayloadDesk, PayloadsNeeds } from './payloads';

/** What the rest of the extension sees of ./payloads, which is loaded at its first use. */
export class LazyPayloads implements Payloads, vscode.Disposable {
  readonly #used: LastPayloads;
  readonly #renamed = new Emitter<PayloadRename>();
  readonly #disposables: vscode.Disposable;
  readonly onDidUse;
  readonly onDidRename = this.#renamed.event;
  readonly #touched = new Emitter<string>();
  /** With the path of a file that was written, moved or deleted by us: an emulator may start anew because of it. */
  readonly onDidTouch = this.#touched.event;
  #loaded: PayloadDesk | undefined;

  readonly commands: PayloadCommands = {
    newPayload: async (...given) => (await this.desk()).commands.newPayload(...given),
    openPayload: async (...given) => (await this.desk()).commands.openPayload(...given),
    renamePayload: async (...given) => (await this.desk()).commands.renamePayload(...given),
    duplicatePayload: async (...given) => (await this.desk()).commands.duplicatePayload(...given),
    deletePayload: async (...given) => (await this.desk()).commands.deletePayload(...given),
    revealPayload: async (...given) => (await this.desk()).commands.revealPayload(...given),
    copyPayloadPath: async (...given) => (await this.desk()).commands.copyPayloadPath(...given),
  };

  constructor(private readonly needs: Omit<PayloadsNeeds, 'last' | 'touched'>) {
    this.#used = new LastPayloads(needs.state);
    this.onDidUse = this.#used.onDidChange;
    this.#disposables = vscode.Disposable.from(
      this.#renamed,
      this.#touched,
      // By us, in the explorer, or by undoing either.
      vscode.workspace.onDidRenameFiles(({ files }) => {
        if (files.some(({ oldUri }) => oldUri.path.endsWith('.json'))) void this.#follow(files);
      }),
    );
  }

  /** Also where payloads are read and written. */
  readonly desk = once(async (): Promise<PayloadDesk> => {
    const { PayloadDesk: Desk } = await import('./payloads');
    return (this.#loaded = new Desk({
      ...this.needs,
      last: this.#used,
      touched: (path) => this.#touched.fire(path),
    }));
  });

  async list(binary: LambdaBinary): Promise<readonly PayloadFile[]> {
    return (await this.desk()).files.list(binary);
  }

  last(functionId: string): LastPayload | undefined {
    return this.#used.get(functionId);
  }

  used(functionId: string, id: string): void {
    this.#used.set(functionId, id);
  }

  async #follow(
    files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[],
  ): Promise<void> {
    const desk = await this.desk();
    for (const { oldUri, newUri } of files) {
      const rename = await desk.renamed(oldUri.fsPath, newUri.fsPath);
      if (rename) this.#renamed.fire(rename);
    }
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#loaded?.dispose();
  }
}
