/**
 * However a window ends, no process of a watch survives it: looked for by process id and by port, from outside.
 * On Linux, where /proc tells who started whom.
 */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { localPorts } from '../../src/adapters/process/localPorts';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { toolsDir } from '../../tools/lib/paths.mjs';
import { temporaryFolder } from '../../tools/lib/temporary.mjs';
import { copyWorkspace } from '../../tools/testing/hostSuites.mjs';
import { launchBrowser, openWindow, workbenchReady } from '../../tools/vscode/browser.mjs';
import { runCommand } from '../../tools/vscode/drive/quickInput.mjs';
import { terminalShows } from '../../tools/vscode/drive/terminal.mjs';
import { openViewContainer, treeRow } from '../../tools/vscode/drive/views.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { parentOf, untilGone } from '../support/processes';
import { pictureOfFailure } from './support/evidence';

const minute = 60_000;

interface Watched {
  readonly port: number;
  readonly function: number;
  readonly emulator: number;
  readonly guard: number;
  readonly extensionHost: number;
}

describe('Of a watch nothing survives', function () {
  this.timeout(6 * minute);
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let folder: string | undefined;
  let workspace: string;
  let page: Page;

  before(async function () {
    if (process.platform !== 'linux') this.skip(); // Would run on Linux.
    const vsix = process.env['RUST_LAMBDA_VSIX'];
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    folder = await temporaryFolder('survivors');
    workspace = await copyWorkspace('test/fixtures/workspaces/loop', path.join(folder, 'loop'));
    server = await startServer({
      env: { ...process.env, CARGO_TARGET_DIR: path.join(toolsDir, 'target/loop') },
    });
    await server.installExtension(vsix);
  });
  beforeEach(async () => {
    // One for each test: it can be ended whatever its window is in the middle of.
    browser = await launchBrowser();
    page = await openWindow(browser, server, { workspace });
  });
  afterEach(pictureOfFailure(() => page, 'ui-survivors'));
  afterEach(() => browser.close());
  after(async () => {
    await cleanUp();
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const inStatusBar = (text: RegExp) => page.locator('.part.statusbar .statusbar-item', { hasText: text });

  /** Starts a watch as a person does, and has it start a function. */
  async function watch(): Promise<Watched> {
    await openViewContainer(page, 'Rust Lambda');
    await treeRow(page, 'first').waitFor({ timeout: minute });
    await runCommand(page, 'Rust Lambda: Watch');
    const text = await terminalShows(page, /runtime_addr=127\.0\.0\.1:\d+/, minute);
    await inStatusBar(/λ :\d+$/).waitFor({ timeout: minute });
    const port = Number(/runtime_addr=127\.0\.0\.1:(\d+)/.exec(text)?.[1]);
    const response = await fetch(`http://127.0.0.1:${port}/2015-03-31/functions/first/invocations`, {
      method: 'POST',
      body: '{"do":"ok"}',
      signal: AbortSignal.timeout(5 * minute),
    });
    const answer = (await response.json()) as { process: number };
    const emulator = await parentOf(answer.process);
    const guard = await parentOf(emulator);
    return { port, function: answer.process, emulator, guard, extensionHost: await parentOf(guard) };
  }

  async function assertNothingLeft(watched: Watched): Promise<void> {
    await untilGone([watched.function, watched.emulator, watched.guard]);
    assert.equal(await localPorts.isOpen({ host: '127.0.0.1', port: watched.port }), false);
  }

  it('when its terminal is closed', async () => {
    const watched = await watch();
    await runCommand(page, 'Terminal: Kill the Active Terminal Instance');
    await assertNothingLeft(watched);
    await inStatusBar(/λ/).waitFor({ state: 'detached' });
  });

  it('when the window is reloaded, and it is not started again by itself', async () => {
    const watched = await watch();
    await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
    await assertNothingLeft(watched);
    await workbenchReady(page);
    await openViewContainer(page, 'Rust Lambda');
    await treeRow(page, 'first').waitFor({ timeout: minute });
    assert.equal(await inStatusBar(/λ/).count(), 0);
  });

  it('when the extension host is killed', async () => {
    const watched = await watch();
    process.kill(watched.extensionHost, 'SIGKILL');
    await assertNothingLeft(watched);
  });

  it('when the window is closed', async () => {
    const watched = await watch();
    await page.close({ runBeforeUnload: true });
    await assertNothingLeft(watched);
  });

  it('when the extension is disabled', async () => {
    const watched = await watch();
    await runCommand(page, 'Extensions: Disable All Installed Extensions for this Workspace');
    // Until then the extension is still active; VS Code asks for it in the Extensions view.
    await openViewContainer(page, 'Extensions');
    const apply = /^(Reload Window|Restart Extensions)$/;
    await page.locator('.part.sidebar').getByRole('button', { name: apply }).first().click();
    await assertNothingLeft(watched);
  });
});
