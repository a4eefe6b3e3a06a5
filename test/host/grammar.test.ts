// @workspace test/fixtures/workspaces/invoke
// In a window of its own: what was loaded once stays.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

const extension = vscode.extensions.getExtension('rust-lambda.rust-lambda')!;
const fileAt = (relative: string): string =>
  path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', relative);

/** How many lenses VS Code shows in an editor, once it was asked for them. */
async function lensesIn(file: string): Promise<number> {
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
  );
  return lenses.length;
}

/** Of the extension's own chunks, those that hold the binding of the grammar or load it. */
const loaded = (): readonly string[] =>
  Object.keys(require.cache).filter(
    (file) => file.startsWith(path.join(extension.extensionPath, 'dist')) && /tree-?sitter/i.test(file),
  );

describe('The grammar', () => {
  before(() => extension.activate());

  it('is not loaded by a Rust file that no function can be in', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rust-lambda-host-'));
    try {
      const plain = path.join(folder, 'plain.rs');
      await writeFile(plain, 'fn main() {}\n');
      assert.equal(await lensesIn(fileAt('Cargo.toml')), 0);
      assert.equal(await lensesIn(plain), 0);
      assert.deepEqual(loaded(), []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is loaded by the first file with one', async () => {
    assert.notEqual(await lensesIn(fileAt('orders/src/bin/typed.rs')), 0);
    assert.notDeepEqual(loaded(), []);
  });
});
