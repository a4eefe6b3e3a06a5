// @workspace test/fixtures/workspaces/shapes
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { nameProblem } from '../../src/core/newFunction/packageName';
import { isError } from '../../src/core/errors';
import { editedManifests } from '../../src/ui/newFunction/createPackage';
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

describe('A manifest that cannot be saved', () => {
  const file = join(root, 'nested/Cargo.toml');
  const files = vscode.workspace.getConfiguration('files');
  before(() =>
    files.update('readonlyInclude', { '**/nested/Cargo.toml': true }, vscode.ConfigurationTarget.Workspace),
  );
  after(() => files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Workspace));

  it('keeps its text in its editor, too: the new member is not there any more', async () => {
    const document = await vscode.workspace.openTextDocument(file);
    const text = document.getText();
    const change = editedManifests.writeText(file, '[workspace]\nmembers = ["gone"]\n');
    await assert.rejects(change, (error) => isError(error, 'fileFailed'));
    assert.equal(document.getText(), text);
  });
});
