/**
 * Payload files in a real window: made, renamed and deleted in the tree by keyboard, sent from there, and saved in the
 * panel without losing what others wrote. Pictures are left in test-results/ui-payloads.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { projectRoot } from '../../tools/lib/paths.mjs';
import { temporaryFolder } from '../../tools/lib/temporary.mjs';
import { copyWorkspace } from '../../tools/testing/hostSuites.mjs';
import { launchBrowser, openWindow, workbenchReady } from '../../tools/vscode/browser.mjs';
import { tab } from '../../tools/vscode/drive/editor.mjs';
import { dialog, pressButton } from '../../tools/vscode/drive/messages.mjs';
import { enterText, pick, quickInputField, runCommand } from '../../tools/vscode/drive/quickInput.mjs';
import { expand, openViewContainer, rowAction, treeRow } from '../../tools/vscode/drive/views.mjs';
import { webview } from '../../tools/vscode/drive/webviews.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { faults, overflow } from './support/accessibility';
import { pictureOfFailure } from './support/evidence';

const SHOTS = path.join(projectRoot, 'test-results/ui-payloads');

describe('Payload files in a window', function () {
  this.timeout(120_000);
  this.bail(true);
  let page: Page;
  let panel: FrameLocator;
  let events: string;

  const shot = (name: string): Promise<Buffer> => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  const textOf = (name: string): Promise<string> => fs.readFile(path.join(events, name), 'utf8');
  const names = async (): Promise<string[]> => (await fs.readdir(events)).sort();
  const chosen = () => panel.locator('#payload-file');
  /** The tree once it has the focus, which it keeps when a click opens a file: keys go to it. */
  const tree = () => page.locator('.part.sidebar .monaco-list:focus');
  const payload = () => panel.getByRole('textbox', { name: 'Payload, JSON' });
  async function type(text: string): Promise<void> {
    await payload().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
    await chosen().locator('option:checked', { hasText: '(edited)' }).waitFor({ state: 'attached' });
  }

  before(async () => {
    const vsix = process.env['RUST_LAMBDA_VSIX'];
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    await fs.rm(SHOTS, { recursive: true, force: true });
    await fs.mkdir(SHOTS, { recursive: true });
    const workspace = path.join(await temporaryFolder('payloads ui größe'), 'my orders');
    await copyWorkspace('samples/orders', workspace);
    events = path.join(workspace, 'order-consumer/events');
    // A repository, as far as anyone looks who runs no git.
    await fs.mkdir(path.join(workspace, '.git'));
    await fs.writeFile(path.join(events, 'two-orders.expect.json'), '{}');
    const server = await startServer();
    await server.installExtension(vsix);
    page = await openWindow(await launchBrowser(), server, { workspace });
    await openViewContainer(page, 'Rust Lambda');
    await expand(treeRow(page, 'order-consumer'));
    await treeRow(page, 'two-orders').waitFor();
  });
  afterEach(pictureOfFailure(() => page, 'ui-payloads/failed'));
  after(cleanUp);

  it('are renamed by the key that explorers have, where the focus is and not what was selected', async () => {
    await treeRow(page, 'one-of-three-fails').click();
    await tree().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('.monaco-list-row.focused', { hasText: 'two-orders' }).waitFor();
    await page.keyboard.press('F2');
    await quickInputField(page).waitFor();
    assert.equal(await quickInputField(page).inputValue(), 'two-orders.json');
    await enterText(page, 'Rename Payload', 'zwei');
    await treeRow(page, 'zwei').waitFor();
    assert.deepEqual(await names(), ['one-of-three-fails.json', 'zwei.expect.json', 'zwei.json']);
  });

  it('are made from what the event’s type asks for', async () => {
    await rowAction(treeRow(page, 'Payloads'), 'New Payload…');
    await pick(page, 'New Payload · order-consumer', 'Generated: What Is Required');
    await enterText(page, 'New Payload', 'made');
    await tab(page, 'made.json').waitFor();
    await treeRow(page, 'made').waitFor();
    assert.match(await textOf('order-consumer/made.json'), /^\{\s+"Records": \[/);
    await shot('01-made');
  });

  it('are sent from their row, which says so', async () => {
    await runCommand(page, 'View: Close All Editors');
    await rowAction(treeRow(page, 'zwei'), 'Invoke With This Payload');
    panel = await webview(page, 'Invoke order-consumer');
    await payload().filter({ hasText: 'message-1' }).waitFor();
    assert.equal(await chosen().inputValue(), 'events/zwei.json');
    await treeRow(page, 'zwei').filter({ hasText: 'last used' }).waitFor();
  });

  it('take what was typed over them in the panel with the key that saves', async () => {
    await type('{"mine": 1}');
    await page.keyboard.press('Control+S');
    await chosen()
      .locator('option:checked', { hasText: /^zwei\.json$/ })
      .waitFor({ state: 'attached' });
    assert.equal(await textOf('zwei.json'), '{"mine": 1}');
  });

  it('lose nothing when both have changed', async () => {
    await type('{"mine": 2}');
    await fs.writeFile(path.join(events, 'zwei.json'), '{"theirs": 1}');
    await page.keyboard.press('Control+S');
    const asked = dialog(page, '“zwei.json” was changed elsewhere');
    await asked.waitFor();
    await shot('02-both-changed');
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await payload().filter({ hasText: '"mine": 2' }).waitFor();
    assert.equal(await textOf('zwei.json'), '{"theirs": 1}');
    await panel.locator('#payload .cm-content:focus').waitFor();
    await page.keyboard.press('Control+S');
    await pressButton(asked, 'Overwrite');
    await chosen()
      .locator('option:checked', { hasText: /^zwei\.json$/ })
      .waitFor({ state: 'attached' });
    assert.equal(await textOf('zwei.json'), '{"mine": 2}');
  });

  it('can be typed on in when what was asked is answered', async () => {
    await type('{"password": "hunter2"');
    await page.keyboard.press('Control+S');
    const asked = dialog(page, '“zwei.json” would hold what looks like secrets.');
    await asked.waitFor();
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await panel.locator('#payload .cm-content:focus').waitFor();
    await page.keyboard.type(' }');
    await payload().filter({ hasText: '"hunter2" }' }).waitFor();
  });

  it('get no secrets unasked', async () => {
    await type('{"password": "hunter2"}');
    await page.keyboard.press('Control+S');
    const asked = dialog(page, '“zwei.json” would hold what looks like secrets.');
    await asked.filter({ hasText: 'password: password' }).waitFor();
    await shot('03-secrets');
    await pressButton(asked, 'Replace by Placeholders');
    await payload().filter({ hasText: 'EXAMPLE' }).waitFor();
    assert.equal(await textOf('zwei.json'), '{"password": "EXAMPLE"}');
    assert.deepEqual(await faults(panel), []);
    assert.equal(await overflow(panel), 0, 'nothing lies over the result');
  });

  it('are deleted by key, with what is expected of them', async () => {
    await treeRow(page, 'zwei').click();
    await tree().waitFor();
    await page.keyboard.press('Delete');
    // What is served to a browser has no trash.
    await pressButton(dialog(page, '“zwei.json” can’t be moved to the trash.'), 'Delete for Good');
    await treeRow(page, 'zwei').waitFor({ state: 'detached' });
    assert.deepEqual(await names(), ['one-of-three-fails.json', 'order-consumer']);
    await shot('04-deleted');
  });

  it('keep what was typed over them when they are renamed while the panel is hidden, after a reload too', async () => {
    await page.locator('.tab', { hasText: 'Invoke order-consumer' }).click();
    panel = await webview(page, 'Invoke order-consumer');
    await chosen().selectOption('events/one-of-three-fails.json');
    await payload().filter({ hasText: 'Records' }).waitFor();
    await type('{"mine": 3}');
    await treeRow(page, 'one-of-three-fails').click();
    await payload().waitFor({ state: 'detached' });
    await tree().waitFor();
    await page.keyboard.press('F2');
    await enterText(page, 'Rename Payload', 'drei');
    await treeRow(page, 'drei').waitFor();
    await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
    await workbenchReady(page);
    await page.locator('.tab', { hasText: 'Invoke order-consumer' }).click();
    panel = await webview(page, 'Invoke order-consumer');
    await chosen()
      .locator('option:checked', { hasText: /^drei\.json \(edited\)$/ })
      .waitFor({ state: 'attached' });
    await payload().filter({ hasText: '"mine": 3' }).waitFor();
  });
});
