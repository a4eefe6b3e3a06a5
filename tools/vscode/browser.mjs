// @ts-check
/* global window, document, MutationObserver -- in functions that run in the page */
import { atEnd } from '../lib/lifetime.mjs';
import { ensureChromium } from '../setup/chromium.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('./server.mjs').Server} Server
 * @typedef {import('./server.mjs').WindowContent} WindowContent
 *
 * @typedef {object} WindowOptions
 * @property {{width: number, height: number}} [viewport]
 * @property {number} [deviceScaleFactor]
 * @property {boolean} [automated] needed to run extensions from source and to run tests, but not what a person sees:
 *   notifications don't pop up
 */

const WORKBENCH_TIMEOUT_MS = 60_000;

/** @returns {Promise<Browser>} a headless Chromium, closed when the tool ends at the latest */
export async function launchBrowser() {
  const executablePath = await ensureChromium();
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    // Signals end the tool, and its end closes the browser. (It also ends by itself when its pipe to us closes.)
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    // Nothing is fetched that the test does not ask for.
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  atEnd(() => browser.close());
  return browser;
}

/**
 * A window as a person has it, in a browser profile of its own.
 * @param {Browser} browser
 * @param {WindowOptions} [options]
 * @returns {Promise<Page>} before anything is loaded into it
 */
export async function newWindow(browser, { automated, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // Nothing moves while it is looked at.
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  if (automated) await page.addInitScript(automate);
  return page;
}

/**
 * Opens a window and waits until it can be used.
 * @param {Browser} browser @param {Server} server @param {WindowContent} content
 * @param {WindowOptions} [options]
 * @returns {Promise<Page>}
 */
export async function openWindow(browser, server, content, options) {
  const page = await newWindow(browser, options);
  await page.goto(server.address(content));
  await workbenchReady(page);
  return page;
}

/**
 * @param {Page} page
 * @returns {Promise<void>} once the workbench is drawn and knows what extensions contribute, also after a reload
 */
export async function workbenchReady(page) {
  const timeout = WORKBENCH_TIMEOUT_MS;
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout });
  // Marks VS Code sets. Before the first, a palette that is opened does not have the commands of extensions; before
  // the second it does not have those that need a trusted workspace. An open palette does not take them in.
  await page.waitForFunction(
    (marks) => marks.every((mark) => performance.getEntriesByName(mark).length > 0),
    ['code/didLoadExtensions', 'code/didCreateWorkbenchContributions/3'],
    { timeout },
  );
}

/**
 * Closes a window with the profile newWindow made for it, whatever the window is about to do or to ask.
 * @param {Page} page
 */
export const closeWindow = (page) => page.context().close();

/**
 * Runs in the page before its scripts: switches on VS Code's own automation (the calls of codeAutomationLog and
 * codeAutomationExit, and the payload of the address), which is a part of the configuration in the document.
 */
function automate() {
  if (window.top !== window) return;
  const enable = () => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element?.dataset['settings']) return false;
    const settings = JSON.parse(element.dataset['settings']);
    settings.developmentOptions = { ...settings.developmentOptions, enableSmokeTestDriver: true };
    element.dataset['settings'] = JSON.stringify(settings);
    return true;
  };
  const observer = new MutationObserver(() => {
    if (enable()) observer.disconnect();
  });
  if (!enable()) observer.observe(document, { childList: true, subtree: true });
}
