/**
 * The invoke panel in a real window: how each end of an invocation looks, what is not sent, that a draft survives, and
 * that axe finds no fault in any theme. By keyboard, in a folder whose path has spaces and letters beyond ASCII.
 * Pictures are left in test-results/ui-invoke.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { projectRoot, toolsDir } from '../../tools/lib/paths.mjs';
import { temporaryFolder } from '../../tools/lib/temporary.mjs';
import { copyWorkspace } from '../../tools/testing/hostSuites.mjs';
import { launchBrowser, openWindow, workbenchReady } from '../../tools/vscode/browser.mjs';
import { openFile, tab } from '../../tools/vscode/drive/editor.mjs';
import { enterText, runCommand } from '../../tools/vscode/drive/quickInput.mjs';
import { setTheme, THEMES } from '../../tools/vscode/drive/themes.mjs';
import { openViewContainer, treeRow } from '../../tools/vscode/drive/views.mjs';
import { webview } from '../../tools/vscode/drive/webviews.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { faults, overflow } from './support/accessibility';
import { pictureOfFailure } from './support/evidence';
import { openInvokePanel } from './support/invokePanel';

const SHOTS = path.join(projectRoot, 'test-results/ui-invoke');
/** A cold build of a function's dependencies. */
const BUILD_MS = 600_000;
const settings = { 'rustLambda.invoke.timeoutSeconds': 12 };
/** One byte more than Lambda takes. */
const tooLarge = `[\n${'"0123456789abcdef0123456789abcdef",\n'.repeat(170_000)}`
  .padEnd(6_291_454)
  .concat('1]\n');

