import * as vscode from 'vscode';
import { RustLambdaError, type PayloadRefusal } from '../../core/errors';
import { utf8Bytes } from '../../core/payload/check';
import { fileNameProblem, maxPayloadFileBytes, payloadFileName } from '../../core/payload/files';
import { isJson } from '../../core/payload/json';
import { basename } from '../../core/project/paths';
import { failing } from './fileErrors';

/** A text that may become a payload file. */
export interface Incoming {
  /** Of its file, or where it is from. */
  readonly name: string;
  /** Where it is now, if it is a file here. */
  readonly path?: string;
  /** @throws RustLambdaError payloadRefused | fileFailed */
  readonly text: () => Promise<string>;
}

export const clipboard = (): Incoming => {
  const name = vscode.l10n.t('Clipboard');
  return { name, text: async () => checked(name, await vscode.env.clipboard.readText()) };
};

/** What was dropped: files of the explorer or of this view as addresses, those from outside with their bytes. */
export async function dropped(transfer: vscode.DataTransfer): Promise<readonly Incoming[]> {
  const outside: Incoming[] = [];
  for (const [, item] of transfer) {
    const file = item.asFile();
    if (!file) continue;
    const { name } = file;
    outside.push({ name, text: async () => decoded(name, await file.data()) });
  }
  if (outside.length > 0) return outside;
  const list = (await transfer.get('text/uri-list')?.asString()) ?? '';
  const lines = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => vscode.Uri.parse(line)).map(fromUri);
}

function fromUri(uri: vscode.Uri): Incoming {
  const name = basename(uri.path);
  return {
    name,
    ...(uri.scheme === 'file' && { path: uri.fsPath }),
    text: () =>
      failing(name, async () => {
        const { size, type } = await vscode.workspace.fs.stat(uri);
        if ((type & vscode.FileType.Directory) !== 0) throw refused(name, 'notJson');
        if (size > maxPayloadFileBytes) throw refused(name, 'tooLarge');
        return decoded(name, await vscode.workspace.fs.readFile(uri));
      }),
  };
}

/** The name that it can have as a payload file, if its own will do. */
export function fileNameOf({ name }: Incoming): string | undefined {
  return fileNameProblem(name) === undefined ? payloadFileName(name) : undefined;
}

function decoded(name: string, bytes: Uint8Array): string {
  if (bytes.length > maxPayloadFileBytes) throw refused(name, 'tooLarge');
  // Other files than these are JSON by chance.
  if (!/\.json$/i.test(name)) throw refused(name, 'notJson');
  try {
    return checked(name, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // No UTF-8.
    throw error instanceof RustLambdaError ? error : refused(name, 'notJson');
  }
}

function checked(name: string, text: string): string {
  if (text.trim() === '') throw refused(name, 'empty');
  if (utf8Bytes(text) > maxPayloadFileBytes) throw refused(name, 'tooLarge');
  const plain = text.replace(/^\ufeff/, '');
  if (!isJson(plain)) throw refused(name, 'notJson');
  return plain;
}

const refused = (name: string, reason: PayloadRefusal): RustLambdaError =>
  new RustLambdaError('payloadRefused', { name, reason });
