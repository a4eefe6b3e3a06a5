import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { deferred } from '../../../src/core/deferred';
import { emptyModel } from '../../../src/core/project/changes';
import type { LambdaBinary, ProjectModel } from '../../../src/core/project/model';
import type { Files } from '../../../src/core/ports';
import { InvokePanel, type InvokePanelParts } from '../../../src/ui/invokePanel/invokePanel';
import { PayloadFiles } from '../../../src/ui/payloads/payloadFiles';

const original = vscode.workspace.createFileSystemWatcher;
const binary: LambdaBinary = {
  ...{ id: '/w/Cargo.toml#f', name: 'f', kind: 'function', http: false, packageName: 'f' },
  ...{ manifestPath: '/w/Cargo.toml', sourcePath: '/w/src/main.rs', workspaceRoot: '/w' },
  ...{ targetDirectory: '/w/target', clashesWith: [] },
};

describe('An invoke panel', () => {
  let watchers = 0;
  before(() => {
    vscode.workspace.createFileSystemWatcher = (...args) => {
      watchers++;
      const watcher = original(...args);
      const dispose = (): void => {
        watchers--;
        watcher.dispose();
      };
      return Object.assign(Object.create(watcher) as typeof watcher, { dispose });
    };
  });
  after(() => (vscode.workspace.createFileSystemWatcher = original));

  /** A panel of a project that is being read. */
  function open() {
    const ready = deferred<ProjectModel>();
    const shown = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One);
    const quiet = { onDidChange: () => ({ dispose: () => {} }) };
    const project = { ...quiet, model: emptyModel, binary: () => binary, ready: () => ready.promise };
    const files = new PayloadFiles(project, { list: () => Promise.resolve([]) } as unknown as Files);
    const panel = new InvokePanel(shown, binary.id, {
      extensionUri: vscode.extensions.getExtension('rust-lambda.rust-lambda')!.extensionUri,
      project,
      watches: { ...quiet, state: () => ({ kind: 'stopped' }) },
      eventShapes: { ...quiet, of: () => new Promise(() => {}) },
      handlers: { locate: () => new Promise(() => {}) },
      drafts: { get: () => Promise.resolve(undefined) },
      payloads: { onDidRename: quiet.onDidChange, desk: () => Promise.resolve({ files }) },
    } as unknown as InvokePanelParts);
    panel.onDidDispose(() => panel.dispose());
    /** Resolves when the panel had its turn. */
    const read = (): Promise<unknown> => {
      ready.resolve(emptyModel);
      return setImmediate();
    };
    return { shown, read };
  }

  it('looks at payload files for as long as it is open', async () => {
    const { shown, read } = open();
    await read();
    assert.equal(watchers, 1);
    shown.dispose();
    assert.equal(watchers, 0);
  });

  it('that is closed before the project was read looks at none', async () => {
    const { shown, read } = open();
    shown.dispose();
    await read();
    assert.equal(watchers, 0);
  });
});
