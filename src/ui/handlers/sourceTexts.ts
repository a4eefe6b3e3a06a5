import * as vscode from 'vscode';
import type { Files } from '../../core/ports';

export interface SourceText {
  /** Two texts of a file with the same version are the same. */
  readonly version: string;
  /** undefined when there is no such file, or when it can't be read. */
  readonly text: string | undefined;
}

/** Source files as the person sees them: open editors with what is not saved yet, else the disk. */
export class SourceTexts {
  constructor(private readonly files: Files) {}

  async version(path: string): Promise<string> {
    const document = openDocument(path);
    return document ? versionOf(document) : this.diskVersion(path);
  }

  /** Of what programs see, which know nothing of editors. */
  async diskVersion(path: string): Promise<string> {
    const stat = await this.files.stat(path).catch(() => undefined);
    return stat ? `disk ${stat.modified} ${stat.bytes}` : 'none';
  }

  isOpen(path: string): boolean {
    return openDocument(path) !== undefined;
  }

  async read(path: string): Promise<SourceText> {
    const document = openDocument(path);
    if (document) return { version: versionOf(document), text: document.getText() };
    // The version first: a file that changes in between is then read again, not taken for the new one.
    const version = await this.diskVersion(path);
    const text = version === 'none' ? undefined : await this.files.readText(path).catch(() => undefined);
    return { version, text };
  }
}

/** VS Code counts a document's versions from 1 again when it is closed and opened, whatever happened in between. */
const openings = new WeakMap<vscode.TextDocument, number>();
let opened = 0;

function versionOf(document: vscode.TextDocument): string {
  const opening = openings.get(document) ?? ++opened;
  openings.set(document, opening);
  return `editor ${opening} ${document.version}`;
}

/** Paths as VS Code writes them, so that they can be compared: Windows' drive letters come in both cases. */
export const normalPath = (path: string): string => vscode.Uri.file(path).fsPath;

function openDocument(path: string): vscode.TextDocument | undefined {
  const wanted = normalPath(path);
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === wanted);
}
