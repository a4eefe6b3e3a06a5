/**
 * The page of the invoke panel by itself, as its host sees it: what is typed while the host's answer is on its way, which
 * in VS Code is too short to be met by a test.
 */
import assert from 'node:assert/strict';
import { build, type Plugin } from 'esbuild';
import type { Page } from 'playwright-core';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { projectRoot } from '../../tools/lib/paths.mjs';
import { launchBrowser, newWindow } from '../../tools/vscode/browser.mjs';
import type { Draft, DraftUpdate } from '../../src/protocol/draft';
import type { FromInvokeWebview, ToInvokeWebview } from '../../src/protocol/invoke';
import type { Request } from '../../src/protocol/handshake';

type Posted =
  Extract<FromInvokeWebview, { type: 'draft' | 'invoke' }> | Request<string, { readonly id: string }>;

/** What VS Code is to the page. */
const vsCode = `
  const posted = [];
  const acquireVsCodeApi = () => ({ postMessage: (message) => posted.push(message), setState() {} });
  const tell = (data) => dispatchEvent(new MessageEvent('message', { data }));`;

/** The page's script, and the texts that its host tells it, in English. */
const program = `
  import { invokeStrings } from './src/ui/invokePanel/strings';
  import './src/webview/invoke/main';
  globalThis.begin = (known) => tell({ type: 'init', functionId: 'f', strings: invokeStrings(), ...known });`;

const english: Plugin = {
  name: 'english',
  setup: (building) => {
    building.onResolve({ filter: /^vscode$/ }, ({ path }) => ({ path, namespace: 'english' }));
    building.onLoad({ filter: /^/, namespace: 'english' }, () => ({
      contents: 'export const l10n = { t: (text) => text };',
    }));
  },
};

const files = (ids: readonly string[], version = 1): ToInvokeWebview => ({
  type: 'files',
  files: ids.map((id) => ({ id, label: id, version })),
});

