/**
 * A payload from nothing to an answer, as its author goes about it, by keyboard alone: what does not fit is underlined
 * and mended, a payload is generated and saved, an HTTP request is sent and its response read. axe finds no fault on the
 * way, nor in any theme. Pictures are left in test-results/ui-events.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { projectRoot, toolsDir } from '../../tools/lib/paths.mjs';
import { temporaryFolder } from '../../tools/lib/temporary.mjs';
import { copyWorkspace } from '../../tools/testing/hostSuites.mjs';
import { launchBrowser, openWindow } from '../../tools/vscode/browser.mjs';
import { enterText, runCommand } from '../../tools/vscode/drive/quickInput.mjs';
import { setTheme, THEMES } from '../../tools/vscode/drive/themes.mjs';
import { expand, openViewContainer, treeRow } from '../../tools/vscode/drive/views.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { faults, overflow } from './support/accessibility';
import { pictureOfFailure } from './support/evidence';
import { openInvokePanel } from './support/invokePanel';

const SHOTS = join(projectRoot, 'test-results/ui-events');
/** A cold build of a function's dependencies. */
const BUILD_MS = 600_000;

describe('A payload', function () {
  this.timeout(BUILD_MS + 60_000);
  this.bail(true);
  let page: Page;
  let panel: FrameLocator;
  let workspace: string;

  const shot = (name: string): Promise<Buffer> => page.screenshot({ path: join(SHOTS, `${name}.png`) });
  const payload = () => panel.getByRole('textbox', { name: 'Payload, JSON' });
  const underlined = (text: string) => panel.locator('.cm-lintRange-error', { hasText: text });
  const path = () => panel.getByRole('combobox', { name: 'Path' });
  const problem = () => panel.locator('#payload-problem');
  const focused = () => panel.locator(':focus');
  const noProblem = (): Promise<void> => problem().waitFor({ state: 'detached' });

  async function openPanel(source: string, name: string): Promise<void> {
    panel = await openInvokePanel(page, source, name);
  }
  async function type(text: string): Promise<void> {
    await payload().and(focused()).waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  }
  /** A menu is opened from its button, and its entry chosen. */
  async function choose(button: string, entry: string): Promise<void> {
    await panel.locator(button).press('ArrowDown');
    await panel.getByRole('menuitem', { name: entry, exact: true }).press('Enter');
  }
  async function isSound(what: string): Promise<void> {
    await shot(what);
    assert.deepEqual(await faults(panel), [], what);
  }

  before(async () => {
    const vsix = process.env['RUST_LAMBDA_VSIX'];
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    await fs.rm(SHOTS, { recursive: true, force: true });
    await fs.mkdir(SHOTS, { recursive: true });
    const folder = await temporaryFolder('events ui');
    workspace = await copyWorkspace('samples/orders', join(folder, 'orders'));
    const server = await startServer({
      env: { ...process.env, CARGO_TARGET_DIR: join(toolsDir, 'target/orders') },
    });
    await server.installExtension(vsix);
    page = await openWindow(await launchBrowser(), server, { workspace });
    await openViewContainer(page, 'Rust Lambda');
    await treeRow(page, 'order-consumer').first().waitFor();
  });
  afterEach(pictureOfFailure(() => page, 'ui-events/failed'));
  after(cleanUp);

  it('is checked against the type of the handler’s event, which the panel says how well it knows', async () => {
    await openPanel('order-consumer/src/main.rs', 'order-consumer');
    await payload().filter({ hasText: 'Records' }).waitFor();
    await panel.locator('#payload-status', { hasText: 'Checked against SqsEvent · exact' }).waitFor();
    await noProblem();
    await panel.locator('#payload-status summary').press('Enter');
    await panel.getByRole('button', { name: 'Show JSON Schema' }).waitFor();
    await isSound('01-checked');
    await panel.locator('#payload-status summary').press('Enter');
  });

  it('that does not fit is underlined, told in serde’s words, and mended by a quick fix', async () => {
    await payload().focus();
    await type('{\n  "Records": [{ "messageId": 5, "attributes": {}, "messageAttributes": {} }]\n}');
    await underlined('5').waitFor();
    await problem()
      .filter({ hasText: 'Records[0].messageId: invalid type: integer `5`, expected a string' })
      .waitFor();
    await isSound('02-underlined');
    await page.keyboard.press('Control+.');
    await panel.getByRole('button', { name: 'Convert to "5"' }).and(focused()).waitFor();
    await page.keyboard.press('Enter');
    await payload().filter({ hasText: '"messageId": "5"' }).waitFor();
    await noProblem();
    await payload().and(focused()).waitFor();
  });

  it('is edited by keys that VS Code does not take a second time', async () => {
    await payload().focus();
    for (let step = 1; step <= 6; step++) await type(`{ "step": ${step} }`);
    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+Z');
    // Whatever VS Code was told of has happened once it has run a command of its own.
    await runCommand(page, 'View: Focus First Editor Group');
    assert.equal(await payload().innerText(), '{ "step": 3 }');
    // As VS Code does for its menu's Undo, and for keys of one's own.
    await payload().focus();
    await payload().evaluate('document.execCommand("undo")');
    assert.equal(await payload().innerText(), '{ "step": 2 }');
    await payload().focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('12345');
    await runCommand(page, 'View: Focus First Editor Group');
    assert.equal(await payload().innerText(), '12345');
    await payload().focus();
  });

  it('is completed by the fields and types of the event, and explains them', async () => {
    await type('{ "Records": [{ }] }');
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+Space');
    const option = panel.getByRole('option', { name: 'messageId' });
    await option.filter({ hasText: 'Option<String>' }).waitFor();
    await isSound('03-completion');
    await page.keyboard.type('"bod');
    await panel.getByRole('option', { name: 'messageId' }).waitFor({ state: 'detached' });
    await panel.getByRole('option', { name: 'body' }).first().waitFor();
    await page.keyboard.press('Tab');
    await payload().filter({ hasText: '"body": ""' }).waitFor();
    await page.keyboard.press('Home');
    for (let step = 0; step < 20; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await panel.locator('.cm-hover', { hasText: 'body: Option<String>' }).waitFor();
    await shot('04-hover');
    await page.keyboard.press('Escape');
    await panel.locator('.cm-hover').waitFor({ state: 'detached' });
  });

  it('is generated from the type, wrapped, and taken out again', async () => {
    await choose('#generate', 'All Fields');
    await payload().filter({ hasText: '"messageAttributes"' }).waitFor();
    await noProblem();
    await choose('#wrap', 'As SNS Notification');
    await payload().filter({ hasText: '"Sns"' }).waitFor();
    await choose('#wrap', 'Take Out of Its Envelope');
    await payload().filter({ hasNotText: '"Sns"' }).waitFor();
    await noProblem();
    await payload().and(focused()).waitFor();
    await isSound('05-generated');
  });

  it('is saved as a file, which is in the tree', async () => {
    await choose('#more', 'Save As…');
    await enterText(page, 'Save Payload of order-consumer', 'all fields');
    await panel
      .locator('#payload-file option:checked', { hasText: /^all fields\.json$/ })
      .waitFor({ state: 'attached' });
    await expand(treeRow(page, 'order-consumer').first());
    await treeRow(page, 'all fields').waitFor();
    await shot('06-saved');
    const saved = join(workspace, 'order-consumer/events/all fields.json');
    assert.equal(Object.hasOwn(JSON.parse(await fs.readFile(saved, 'utf8')) as object, 'Records'), true);
  });

  it('is a sample of the user’s own aws_lambda_events, found by searching', async () => {
    await panel.locator('#sample').press('Enter');
    const dialog = panel.getByRole('dialog');
    await dialog.getByRole('option').first().waitFor();
    await page.keyboard.insertText('batch');
    await isSound('07-samples');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await panel.locator('#sample').and(focused()).waitFor();
  });

  it('is an HTTP request for a function that takes those, and its response is decoded', async () => {
    await openPanel('orders-api/src/handler.rs', 'orders-api');
    await path().fill('/products');
    await isSound('08-request');
    await path().press('Control+Enter');
    await panel.locator('#verdict', { hasText: 'HTTP 200' }).waitFor({ timeout: BUILD_MS });
    await panel.locator('#result', { hasText: 'BOOK' }).waitFor();
    await isSound('09-response');
    await panel.getByRole('tab', { name: /^Body/ }).last().focus();
    await page.keyboard.press('ArrowRight');
    await panel.locator('#result', { hasText: 'application/json' }).waitFor();
    await isSound('10-headers');
  });

  it('is edited in fields and an editor, and an undo in a field leaves the editor alone', async () => {
    await panel.getByRole('tab', { name: /^Body/ }).first().press('Enter');
    await panel.getByRole('combobox', { name: 'Body', exact: true }).selectOption('json');
    const body = panel.locator('.request-part .cm-content');
    await body.click();
    await page.keyboard.type('{"a":"');
    // As an input method does: what is composed is put in by the browser, which will undo it, wherever the focus is.
    const browser = await page.context().newCDPSession(page);
    await browser.send('Input.imeSetComposition', { text: '¨', selectionStart: 1, selectionEnd: 1 });
    await browser.send('Input.insertText', { text: 'ü' });
    await path().click();
    await page.keyboard.press('End');
    await page.keyboard.type('/5');
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press('Control+Z');
      // Whatever VS Code was told of has happened once it has run a command of its own.
      await runCommand(page, 'View: Focus First Editor Group');
      await path().click();
    }
    assert.equal(await path().inputValue(), '/products');
    assert.equal(await body.innerText(), '{"a":"ü"}');
    await panel.getByRole('combobox', { name: 'Body', exact: true }).selectOption('none');
  });

  it('that is the event of a request is edited as one, and undo brings back what was filled in', async () => {
    const event = {
      version: '2.0',
      rawPath: '/orders/7',
      rawQueryString: 'dry=yes',
      headers: { 'content-type': 'application/json' },
      requestContext: {
        domainName: 'abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws',
        http: { method: 'PATCH' },
        authorizer: { iam: { userId: 'me' } },
      },
      body: '{"quantity": 2}',
      isBase64Encoded: false,
    };
    await panel.getByRole('tab', { name: 'Event', exact: true }).press('Enter');
    await payload().focus();
    await type(JSON.stringify(event));
    await panel.getByRole('button', { name: 'Edit as Request' }).press('Enter');
    await panel.locator('#taken', { hasText: 'requestContext.authorizer' }).waitFor();
    await path().and(focused()).waitFor();
    assert.deepEqual(
      [await path().inputValue(), await panel.locator('#method').inputValue()],
      ['/orders/7', 'PATCH'],
    );
    await isSound('11-taken');
    await panel.getByRole('button', { name: 'Undo' }).press('Enter');
    await panel.locator('#taken p').waitFor({ state: 'detached' });
    assert.equal(await path().inputValue(), '/products');
    await choose('#copy-curl', 'For cmd.exe');
    await panel.getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
    await panel.getByRole('tab', { name: 'Event', exact: true }).press('Enter');
    await payload().focus();
    await type('{ "Records": [] }');
    await panel.getByRole('button', { name: 'Edit as Request' }).press('Enter');
    await panel.getByRole('alert').filter({ hasText: 'The payload is no HTTP request' }).waitFor();
    await isSound('12-no-request');
  });

  it('that the function refuses is marked where it is refused', async () => {
    await panel.getByRole('tab', { name: 'Event', exact: true }).press('Enter');
    await payload().focus();
    await type('{\n  "version": "2.0",\n  "rawPath": 5\n}');
    await page.keyboard.press('Control+Enter');
    await panel.locator('#verdict', { hasText: 'Payload rejected' }).waitFor();
    await isSound('13-refused');
  });

  it('can be read in every theme, and beside a narrow editor', async () => {
    await payload().focus();
    await type('{ "Records": 1 }');
    for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
      await setTheme(page, theme);
      await isSound(`14-event-${theme.replaceAll(' ', '-').toLowerCase()}`);
      await panel.getByRole('tab', { name: 'HTTP request' }).press('Enter');
      await isSound(`15-request-${theme.replaceAll(' ', '-').toLowerCase()}`);
      await panel.getByRole('tab', { name: 'Event', exact: true }).press('Enter');
    }
    await page.setViewportSize({ width: 760, height: 900 });
    await isSound('16-narrow');
    assert.equal(await overflow(panel), 0, 'nothing is cut at the right');
    const { height } = (await panel.locator('#payload').boundingBox()) ?? { height: 0 };
    assert.ok(height > 80, `the editor is ${height} px high`);
  });
});
