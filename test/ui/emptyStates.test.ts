/**
 * What a person is told, and what they can do, where there is no folder, no Cargo project, no function, no cargo; and
 * in a folder whose name has spaces and letters of any script.
 */
import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { temporaryFolder } from '../../tools/lib/temporary.mjs';
import { closeWindow, launchBrowser, openWindow } from '../../tools/vscode/browser.mjs';
import { tab } from '../../tools/vscode/drive/editor.mjs';
import { notification } from '../../tools/vscode/drive/messages.mjs';
import { enterText, pick, quickInputField, runCommand } from '../../tools/vscode/drive/quickInput.mjs';
import { openViewContainer, treeRow } from '../../tools/vscode/drive/views.mjs';
import { startServer, type Server } from '../../tools/vscode/server.mjs';
import { pictureOfFailure } from './support/evidence';

const minute = 60_000;

describe('Where there is nothing to show yet', function () {
  this.timeout(3 * minute);
  let folder: string;
  let browser: Browser;
  let server: Server;
  let page: Page;

  before(async () => {
    const vsix = process.env['RUST_LAMBDA_VSIX'];
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    folder = await temporaryFolder('Größe & Maß ☕');
    browser = await launchBrowser();
    server = await startServer();
    await server.installExtension(vsix);
  });
  afterEach(pictureOfFailure(() => page, 'ui-empty-states'));
  afterEach(() => closeWindow(page));
  after(async () => {
    await cleanUp();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  async function open(
    name: string | undefined,
    files: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const workspace = path.join(folder, name ?? '');
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(workspace, file)), { recursive: true });
      await writeFile(path.join(workspace, file), text);
    }
    page = await openWindow(browser, server, name === undefined ? {} : { workspace });
    await openViewContainer(page, 'Rust Lambda');
    return workspace;
  }
  /** The view's text with its buttons. */
  async function welcome(text: string, ...buttons: readonly string[]): Promise<void> {
    const view = page.locator('.part.sidebar .welcome-view-content');
    await view.filter({ hasText: text }).waitFor({ timeout: minute });
    for (const button of buttons) await view.getByText(button, { exact: true }).waitFor();
  }
  const packageOf = (dependencies: string): Record<string, string> => ({
    'Cargo.toml': `[package]\nname = "plain"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n${dependencies}`,
    'src/main.rs': 'fn main() {}\n',
  });

  it('no folder: offers to open one, in the view and for every command', async () => {
    await open(undefined);
    await welcome('Open a folder with a Rust project', 'Open Folder');
    for (const command of ['Build', 'Watch', 'Deploy…', 'Read What Is Deployed']) {
      await runCommand(page, `Rust Lambda: ${command}`);
      const told = notification(page, 'Open a folder first.');
      await told.getByRole('button', { name: 'Open Folder' }).waitFor({ timeout: minute });
      await runCommand(page, 'Notifications: Clear All Notifications');
      await told.waitFor({ state: 'detached' });
    }
  });

  it('no cargo: leads to Rust and to the setting', async () => {
    await open('no cargo', {
      ...packageOf('lambda_runtime = "1"\n'),
      '.vscode/settings.json': '{ "rustLambda.cargoPath": "no-such-cargo" }',
    });
    await welcome('Cargo was not found', 'Install Rust', 'Set Path', 'Try Again');
    await runCommand(page, 'Rust Lambda: Build');
    const told = notification(page, '“no-such-cargo” was not found');
    await told.getByRole('button', { name: 'Install Rust' }).waitFor({ timeout: minute });
  });

  it('no function: says what makes one, and offers to make one', async () => {
    await open('no function', packageOf(''));
    await welcome('No package here depends on lambda_runtime', 'New Function…', 'Refresh');
    await runCommand(page, 'Rust Lambda: Build');
    const told = notification(page, 'There is no Lambda function in this workspace.');
    await told.getByRole('button', { name: 'New Function…' }).waitFor({ timeout: minute });
  });

  it('no Cargo project: a wizard that is left at any step leaves nothing, and its end is a function', async () => {
    const name = 'ein Ordner für λ';
    const workspace = await open(name, { 'README.md': '' });
    await welcome('No Cargo.toml was found', 'New Function…', 'Refresh');
    const steps = [
      () => enterText(page, 'New Function (1/4)', 'fresh'),
      () => pick(page, 'New Function (2/4)', 'HTTP request'),
      () => pick(page, 'New Function (3/4)', 'Function URL'),
    ];
    for (let answered = 0; answered <= steps.length; answered++) {
      await runCommand(page, 'Rust Lambda: New Function…');
      for (const step of steps.slice(0, answered)) await step();
      await page
        .locator('.quick-input-title', { hasText: `(${answered + 1}/4)` })
        .waitFor({ timeout: minute });
      await page.keyboard.press('Escape');
      await quickInputField(page).waitFor({ state: 'detached' });
      assert.deepEqual(await readdir(workspace), ['README.md']);
    }

    await runCommand(page, 'Rust Lambda: New Function…');
    for (const step of steps) await step();
    await pick(page, 'New Function (4/4)', `${name}/fresh`);
    await tab(page, 'http_handler.rs').waitFor({ timeout: minute });
    await treeRow(page, 'fresh').first().waitFor({ timeout: minute });
    assert.ok((await readdir(path.join(workspace, 'fresh'))).includes('Cargo.toml'));

    // `cross` is nowhere here: what was picked is what would have been built with.
    await runCommand(page, 'Rust Lambda: Build for Release…');
    await pick(page, 'Build for Release (1/2)', 'arm64');
    await pick(page, 'Build for Release (2/2)', 'cross');
    const told = notification(page, '“cross” was not found');
    await told.getByRole('button', { name: 'Install cross' }).waitFor({ timeout: minute });
  });
});