describe('The invoke panel', function () {
  this.timeout(BUILD_MS + 60_000);
  this.bail(true);
  let page: Page;
  let panel: FrameLocator;
  let workspace: string;

  const shot = (name: string): Promise<Buffer> => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  const payload = () => panel.getByRole('textbox', { name: 'Payload, JSON' });
  const invoke = () => panel.getByRole('button', { name: 'Invoke' });
  const cancel = () => panel.getByRole('button', { name: 'Cancel' });
  const stage = (name: string): Promise<void> =>
    panel.locator('#summary .verdict', { hasText: `${name}…` }).waitFor({ timeout: BUILD_MS });
  const verdict = (text: string, timeout = 60_000): Promise<void> =>
    panel.locator('#verdict', { hasText: text }).waitFor({ timeout });
  const shows = (text: string | RegExp): Promise<void> =>
    panel.locator('#result', { hasText: text }).waitFor();

  async function more(entry: string): Promise<void> {
    await panel.getByRole('button', { name: 'More Actions' }).press('ArrowDown');
    await panel.getByRole('menuitem', { name: entry }).press('Enter');
  }

  /** Types over the payload; the focus is in its editor as after every invocation. */
  async function type(text: string): Promise<void> {
    // VS Code has to know of the focus, too: else it takes Ctrl+A for the editor beside.
    const group = page.locator('.editor-group-container.active');
    await group.locator('.tab.active', { hasText: 'Invoke ' }).waitFor();
    await payload().and(panel.locator(':focus')).waitFor();
    await page.keyboard.press('Control+A');
    if (text === '') await page.keyboard.press('Delete');
    else await page.keyboard.insertText(text);
  }
  async function send(text: string): Promise<void> {
    await type(text);
    await page.keyboard.press('Control+Enter');
  }
  async function openPanel(source: string, name: string): Promise<void> {
    panel = await openInvokePanel(page, source, name);
    await payload().waitFor();
  }

  before(async () => {
    const vsix = process.env['RUST_LAMBDA_VSIX'];
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    await fs.rm(SHOTS, { recursive: true, force: true });
    await fs.mkdir(SHOTS, { recursive: true });
    const folder = await temporaryFolder('invoke ui größe 日本');
    workspace = await copyWorkspace('test/fixtures/workspaces/invoke', path.join(folder, 'my functions'));
    await fs.writeFile(path.join(workspace, 'endings/events/too-large.json'), tooLarge);
    const large = `[\n${'"größer als sonst",\n'.repeat(60_000)}0]`;
    await fs.writeFile(path.join(workspace, 'endings/events/quite-large.json'), large);
    await fs.mkdir(path.join(workspace, '.vscode'));
    await fs.writeFile(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
    const server = await startServer({
      env: { ...process.env, CARGO_TARGET_DIR: path.join(toolsDir, 'target/invoke ü') },
    });
    await server.installExtension(vsix);
    page = await openWindow(await launchBrowser(), server, { workspace });
    await openViewContainer(page, 'Rust Lambda');
    await treeRow(page, 'endings').first().waitFor();
  });
  afterEach(pictureOfFailure(() => page, 'ui-invoke/failed'));
  after(cleanUp);

  it('opens by its shortcut with the focus where one types, on the first payload file', async () => {
    await openPanel('endings/src/main.rs', 'endings');
    await payload().filter({ hasText: '"panic"' }).waitFor();
    await payload().and(panel.locator(':focus')).waitFor();
    await shot('01-opened');
    assert.deepEqual(await faults(panel), []);
  });

  it('cancels a build', async () => {
    await send('{"greeting": "grüß dich 🦀"}');
    await stage('Building');
    await shot('02-building');
    assert.deepEqual(await faults(panel), []);
    await cancel().press('Enter');
    await verdict('Cancelled');
    await shows('The build was stopped.');
    // By button: the focus stays on it, whatever it is called now.
    await invoke().and(panel.locator(':focus')).waitFor();
    await shot('03-build-cancelled');
  });

  it('shows a response, and how long each stage took', async () => {
    await page.keyboard.press('Enter');
    await verdict('Success', BUILD_MS);
    await invoke().and(panel.locator(':focus')).waitFor();
    await shows('grüß dich 🦀');
    await panel.getByRole('list', { name: 'Time' }).filter({ hasText: 'Running' }).waitFor();
    await shot('04-success');
    assert.deepEqual(await faults(panel), []);
  });

  it('saves the payload as a file, which is the chosen one from then on', async () => {
    const chosen = panel.getByLabel('Payload file').locator('option:checked');
    await more('Save As…');
    await enterText(page, 'Save Payload of endings', 'greeting');
    await chosen.filter({ hasText: /^greeting\.json$/ }).waitFor({ state: 'attached' });
    const saved = path.join(workspace, 'endings/events/greeting.json');
    assert.equal(await fs.readFile(saved, 'utf8'), '{"greeting": "grüß dich 🦀"}');
    await panel.getByLabel('Payload file').selectOption('events/panic.json');
    await payload().filter({ hasText: '"panic"' }).waitFor();
  });

  it('shows an error of the function', async () => {
    await payload().click();
    await send('{"do": "error"}');
    await verdict('Function error');
    await shows('asked to fail');
    await shot('05-error');
    assert.deepEqual(await faults(panel), []);
  });

  it('shows a panic, and leads to its line', async () => {
    await send('{"do": "panic"}');
    await verdict('Panicked');
    await shows('asked to panic');
    await shot('06-panic');
    assert.deepEqual(await faults(panel), []);
    await panel.getByRole('button', { name: /^endings\/src\/main\.rs:\d+$/ }).press('Enter');
    await page.locator('.view-line', { hasText: 'asked to panic' }).waitFor();
    await page.locator('.part.statusbar', { hasText: /Ln 21,/ }).waitFor();
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  });

  it('shows that the process was killed, with its last words, or left by itself, with its code', async () => {
    // By way of the palette: VS Code may give the focus to the source once more, after it was shown.
    await runCommand(page, 'View: Focus Next Editor Group');
    await send('{"do": "abort"}');
    await verdict('Crashed');
    await shows('was killed before it answered');
    await shows('these are my last words');
    await shot('07-killed');
    assert.deepEqual(await faults(panel), []);
    await send('{"do": "exit", "code": 3}');
    await shows('ended with exit code 3');
  });

  it('gives up after the time that the setting allows', async () => {
    await send('{"do": "sleep", "ms": 600000}');
    await stage('Running');
    await shot('08-running');
    await verdict('Timed out');
    await shows('There was no answer within 12.00 s.');
    await shot('09-timeout');
    assert.deepEqual(await faults(panel), []);
  });

  it('cancels what runs, and the next invocation is answered', async () => {
    await send('{"do": "sleep", "ms": 600000}');
    await stage('Running');
    await cancel().press('Enter');
    await verdict('Cancelled');
    await shows('The function was stopped.');
    await payload().click();
    await send('{"do": "null"}');
    await verdict('Success');
    await shows('null');
  });

  it('sends nothing that is not JSON, empty, or larger than Lambda takes', async () => {
    await send('{"a": 1,}');
    await verdict('Not sent');
    await shows('line 1, column 9: a property name in double quotes is expected');
    await panel.locator('#payload-problem', { hasText: 'Line 1, column 9' }).waitFor();
    await shot('10-not-json');
    assert.deepEqual(await faults(panel), []);
    await send('');
    await shows('The payload is empty.');
    await shot('11-empty');
    await panel.getByLabel('Payload file').selectOption({ label: 'too-large.json' });
    await panel
      .locator('#payload-problem', {
        hasText: 'The payload has 6,291,457 bytes; Lambda takes at most 6,291,456.',
      })
      .waitFor();
    await invoke().press('Enter');
    await shows('The payload has 6,291,457 bytes; Lambda takes at most 6,291,456.');
    await shot('12-too-large');
    await panel.getByLabel('Payload file').selectOption('events/panic.json');
    await panel.locator('#payload-problem', { hasText: 'The payload is empty.' }).waitFor();
    await more('Revert');
    await payload().filter({ hasText: '"panic"' }).waitFor();
    await panel.locator('#payload-problem').waitFor({ state: 'detached' });
  });

  it('keeps draft and result while it is hidden, moved, and when the window is reloaded', async () => {
    const draft = '{"draft": "größer"}';
    const kept = async (): Promise<void> => {
      panel = await webview(page, 'Invoke endings');
      await payload().filter({ hasText: draft }).waitFor();
    };
    await payload().click();
    await send(draft);
    await verdict('Success');
    await openFile(page, 'Cargo.lock');
    await payload().waitFor({ state: 'detached' });
    await runCommand(page, 'View: Open Previous Editor in Group');
    await kept();
    await verdict('Success');
    await shot('13-shown-again');
    await runCommand(page, 'View: Move Editor into Left Group');
    await kept();
    await verdict('Success');
    await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
    await workbenchReady(page);
    await kept();
    await shot('14-reloaded');
  });

  it('keeps edits of a payload too large to be kept at each key, when the window is reloaded at once', async () => {
    await panel.getByLabel('Payload file').selectOption('events/quite-large.json');
    await payload().filter({ hasText: 'größer als sonst' }).waitFor();
    await payload().focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText('[ "typed",');
    await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
    await workbenchReady(page);
    panel = await webview(page, 'Invoke endings');
    const chosen = panel.getByLabel('Payload file').locator('option:checked');
    await chosen.filter({ hasText: /^quite-large\.json \(edited\)$/ }).waitFor({ state: 'attached' });
    await payload().filter({ hasText: '[ "typed",' }).waitFor();
    await more('Revert');
    await payload().filter({ hasNotText: 'typed' }).waitFor();
    await panel.getByLabel('Payload file').selectOption('events/panic.json');
    await payload().filter({ hasText: '{"draft": "größer"}' }).waitFor();
  });

  it('tells that the function does not take the payload, and marks what of it', async () => {
    await openPanel('orders/src/bin/typed.rs', 'typed');
    await payload().click();
    await send('{\n  "id": 1,\n  "lines": [{ "article": "tea", "pieces": -1 }]\n}');
    await verdict('Payload rejected', BUILD_MS);
    await shows(/lines\[0\]\.pieces: .*-1/);
    await panel.locator('.cm-lintRange-error', { hasText: '-1' }).waitFor();
    await shot('15-rejected');
    assert.deepEqual(await faults(panel), []);
  });

  it('marks again what only the function can refuse, when it was hidden and the text is the one that was sent', async () => {
    await send('{ "id": 1, "lines": [], "note": "rude" }');
    await shows(/note: .*polite/);
    await panel.locator('.cm-lintRange-error', { hasText: 'rude' }).waitFor();
    await openFile(page, 'Cargo.lock');
    await payload().waitFor({ state: 'detached' });
    await page.locator('.tab', { hasText: 'Invoke typed' }).click();
    panel = await webview(page, 'Invoke typed');
    await shows(/note: .*polite/);
    await panel.locator('.cm-lintRange-error', { hasText: 'rude' }).waitFor();
    await payload().focus();
  });

  it('shows a response that is no JSON, that is not even text, and that is nothing', async () => {
    await openPanel('orders/src/bin/raw.rs', 'raw');
    await payload().click();
    await send('{"do": "text"}');
    await verdict('HTTP 200', BUILD_MS);
    await shows('plain words, no JSON');
    await shot('16-text');
    assert.deepEqual(await faults(panel), []);
    await send('{"do": "page"}');
    await verdict('HTTP 503');
    await shows('<h1>later</h1>');
    await send('{"do": "bytes"}');
    await verdict('HTTP 200');
    await shows('00000000  89 50 4e 47');
    await shot('17-bytes');
    assert.deepEqual(await faults(panel), []);
    // JSON that its own parser gives up on.
    await send(`${'['.repeat(6000)}${']'.repeat(6000)}`);
    await verdict('Payload rejected');
    await shows('recursion limit exceeded');
    await send('{"do": "nothing"}');
    await verdict('HTTP 204');
    await shows('no content');
  });

  it('can be read in every theme and in a narrow window', async () => {
    await openPanel('endings/src/main.rs', 'endings');
    await payload().click();
    await send('{"do": "http"}');
    await verdict('HTTP 418');
    await type('{"a": 1,}');
    await panel.locator('#payload-problem').waitFor();
    await tab(page, 'main.rs').first().waitFor();
    for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
      await setTheme(page, theme);
      await shot(`18-${theme.replaceAll(' ', '-').toLowerCase()}`);
      assert.deepEqual(await faults(panel), [], theme);
    }
    await setTheme(page, 'Dark Modern');
    await page.setViewportSize({ width: 760, height: 900 });
    await shot('19-narrow');
    assert.deepEqual(await faults(panel), []);
    assert.equal(await overflow(panel), 0, 'nothing is cut at the right');
  });
});
