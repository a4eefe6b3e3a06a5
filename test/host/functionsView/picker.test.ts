// @workspace test/fixtures/workspaces/shapes
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { isError } from '../../../src/core/errors';
import { createFunctionPicker } from '../../../src/ui/project/functionPicker';
import { acceptFirst } from '../support/quickPick';
import { drawn, parts } from './parts';

const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const manifest = (name: string): string => join(root, 'crates', name, 'Cargo.toml');
const options = { title: 'Test', kinds: ['function' as const] };

/** What VS Code keeps for a workspace, without the file. */
function memory(): Pick<vscode.Memento, 'get' | 'update'> {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string, otherwise?: T): T | undefined => (values.get(key) as T | undefined) ?? otherwise,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

describe('A project that nobody changes', () => {
  it('is not read before it is looked at, and then once', async () => {
    const shown = parts();
    try {
      assert.equal(shown.readings(), 0);
      assert.deepEqual(shown.project.model, { workspaces: [], broken: [] });
      await Promise.all([drawn(shown.rows), shown.project.ready(), drawn(shown.rows)]);
      assert.ok((await drawn(shown.rows)).includes('target-specific: HTTP'));
      assert.equal(shown.readings(), 1);
    } finally {
      shown.dispose();
    }
  });
});

describe('Choosing a function', () => {
  const shown = parts();
  after(() => shown.dispose());
  it('asks nothing when the target is one function, or a package with one', async () => {
    const picker = createFunctionPicker(shown.project, memory());
    const byId = await picker.pick({ functionId: `${manifest('several')}#second` }, options);
    assert.equal(byId?.name, 'second');
    const byPackage = await picker.pick({ manifestPath: manifest('renamed') }, options);
    assert.equal(byPackage?.name, 'renamed');
  });

  it('asks nothing when only one is of the right kind', async () => {
    const picker = createFunctionPicker(shown.project, memory());
    const picked = await picker.pick(undefined, { title: 'Test', kinds: ['extension'] });
    assert.equal(picked?.name, 'extension-only');
  });

  it('offers the function of the active editor first', async () => {
    await vscode.window.showTextDocument(vscode.Uri.file(join(root, 'crates/several/src/bin/third/main.rs')));
    const picker = createFunctionPicker(shown.project, memory());
    assert.equal((await acceptFirst(picker.pick(undefined, options)))?.name, 'third');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('offers the one used last first when no editor says otherwise', async () => {
    const picker = createFunctionPicker(shown.project, memory());
    await picker.pick({ functionId: `${manifest('renamed')}#renamed` }, options);
    assert.equal((await acceptFirst(picker.pick(undefined, options)))?.name, 'renamed');
  });

  it('asks among those that a lens stands for', async () => {
    const picker = createFunctionPicker(shown.project, memory());
    const functionIds = ['third', 'second'].map((name) => `${manifest('several')}#${name}`);
    const picked = await acceptFirst(picker.pick({ functionIds }, options));
    assert.equal(picked?.name, 'second');
  });

  it('says that there is none', async () => {
    const picker = createFunctionPicker(shown.project, memory());
    const pick = picker.pick({ manifestPath: manifest('plain') }, options);
    await assert.rejects(pick, (error) => isError(error, 'noFunction'));
  });
});

describe('Commands that show something', () => {
  it('open the manifest and the source of a function', async () => {
    const target = { functionId: `${manifest('several')}#second`, manifestPath: manifest('several') };
    await vscode.commands.executeCommand('rustLambda.openManifest', target);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, manifest('several'));
    await vscode.commands.executeCommand('rustLambda.openHandler', target);
    const source = join(root, 'crates/several/src/bin/second.rs');
    assert.equal(vscode.window.activeTextEditor.document.uri.fsPath, source);
  });
});
