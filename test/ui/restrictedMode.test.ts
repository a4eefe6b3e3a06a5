/** The packed extension in Restricted Mode: it shows what the files tell, and starts no process of cargo. */
import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { which } from '../../tools/lib/run.mjs';
import { temporaryFolder } from '../../tools/lib/temporary.mjs';
import { copyWorkspace } from '../../tools/testing/hostSuites.mjs';
import { closeWindow, launchBrowser, openWindow, workbenchReady } from '../../tools/vscode/browser.mjs';
import { tab } from '../../tools/vscode/drive/editor.mjs';
import { pick, runCommand } from '../../tools/vscode/drive/quickInput.mjs';
import { openViewContainer, treeRow } from '../../tools/vscode/drive/views.mjs';
import { webview } from '../../tools/vscode/drive/webviews.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { pictureOfFailure } from './support/evidence';

const minute = 60_000;

describe('In Restricted Mode', function () {
  this.timeout(3 * minute);
  this.bail(true);
  let folder: string;
  let record: string;
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (process.platform === 'win32') this.skip(); // Would run elsewhere: its stand-in for cargo is a shell script.
    const vsix = process.env['RUST_LAMBDA_VSIX'];
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    folder = await temporaryFolder('restricted');
    record = path.join(folder, 'cargo-runs');
    // A stand-in for cargo that notes each of its runs, and is cargo otherwise.
    const bin = path.join(folder, 'bin');
    await mkdir(bin);
    const cargo = which('cargo');
    assert.ok(cargo);
    await writeFile(path.join(bin, 'cargo'), `#!/bin/sh\necho "$*" >> '${record}'\nexec '${cargo}' "$@"\n`);
    await chmod(path.join(bin, 'cargo'), 0o755);
    browser = await launchBrowser();
    const server = await startServer({
      trusted: false,
      // Else what is asked about trust lies over everything.
      settings: { 'workbench.editor.useModal': 'off' },
      env: { PATH: [bin, process.env['PATH']].join(path.delimiter) },
    });
    await server.installExtension(vsix);
    const workspace = await copyWorkspace('test/fixtures/workspaces/loop', path.join(folder, 'loop'));
    page = await openWindow(browser, server, { workspace });
  });
  afterEach(pictureOfFailure(() => page, 'ui-restricted'));
  after(async () => {
    await closeWindow(page);
    await cleanUp();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const runs = (): Promise<string> => readFile(record, 'utf8').catch(() => '');

  /** Sees the functions of the workspace, and goes to a handler. */
  async function look(): Promise<void> {
    await openViewContainer(page, 'Rust Lambda');
    await treeRow(page, 'first').first().waitFor({ timeout: minute });
    await runCommand(page, 'Rust Lambda: Go to Handler');
    await pick(page, '', 'first');
    // Its handler is in a library of the workspace.
    await tab(page, 'lib.rs').waitFor({ timeout: minute });
  }

  it('the tree and the handlers are shown from files alone', async () => {
    await look();
    assert.equal(await runs(), '');
  });

  it('a trusted workspace is read by cargo, which is how this test would know', async () => {
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    await page.getByText('You trust this folder').waitFor();
    await runCommand(page, 'Rust Lambda: Invoke…');
    await pick(page, '', 'first');
    await webview(page, 'Invoke first');
    assert.match(await runs(), /^metadata /);
  });

  it('a panel that is restored, with the tree and the handlers, starts nothing', async () => {
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    const trusted = page.locator('.workspace-trust-editor .monaco-list-row');
    await trusted.first().hover();
    const remove = trusted.first().getByRole('button', { name: 'Delete Path' });
    // VS Code reloads a window whose trust is taken away.
    await Promise.all([page.waitForEvent('load'), remove.click()]);
    await workbenchReady(page);
    await page.locator('.part.statusbar .statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await rm(record);
    await page.reload();
    await workbenchReady(page);
    const panel = await webview(page, 'Invoke first');
    await panel.getByRole('textbox', { name: 'Payload, JSON' }).waitFor({ timeout: minute });
    await look();
    assert.equal(await runs(), '');
  });
});
