import * as vscode from 'vscode';
import { cancelled, messageOf, RustLambdaError } from '../../core/errors';
import { maxPayloadBytes } from '../../core/payload/limits';
import { basename } from '../../core/project/paths';
import { isRecord } from '../../core/record';
import type { BodyFile } from '../../protocol/invoke';
import { sizeText } from '../amounts';

const key = 'rustLambda.invoke.bodyFiles';
const maxRemembered = 200;

/**
 * The file that each function's request sends, by its path: chosen in the host's dialog and remembered here, so that
 * no webview ever names a file to be read.
 */
export class BodyFiles {
  constructor(private readonly memory: Pick<vscode.Memento, 'get' | 'update'>) {}

  /** @throws RustLambdaError cancelled | fileFailed */
  async choose(functionId: string, folder: string): Promise<BodyFile> {
    const before = this.#path(functionId);
    const [chosen] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Body of the Request'),
        openLabel: vscode.l10n.t('Send'),
        defaultUri: vscode.Uri.file(before ?? folder),
      })) ?? [];
    if (!chosen) throw cancelled();
    const file = await read(chosen.fsPath);
    this.#remember(functionId, chosen.fsPath);
    return file;
  }

  /** As it is now. @throws RustLambdaError fileFailed */
  async read(functionId: string): Promise<BodyFile> {
    const path = this.#path(functionId);
    if (path !== undefined) return read(path);
    const message = vscode.l10n.t('Choose it again.');
    throw new RustLambdaError('fileFailed', { path: vscode.l10n.t('The body’s file'), message });
  }

  #path(functionId: string): string | undefined {
    return this.#all().find(([id]) => id === functionId)?.[1];
  }

  #remember(functionId: string, path: string): void {
    const others = this.#all().filter(([id]) => id !== functionId);
    const kept = [[functionId, path] as const, ...others].slice(0, maxRemembered);
    void this.memory.update(key, Object.fromEntries(kept));
  }

  /** The last chosen one first. */
  #all(): readonly (readonly [string, string])[] {
    const stored = this.memory.get<unknown>(key);
    return Object.entries(isRecord(stored) ? stored : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
  }
}

async function read(path: string): Promise<BodyFile> {
  const uri = vscode.Uri.file(path);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxPayloadBytes) {
      const message = vscode.l10n.t('It has {0}; Lambda takes at most 6 MB.', sizeText(size));
      throw new RustLambdaError('fileFailed', { path, message });
    }
    // Of its own: what Node reads into may be shared, and is no array that a message can carry.
    const content = new Uint8Array(await vscode.workspace.fs.readFile(uri));
    return { name: basename(path), size: sizeText(content.length), content };
  } catch (error) {
    if (error instanceof RustLambdaError) throw error;
    throw new RustLambdaError('fileFailed', { path, message: messageOf(error) }, { cause: error });
  }
}
