// @workspace test/fixtures/workspaces/lenses
// @untrusted
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';

describe('Lenses in an untrusted workspace', () => {
  it('say what the function is, and do nothing', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const document = await vscode.workspace.openTextDocument(path.join(root, 'single/src/consumer.rs'));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    assert.deepEqual(
      lenses.map(({ command }) => [command?.title, command?.command]),
      [
        ['Lambda function single · trust this workspace to invoke or deploy it', ''],
        ['SqsEvent', 'rustLambda.showEventSchema'],
      ],
    );
  });
});
