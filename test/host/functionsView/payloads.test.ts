// @workspace test/fixtures/workspaces/edited/edited.code-workspace
import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { createFiles } from '../../../src/adapters/files';
import { createFunctionPicker } from '../../../src/ui/project/functionPicker';
import type { EventShapes, Samples } from '../../../src/ui/features';
import { LazyPayloads } from '../../../src/ui/payloads/lazyPayloads';
import { Memory } from '../payloads/rig';
import { parts, row, until, type Parts } from './parts';

const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const folder = join(root, 'crates/consumer');
const log = vscode.window.createOutputChannel('Payload rows test', { log: true });

describe('Payloads in the functions view', function () {
  this.timeout(20_000);
  let shown: Parts;
  let payloads: LazyPayloads;

  const write = async (file: string, text = '{}'): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  };

  beforeEach(() => {
    const state = new Memory();
    // The rows need the payloads, which need the project that comes with the rows.
    const project = {
      get model() {
        return shown.project.model;
      },
      onDidChange: () => ({ dispose: () => undefined }),
      ready: () => shown.project.ready(),
      refresh: () => shown.project.refresh(),
      binary: (id: string) => shown.project.binary(id),
    };
    payloads = new LazyPayloads({
      ...{ project, state, log, files: createFiles(), picker: createFunctionPicker(project, state) },
      eventShapes: {} as EventShapes,
      samples: {} as Samples,
      drafts: { rename: () => Promise.resolve() },
      focused: () => Promise.resolve([]),
    });
    shown = parts({ payloads });
  });
  afterEach(async () => {
    payloads.dispose();
    shown.dispose();
    await rm(join(folder, 'events'), { recursive: true, force: true });
  });

  const group = async () => row(shown.rows, 'Payloads', await row(shown.rows, 'consumer'));
  const rows = async (): Promise<vscode.TreeItem[]> =>
    (await shown.rows.getChildren(await group())).map((node) => shown.rows.getTreeItem(node));
  const labels = async (): Promise<string[]> => (await rows()).map(({ label }) => label as string);
  const shows = (...wanted: string[]): Promise<void> =>
    until(shown.rows, async () => JSON.stringify(await labels()) === JSON.stringify(wanted));

  it('are made from a row that says so, where there is none', async () => {
    await shows('New Payload…');
    const [item] = await rows();
    assert.equal(item?.command?.command, 'rustLambda.newPayload');
    assert.equal(shown.rows.getTreeItem(await group()).description, '0');
  });

  it('come, get other names, and go as their files do', async () => {
    await shows('New Payload…');
    await write('events/consumer/two.json');
    await write('events/consumer/two.expect.json');
    await write('events/shared.json');
    await shows('two', 'shared');
    await rename(join(folder, 'events/shared.json'), join(folder, 'events/renamed.json'));
    await shows('two', 'renamed');
    await rm(join(folder, 'events/consumer'), { recursive: true });
    await shows('renamed');
    await rm(join(folder, 'events'), { recursive: true });
    await shows('New Payload…');
  });

  it('tell when they were edited, or used, and by their folder when two have one name', async () => {
    await write('events/consumer/two.json');
    await write('events/one.json');
    await write('events/two.json');
    await shows('events/consumer/two', 'one', 'events/two');
    const { id } = await row(shown.rows, 'consumer');
    payloads.used(id, 'events/one.json');
    assert.deepEqual(
      (await rows()).map(({ description }) => description),
      ['edited now', 'last used now', 'edited now'],
    );
  });

  it('open with a click, and are found by menus and screen readers', async () => {
    await write('events/consumer/two.json');
    await shows('two');
    const [item] = await rows();
    assert.equal(item?.contextValue, 'payload');
    assert.equal(item.command?.command, 'vscode.open');
    assert.equal(item.resourceUri?.fsPath, join(folder, 'events/consumer/two.json'));
    assert.equal(item.accessibilityInformation?.label, 'payload two, edited now');
    const [node] = await shown.rows.getChildren(await group());
    const { functionId, payload } = node ?? {};
    assert.deepEqual(
      { functionId, payload },
      {
        functionId: (await row(shown.rows, 'consumer')).id,
        payload: 'events/consumer/two.json',
      },
    );
  });

  it('start closed when there are many', async () => {
    for (let each = 0; each < 50; each++) await write(`events/p${String(each).padStart(2, '0')}.json`);
    await until(shown.rows, async () => (await rows()).length === 50);
    const { collapsibleState, description } = shown.rows.getTreeItem(await group());
    assert.equal(collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    assert.equal(description, '50');
  });
});