describe('The page of the invoke panel', function () {
  this.timeout(60_000);
  let script: string;
  let page: Page;

  before(async () => {
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: projectRoot },
      plugins: [english],
      bundle: true,
      write: false,
      format: 'iife',
      mainFields: ['module', 'main'],
      logLevel: 'warning',
    });
    script = outputFiles[0]?.text ?? assert.fail('nothing was built');
    page = await newWindow(await launchBrowser());
  });
  beforeEach(async () => {
    await page.goto('about:blank');
    await page.setContent('<main id="panel" data-worker="data:text/javascript,"></main>');
    await page.addScriptTag({ content: vsCode });
    await page.addScriptTag({ content: script });
  });
  after(cleanUp);

  const tell = (message: unknown): Promise<unknown> => page.evaluate(`tell(${JSON.stringify(message)})`);
  async function begin(draft?: Draft): Promise<void> {
    await page.evaluate(`begin(${JSON.stringify({ draft })})`);
    await tell({ type: 'function', function: { name: 'f', place: '', http: false, hindrance: '' } });
  }
  const posted = (): Promise<readonly Posted[]> => page.evaluate('posted');
  /** Answers what was asked last. */
  async function answer(method: string, value: unknown): Promise<void> {
    const asked = (await posted()).findLast((each) => each.type === 'request' && each.method === method);
    assert.ok(asked?.type === 'request', method);
    await tell({ type: 'reply', id: asked.id, ok: true, value });
  }
  async function lastUpdate(): Promise<DraftUpdate> {
    const told = (await posted()).findLast((each) => each.type === 'draft');
    return told?.type === 'draft' ? told.update : assert.fail('no draft was told');
  }
  const content = () => page.locator('#payload .cm-content');
  async function chooseB(): Promise<void> {
    await begin();
    await tell(files(['a', 'b']));
    await answer('readFile', '"in a"');
    await content().filter({ hasText: '"in a"' }).waitFor();
    await page.locator('#payload-file').selectOption('b');
    await content().focus();
    await page.keyboard.press('Control+End');
  }

  it('keeps what is typed for the payload that is shown while the chosen one is read', async () => {
    await chooseB();
    await page.keyboard.type(' ');
    assert.deepEqual(Object.keys((await lastUpdate()).edits), ['a']);
    await answer('readFile', '"in b"');
    await content().filter({ hasText: '"in b"' }).waitFor();
    await page.locator('#payload-file').selectOption('a');
    await content().filter({ hasText: '"in a" ' }).waitFor();
  });

  it('saves and sends what is shown as what it is', async () => {
    await chooseB();
    await page.keyboard.type(' ');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+S');
    const sent = (await posted()).find((each) => each.type === 'invoke');
    const saved = (await posted()).find((each) => each.type === 'request' && each.method === 'writeFile');
    assert.equal(sent?.type === 'invoke' && sent.source, 'a');
    assert.equal(saved?.type === 'request' && saved.parameters.id, 'a');
  });

  it('takes no text for a payload that it does not know yet', async () => {
    await begin({ source: 'b', edits: { '': 'unsaved' } });
    await content().focus();
    await page.keyboard.type('1');
    await tell(files(['a', 'b']));
    await answer('readFile', '"in b"');
    await content().filter({ hasText: '"in b"' }).waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' ');
    const { edits } = await lastUpdate();
    assert.deepEqual(edits, {
      '': { of: 'draft', was: 7, edits: [] },
      b: { of: 'file', was: 6, edits: [{ offset: 6, length: 0, text: ' ' }] },
    });
  });

  it('tells its host a text that outlives its file, as nobody else has it', async () => {
    await begin();
    await tell(files(['a', 'b']));
    await answer('readFile', '"in a"');
    await content().filter({ hasText: '"in a"' }).waitFor();
    await tell(files([]));
    assert.deepEqual((await lastUpdate()).edits, { a: '"in a"' });
  });

  it('tells all of a draft that its host lost track of, the filled in request, too', async () => {
    await begin();
    await tell({ type: 'function', function: { name: 'f', place: '', http: true, hindrance: '' } });
    await page.getByRole('combobox', { name: 'Path' }).fill('/of/mine');
    await tell({ type: 'tellDraft' });
    assert.equal((await lastUpdate()).http?.path, '/of/mine');
  });

  it('shows what was read last, also when an earlier answer comes later', async () => {
    await begin();
    await tell(files(['a']));
    await answer('readFile', '1');
    await content().filter({ hasText: /^1$/ }).waitFor();
    for (const version of [2, 3]) await tell(files(['a'], version));
    const [, second, third] = (await posted()).filter((each) => each.type === 'request');
    await tell({ type: 'reply', id: third?.type === 'request' && third.id, ok: true, value: '3' });
    await tell({ type: 'reply', id: second?.type === 'request' && second.id, ok: true, value: '2' });
    await tell({ type: 'tellDraft' });
    assert.equal(await content().innerText(), '3');
  });

  it('draws only the line that is typed in anew, of many long ones', async () => {
    await begin();
    await tell(files(['a']));
    await answer('readFile', `${`"${'x'.repeat(9000)}",\n`.repeat(9)}""`);
    await content().click();
    await page.keyboard.press('Control+Home');
    await page.locator('.cm-line').nth(8).waitFor();
    // The key scrolls, which the editor does with the next frame.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await page.evaluate(() => {
      const changed: Node[] = [];
      const content = document.querySelector('#payload .cm-content') ?? document.body;
      new MutationObserver((mutations) => {
        changed.push(...mutations.map(({ target }) => target).filter((node) => node !== content));
      }).observe(content, { childList: true, subtree: true });
      Object.assign(globalThis, { changed });
    });
    await page.keyboard.type('12');
    await page.locator('.cm-line', { hasText: /^12"/ }).waitFor();
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
    const lines = 'changed.map((node) => node.textContent.slice(0, 3)).filter((text) => text !== "12\\"")';
    assert.deepEqual(await page.evaluate(lines), []);
  });

  it('follows the cursor when what is typed leaves the view', async () => {
    await begin();
    await tell(files(['a']));
    await answer('readFile', `""${'\n'.repeat(200)}`);
    await content().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('x'.repeat(400));
    const scroller = page.locator('#payload .cm-scroller');
    await page.locator('.cm-line', { hasText: 'x'.repeat(400) }).waitFor();
    await page.waitForFunction(() => (document.querySelector('#payload .cm-scroller')?.scrollLeft ?? 0) > 0);
    const isCursorSeen = scroller.evaluate((frame) => {
      const { right } = document.getSelection()?.getRangeAt(0).getBoundingClientRect() ?? { right: Infinity };
      return right <= frame.getBoundingClientRect().right;
    });
    assert.equal(await isCursorSeen, true);
  });
});
