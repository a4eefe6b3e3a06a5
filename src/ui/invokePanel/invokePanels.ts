import * as vscode from 'vscode';
import { panelIds, type CommandTable } from '../../contributions';
import { RustLambdaError } from '../../core/errors';
import type { FunctionPicker } from '../features';
import type { DeskParts, InvokeDesk } from './desk';

export type InvokePanelsParts = DeskParts & { readonly picker: FunctionPicker };

/** What the rest of the extension sees of the panels, which are loaded when the first one opens. */
export class InvokePanels implements vscode.Disposable {
  readonly #serializer: vscode.Disposable;
  #loading: Promise<InvokeDesk> | undefined;
  #loaded: InvokeDesk | undefined;

  readonly commands: Pick<CommandTable, 'invoke'> = {
    invoke: async (target) => {
      if (!vscode.workspace.isTrusted) throw new RustLambdaError('untrusted', {});
      const title = vscode.l10n.t('Invoke');
      const binary = await this.parts.picker.pick(target, { title, kinds: ['function'] });
      if (binary) (await this.#load()).open(binary, target?.payload);
    },
  };

  constructor(private readonly parts: InvokePanelsParts) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panelIds.invoke, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await this.#load()).restore(panel, state),
    });
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#loaded?.dispose();
  }

  async #load(): Promise<InvokeDesk> {
    this.#loading ??= import('./desk').then(({ InvokeDesk: Desk }) => new Desk(this.parts));
    return (this.#loaded ??= await this.#loading);
  }
}
