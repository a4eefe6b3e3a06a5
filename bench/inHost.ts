/** Runs inside an extension host: how long the extension took to start there, and lenses as VS Code itself gets them. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { HostTimes } from './measurement';
import { timed } from './program';

const EDITS = 15;

/** VS Code's own marks: https://github.com/microsoft/vscode/blob/main/src/vs/base/common/performance.ts */
interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

function between(from: string, to: string): number {
  const marks = (globalThis as unknown as { readonly MonacoPerformanceMarks: Marks }).MonacoPerformanceMarks;
  const at = (name: string): number => {
    const mark = marks.getMarks().find((each) => each.name === name);
    if (!mark) throw new Error(`VS Code has no mark ${name}`);
    return mark.startTime;
  };
  return at(to) - at(from);
}

async function lensesOf(uri: vscode.Uri): Promise<number> {
  const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return lenses.length;
}

async function insertLine(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(Math.floor(document.lineCount / 2), 0), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the edit was refused');
}

async function lensTimes(root: string): Promise<HostTimes['lens']> {
  // The project is known before; lenses wait for cargo only once.
  await vscode.commands.executeCommand('rustLambda.refresh');
  const [inside, outside] = await Promise.all(
    ['big/src/main.rs', 'outside.rs'].map((file) => vscode.workspace.openTextDocument(path.join(root, file))),
  );
  if (!inside || !outside) throw new Error('no documents');
  const ask = async (document: vscode.TextDocument, expected: number): Promise<number> => {
    let count = -1;
    const ms = await timed(async () => (count = await lensesOf(document.uri)));
    if (count !== expected) throw new Error(`${count} lenses in ${document.fileName}`);
    return ms;
  };
  const outsideFirst = await ask(outside, 0);
  const first = await ask(inside, 3);
  const edits: number[] = [];
  const outsideEdits: number[] = [];
  for (let index = 0; index < EDITS; index++) {
    const line = `// edit ${index}\n`;
    await insertLine(outside, line);
    outsideEdits.push(await ask(outside, 0));
    await insertLine(inside, line);
    edits.push(await ask(inside, 3));
  }
  return { first, edits, withoutLens: { first: outsideFirst, edits: outsideEdits } };
}

export async function run(): Promise<void> {
  const id = process.env['RUST_LAMBDA_BENCH_EXTENSION'] ?? '';
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  await vscode.extensions.getExtension(id)?.activate();
  const mark = (what: string): string => `code/extHost/${what}/${id}`;
  const times: HostTimes = {
    load: between(mark('willLoadExtensionCode'), mark('didLoadExtensionCode')),
    activate: between(mark('willActivateExtension'), mark('didActivateExtension')),
  };
  const lens = process.env['RUST_LAMBDA_BENCH_LENS'] ? await lensTimes(root) : undefined;
  await writeFile(
    process.env['RUST_LAMBDA_BENCH_OUT'] ?? '',
    JSON.stringify({ ...times, ...(lens && { lens }) }),
  );
}
