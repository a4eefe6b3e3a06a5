// @workspace test/fixtures/workspaces/lenses
// @untrusted
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { fileAt } from './support/editing';
import { whenShown } from './support/hints';

describe('A payload file in an untrusted workspace', () => {
  it("is judged by the workspace's own sources", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const file = fileAt('typed/events/order.json');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '{"orderId": 5}');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const [hint] = await whenShown(document, '5');
    assert.equal(hint?.message, 'invalid type: integer `5`, expected a string');
  });
});
