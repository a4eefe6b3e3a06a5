// @workspace test/fixtures/workspaces/shapes
// @untrusted
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isError } from '../../../src/core/errors';
import { InvokePanels, type InvokePanelsParts } from '../../../src/ui/invokePanel/invokePanels';
import { payloadRig, Person, type PayloadRig } from './rig';

describe('Payload files in a workspace that is not trusted', () => {
  let rig: PayloadRig;
  beforeEach(async () => {
    rig = await payloadRig();
    await rig.write('events/f/two.json', '"two"');
  });
  afterEach(async () => {
    Person.leaves();
    await rig.dispose();
  });

  it('are listed, made and renamed', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    new Person({ pick: 'Empty', name: 'one' });
    await rig.payloads.commands.newPayload();
    new Person({ name: 'three' });
    await rig.payloads.commands.renamePayload(rig.row('events/f/two.json'));
    assert.deepEqual(await rig.ids(), ['events/f/one.json', 'events/f/three.json']);
  });

  it('are not sent', async () => {
    const { registerWebviewPanelSerializer } = vscode.window;
    // The extension has its own by now: a payload was opened.
    Object.assign(vscode.window, { registerWebviewPanelSerializer: () => new vscode.Disposable(() => {}) });
    const panels = new InvokePanels({} as InvokePanelsParts);
    try {
      await assert.rejects(
        async () => await panels.commands.invoke(rig.row('events/f/two.json')),
        (error) => isError(error, 'untrusted'),
      );
    } finally {
      panels.dispose();
      Object.assign(vscode.window, { registerWebviewPanelSerializer });
    }
  });
});
