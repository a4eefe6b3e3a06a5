import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open } from './editing';

/** The Markdown of our hover over the first place of a text; empty when there is none. */
export async function hoverAt(relative: string, text: string): Promise<string> {
  const document = await open(relative);
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in ${relative}`);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(at + 1),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}
