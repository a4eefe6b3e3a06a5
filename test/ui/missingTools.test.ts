/**
 * What a person sees where a tool is missing: what it is, and the next step. The machine without the tools is a PATH
 * with the real cargo and the system's programs only.
 */
import assert from 'node:assert/strict';
import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createPrograms } from '../../src/adapters/process/programs';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { temporaryFolder } from '../../tools/lib/temporary.mjs';
import { copyWorkspace } from '../../tools/testing/hostSuites.mjs';
import { closeWindow, launchBrowser, openWindow } from '../../tools/vscode/browser.mjs';
import { dialog, notification, pressButton } from '../../tools/vscode/drive/messages.mjs';
import { quickPickRow, runCommand } from '../../tools/vscode/drive/quickInput.mjs';
import { openViewContainer, treeRow } from '../../tools/vscode/drive/views.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { pictureOfFailure } from './support/evidence';

const minute = 60_000;
const systemPath = '/usr/local/bin:/usr/bin:/bin';

describe('Where a tool is missing', function () {
  this.timeout(3 * minute);
  const vsix = process.env['RUST_LAMBDA_VSIX'] ?? '';
  let folder: string;
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (process.platform === 'win32') this.skip(); // Would run elsewhere: it links programs into a folder.
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    folder = await temporaryFolder('missing');
    browser = await launchBrowser();
  });
  afterEach(pictureOfFailure(() => page, 'ui-missing-tools'));
  afterEach(() => closeWindow(page));
  after(async () => {
    await cleanUp();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const onPath = async (name: string): Promise<string> => {
    for (const entry of (process.env['PATH'] ?? '').split(path.delimiter)) {
      if ((await createPrograms({ PATH: entry }).find([name])).length > 0) return path.join(entry, name);
    }
    throw new Error(`${name} is not on PATH`);
  };

  /** A window on a machine that has of all Rust tools only these, and no zig. */
  async function openWith(tools: readonly string[]): Promise<void> {
    const bin = path.join(folder, tools.join('-'));
    await mkdir(path.join(bin, 'cargo-home'), { recursive: true });
    for (const tool of tools) await symlink(await onPath(tool), path.join(bin, tool));
    const home = process.env['HOME'] ?? '';
    const server = await startServer({
      env: {
        PATH: [bin, systemPath].join(path.delimiter),
        // cargo also looks for its subcommands in its own folder.
        CARGO_HOME: path.join(bin, 'cargo-home'),
        RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? path.join(home, '.rustup'),
        CARGO_ZIGBUILD_ZIG_PATH: undefined,
      },
    });
    await server.installExtension(vsix);
    const workspace = await copyWorkspace('test/fixtures/workspaces/loop', path.join(bin, 'loop'));
    page = await openWindow(browser, server, { workspace });
    await openViewContainer(page, 'Rust Lambda');
    await treeRow(page, 'first').waitFor({ timeout: minute });
  }

  it('cargo-lambda: a button leads to the ways to install it that this machine has', async () => {
    await openWith(['cargo']);
    await runCommand(page, 'Rust Lambda: Watch');
    const message = notification(page, 'cargo-lambda is not installed');
    await message.waitFor({ timeout: minute });
    await pressButton(message, 'Install cargo-lambda…');
    await quickPickRow(page, 'Open the Installation Guide').waitFor();
    const here = createPrograms({ PATH: systemPath });
    for (const program of await here.find(['brew', 'uv', 'pipx', 'pip3'])) {
      await quickPickRow(page, program).waitFor();
    }
    assert.equal(await quickPickRow(page, 'scoop').count(), 0);
    await page.keyboard.press('Escape');
  });

  it('zig: is not installed before the person said so, and nothing is built when they do not', async () => {
    await openWith(['cargo', 'cargo-lambda', 'rustc', 'rustup']);
    await runCommand(page, 'Rust Lambda: Build');
    await quickPickRow(page, 'first').click();
    const ways = await createPrograms({ PATH: systemPath }).find(['brew', 'nix-env', 'npm', 'pip3']);
    if (ways.length === 0) {
      await notification(page, 'cargo-lambda compiles with zig, which is not installed').waitFor({
        timeout: minute,
      });
      return;
    }
    const question = dialog(page, 'cargo-lambda compiles with zig, which is not installed');
    await question.waitFor({ timeout: minute });
    await pressButton(question, 'Cancel');
    await question.waitFor({ state: 'detached' });
    // No terminal was needed, so there is none; and cargo has not begun.
    assert.equal(await page.locator('.terminal-wrapper').count(), 0);
    const root = path.join(folder, 'cargo-cargo-lambda-rustc-rustup/loop');
    assert.ok(!(await readdir(root)).includes('target'));
  });
});
