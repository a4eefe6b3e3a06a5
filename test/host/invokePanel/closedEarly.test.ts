import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { deferred } from '../../../src/core/deferred';
import { emptyModel } from '../../../src/core/project/changes';
import type { ProjectModel } from '../../../src/core/project/model';
import { InvokePanel, type InvokePanelParts } from '../../../src/ui/invokePanel/invokePanel';

describe('An invoke panel', () => {
  it('that is closed before the project was read does nothing more', async () => {
    const ready = deferred<ProjectModel>();
    const nothing = { onDidChange: () => ({ dispose: () => {} }) };
    const unused = () => assert.fail('Nothing is run here.');
    const parts = {
      extensionUri: vscode.extensions.getExtension('rust-lambda.rust-lambda')!.extensionUri,
      project: { ...nothing, model: emptyModel, binary: () => undefined, ready: () => ready.promise },
      watches: { ...nothing, state: () => ({ kind: 'stopped' }) },
      drafts: { get: () => undefined },
      ...{ builds: { buildForWatch: unused }, invoker: { invoke: unused } },
    } as unknown as InvokePanelParts;
    const shown = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One);
    const panel = new InvokePanel(shown, 'gone', parts);
    panel.onDidDispose(() => panel.dispose());

    const unhandled: unknown[] = [];
    const keep = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', keep);
    shown.dispose();
    ready.resolve(emptyModel);
    // Node tells of unhandled rejections before it turns to this.
    await setImmediate();
    process.off('unhandledRejection', keep);
    assert.deepEqual(unhandled, []);
  });
});
