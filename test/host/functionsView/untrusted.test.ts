// @workspace test/fixtures/workspaces/shapes
// @untrusted
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { labels, parts } from './parts';

describe('The functions view of a workspace that is not trusted', () => {
  it('shows the functions, and runs nothing', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const shown = parts();
    try {
      const functions = await labels(shown.rows);
      for (const name of ['inherited', 'renamed', 'extension-only', 'inner', 'third']) {
        assert.ok(functions.includes(name), name);
      }
      await shown.project.refresh();
      assert.deepEqual(shown.commands, []);
      assert.ok(shown.project.model.workspaces.every((workspace) => workspace.source === 'manifests'));
    } finally {
      shown.dispose();
    }
  });
});
