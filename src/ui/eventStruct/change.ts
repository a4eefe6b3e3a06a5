import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import type { Change } from './planChange';

/**
 * In one step, which one Undo takes back; what is new is shown.
 * @returns whether it was made
 */
export function applyChange(change: Change): Promise<boolean> {
  return make(change);
}

/**
 * What of it is made is ticked in the Refactor Preview, which opens by itself; nothing is at first.
 * @returns whether any was made of the source
 */
export function previewChange(change: Change): Promise<boolean> {
  return make(change, { needsConfirmation: true, label: vscode.l10n.t('Create Event Type from Payloads') });
}

async function make(
  { source, caller, manifest, left }: Change,
  metadata?: vscode.WorkspaceEditEntryMetadata,
): Promise<boolean> {
  if (!source) return false;
  const edit = new vscode.WorkspaceEdit();
  const document = await unchanged(source.path, source.before);
  for (const { path, before, edits } of [source, ...(caller ? [caller] : [])]) {
    const changed = await unchanged(path, before);
    for (const { start, end, text } of edits)
      edit.replace(changed.uri, rangeOf(changed, start, end), text, metadata);
  }
  if (manifest) {
    const toml = await unchanged(manifest.path, manifest.before);
    const { start, end, text } = difference(manifest.before, manifest.after);
    edit.replace(toml.uri, rangeOf(toml, start, end), text, metadata);
  }
  const isDone = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!isDone || document.getText() === source.before) return false;
  // The longest is the type; a name alone is short.
  const shown = source.edits.reduce((longest, each) =>
    each.text.length > longest.text.length ? each : longest,
  );
  const moved = source.edits
    .filter(({ start }) => start < shown.start)
    .reduce((by, { start, end, text }) => by + text.length - (end - start), 0);
  const at = document.positionAt(shown.start + moved);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  if (left.length > 0)
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Cargo.toml could not be changed. Add there: {0}.', left.join(', ')),
    );
  return true;
}

/** For a handler that is not proven to take anything, or for somebody who has another place in mind. */
export async function showTypes(content: string): Promise<void> {
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'rust', content }),
  );
}

/** What the edits are for. Somebody may have typed while the choices were shown. */
async function unchanged(path: string, before: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(path);
  if (document.getText() === before) return document;
  const message = vscode.l10n.t('It changed in the meantime; nothing was written. Run the command again.');
  throw new RustLambdaError('fileFailed', { path, message });
}

const rangeOf = (document: vscode.TextDocument, start: number, end: number): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));

function difference(
  before: string,
  after: string,
): { readonly start: number; readonly end: number; readonly text: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < before.length - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
