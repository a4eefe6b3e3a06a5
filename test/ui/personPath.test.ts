/**
 * A person's path through the packed extension, in one window: sees the functions, makes one, builds it, watches,
 * invokes, deploys. Everything is real: VS Code, cargo, cargo-lambda, function processes; AWS is the endpoint of
 * docs/aws-endpoint.md. Screenshots of each step are left in test-results/ui.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { startEndpoint } from '../../tools/aws/endpoint.mjs';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { projectRoot, toolsDir } from '../../tools/lib/paths.mjs';
import { isFree } from '../../tools/lib/port.mjs';
import { copyWorkspace } from '../../tools/testing/hostSuites.mjs';
import { launchBrowser, openWindow, workbenchReady } from '../../tools/vscode/browser.mjs';
import { codeLens, openFile, tab } from '../../tools/vscode/drive/editor.mjs';
import {
  enterText,
  pick,
  quickPickRow,
  quickInputMessage,
  runCommand,
} from '../../tools/vscode/drive/quickInput.mjs';
import { terminalShows } from '../../tools/vscode/drive/terminal.mjs';
import { openViewContainer, rowAction, treeRow } from '../../tools/vscode/drive/views.mjs';
import { webview } from '../../tools/vscode/drive/webviews.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { pictureOfFailure } from './support/evidence';

const SHOTS = path.join(projectRoot, 'test-results/ui');
/** A cold build of a function's dependencies. */
const BUILD_MS = 300_000;

