// @workspace test/fixtures/workspaces/shapes
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { nameProblem } from '../../src/core/newFunction/packageName';
import { findPlaces, placeAt } from '../../src/ui/newFunction/places';
import { parts } from './functionsView/parts';

const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

describe('A place for a new function', () => {
  const shown = parts();
  after(() => shown.dispose());

  it('in a Cargo workspace refuses the names of all its packages and binaries, wherever it was chosen', async () => {
    const model = await shown.project.ready();
    const listed = (await findPlaces(model)).find(({ workspaceRoot }) => workspaceRoot === root);
    for (const place of [listed, await placeAt(join(root, 'crates'), model)]) {
      assert.equal(place?.workspaceRoot, root);
      assert.equal(nameProblem('library-only', place.taken)?.reason, 'packageExists');
      assert.equal(nameProblem('plain', place.taken)?.reason, 'packageExists');
      assert.equal(nameProblem('duplicate', place.taken)?.reason, 'binaryExists');
      assert.equal(nameProblem('another', place.taken), undefined);
    }
  });
});