describe("a person's path through the packed extension", function () {
  this.timeout(BUILD_MS + 60_000);
  this.bail(true);

  let page: Page;
  let workspace: string;
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>;

  const shot = (name: string): Promise<Buffer> => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  const statusBar = (text: RegExp) => page.locator('.part.statusbar .statusbar-item', { hasText: text });
  const description = async (label: string, text: RegExp): Promise<void> =>
    treeRow(page, label).locator('.label-description', { hasText: text }).waitFor({ timeout: BUILD_MS });

  let panel: FrameLocator;
  /** Somewhere in the invoke panel. */
  const shows = (text: RegExp): Promise<void> => panel.getByText(text).first().waitFor({ timeout: BUILD_MS });
  async function writePayload(json: string): Promise<void> {
    panel = await webview(page, 'Invoke greeter');
    await panel.getByRole('textbox', { name: 'Payload, JSON' }).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(json);
  }

  before(async () => {
    const vsix = process.env['RUST_LAMBDA_VSIX'];
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    await fs.rm(SHOTS, { recursive: true, force: true });
    await fs.mkdir(SHOTS, { recursive: true });
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'rust-lambda-ui-'));
    workspace = await copyWorkspace('samples/orders', path.join(folder, 'orders'));
    endpoint = await startEndpoint();
    const server = await startServer({
      env: {
        ...process.env,
        ...endpoint.env,
        CARGO_TARGET_DIR: path.join(toolsDir, 'target/orders'),
      },
    });
    await server.installExtension(vsix);
    page = await openWindow(await launchBrowser(), server, { workspace });
  });

  afterEach(pictureOfFailure(() => page, 'ui/failed'));

  after(async () => {
    await cleanUp();
    await fs.rm(path.dirname(workspace), { recursive: true, force: true, maxRetries: 3 });
  });

  it('sees the functions and the extension of the workspace', async () => {
    await openViewContainer(page, 'Rust Lambda');
    for (const name of ['orders-api', 'order-consumer', 'audit-extension']) {
      await treeRow(page, name).first().waitFor();
    }
    await shot('1-functions');
  });

  it('is told what is wrong with a name, and makes a new function that opens at its handler', async () => {
    await runCommand(page, 'Rust Lambda: New Function…');
    await enterText(page, 'New Function (1/4)', 'order-consumer');
    await quickInputMessage(page).filter({ hasText: 'already' }).waitFor();
    await enterText(page, 'New Function (1/4)', 'greeter');
    await pick(page, 'New Function (2/4)', 'Basic');
    await quickPickRow(page, 'orders/greeter').waitFor();
    await shot('2-new-function');
    await pick(page, 'New Function (4/4)', 'orders/greeter');
    await tab(page, 'basic_handler.rs').waitFor({ timeout: 60_000 });
    assert.match(await fs.readFile(path.join(workspace, 'Cargo.toml'), 'utf8'), /"greeter"/);
    await treeRow(page, 'greeter').first().waitFor();
    await shot('3-new-function-made');
  });

  it('builds it in a terminal, and sees the artifact in the tree', async () => {
    await rowAction(treeRow(page, 'greeter').first(), 'Build');
    await terminalShows(page, /Finished/, BUILD_MS);
    await description('greeter', /debug/);
    await shot('4-built');
  });

  it('watches, and stops with nothing left', async () => {
    await rowAction(treeRow(page, 'greeter').first(), 'Watch');
    const port = Number(/:(\d+)/.exec(await terminalShows(page, /runtime_addr=\S+:\d+/))?.[1]);
    await statusBar(new RegExp(`λ :${port}$`)).waitFor();
    await shot('5-watching');
    assert.equal(await isFree(port), false);
    await rowAction(treeRow(page, 'greeter').first(), 'Stop');
    await statusBar(/λ/).waitFor({ state: 'detached' });
    assert.equal(await isFree(port), true);
  });

  it('invokes from the panel by keyboard, and sees the response', async () => {
    await rowAction(treeRow(page, 'greeter').first(), 'Invoke');
    await writePayload('{"name": "Ada"}');
    await page.keyboard.press('Control+Enter');
    await shows(/Success/);
    await shows(/Hello, Ada!/);
    await shot('6-invoked');
  });

  it('is told that a payload does not fit the event, before the handler runs', async () => {
    await writePayload('{"nam": "Ada"}');
    await page.keyboard.press('Control+Enter');
    await shows(/Payload rejected/);
    await shows(/missing field `name`/);
    await shot('7-rejected');
  });

  it('sees a compile error in the panel and in Problems, and the new answer after mending it', async () => {
    const file = path.join(workspace, 'greeter/src/basic_handler.rs');
    const source = await fs.readFile(file, 'utf8');
    await fs.writeFile(file, source.replace('"Hello, {}!", request.name', '"Hello, {}!", request.nam'));
    await writePayload('{"name": "Ada"}');
    await page.keyboard.press('Control+Enter');
    await shows(/Build failed/);
    await shows(/no field `nam`/);
    await page.locator('#status\\.problems[aria-label*="Errors: 1"]').waitFor();
    await shot('7-compile-error');

    await fs.writeFile(file, source.replace('"Hello, {}!"', '"Hej, {}!"'));
    await panel.getByRole('button', { name: 'Invoke' }).click();
    await shows(/Hej, Ada!/);
  });

  it('finds its draft again after the window was reloaded', async () => {
    await writePayload('{"name": "Grace"}');
    await panel.getByText('Grace').waitFor();
    const loaded = page.waitForEvent('load');
    await runCommand(page, 'Developer: Reload Window');
    await loaded;
    await workbenchReady(page);
    panel = await webview(page, 'Invoke greeter');
    await panel.locator('.cm-content', { hasText: 'Grace' }).waitFor();
  });

  it('deploys from the lens: plan first, then a build and the deploy, then ARN and version', async () => {
    await openFile(page, 'greeter/src/basic_handler.rs');
    await codeLens(page, 'Deploy').first().click();
    const plan = await webview(page, 'Deploy greeter');
    await plan.getByText('1234-5678-9012').waitFor({ timeout: 60_000 });
    await plan.locator('pre', { hasText: 'cargo lambda deploy' }).waitFor();
    await shot('8-deploy-plan');
    await plan.getByRole('button', { name: 'Build and Deploy' }).click();
    await plan.locator('#result', { hasText: /arn:aws:lambda:\S+:greeter/ }).waitFor({ timeout: BUILD_MS });
    await shot('9-deployed');
    await description('greeter', /release/);
  });
});
