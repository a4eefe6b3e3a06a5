// @ts-check
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ToolError } from '../lib/log.mjs';
import { projectRoot } from '../lib/paths.mjs';
import { launchBrowser, newWindow } from './browser.mjs';
import { startServer } from './server.mjs';

const wrapper = path.join(projectRoot, 'tools/vscode/testEntry.cjs');
const SCREENSHOT = path.join(projectRoot, 'test-results/unfinished-host-tests.png');
/** How much of VS Code's own log is shown when the tests never finish. */
const LOG_LINES = 40;

/**
 * Runs tests in the extension host of a served VS Code, their console in this terminal.
 * @param {import('./hostTests.mjs').HostTests} tests
 * @returns {Promise<number>} 0 when `run()` resolved, else 1
 */
export async function runInBrowser(tests) {
  const mark = `${randomUUID()} `;
  const done = randomUUID();
  const [server, browser] = await Promise.all([
    startServer({
      trusted: tests.trusted,
      env: {
        ...tests.env,
        RUST_LAMBDA_TEST_OUTPUT_MARK: mark,
        RUST_LAMBDA_TEST_DONE: done,
        RUST_LAMBDA_TEST_ENTRY: path.resolve(tests.testsEntry),
      },
    }),
    launchBrowser(),
  ]);
  try {
    const page = await newWindow(browser, { automated: true });
    /** @type {string[]} */
    const log = [];
    let isDone = false;
    // VS Code calls these two functions of the page, when its automation is on and they exist.
    await page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
        const text = args.map(String).join(' ');
        const at = text.indexOf(mark);
        if (text === mark + done) isDone = true;
        else if (at < 0) log.push(`[${type}] ${text.split('\n', 1)[0]}`);
        else process.stdout.write(`${text.slice(at + mark.length)}\n`);
      },
    );
    const finished = new Promise((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.goto(
      server.address({
        ...(tests.workspace !== undefined && { workspace: tests.workspace }),
        extensionDevelopmentPath: tests.extensionDevelopmentPath,
        extensionTestsPath: wrapper,
      }),
    );
    const outcome = await Promise.race([finished, mishap(page, server, tests.timeoutMs)]);
    // VS Code gives 0 also for an extension host that died.
    if (outcome === 0 && isDone) return 0;
    if (typeof outcome === 'number' && outcome !== 0) return outcome;
    await fs.mkdir(path.dirname(SCREENSHOT), { recursive: true });
    const shown = await page.screenshot({ path: SCREENSHOT, timeout: 5000 }).then(
      () => ` The window at the end: ${SCREENSHOT}`,
      () => '',
    );
    throw new ToolError(
      `The host tests did not finish: ${outcome === 0 ? 'the extension host died' : outcome}. VS Code's own last lines:\n${log.slice(-LOG_LINES).join('\n')}`,
      `See what the last test shown was waiting for, or allow more time.${shown}`,
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * @param {import('playwright-core').Page} page @param {import('./server.mjs').Server} server @param {number} ms
 * @returns {Promise<string>} what keeps the tests from finishing
 */
function mishap(page, server, ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, `no end after ${ms / 1000} s`).unref();
    page.once('crash', () => resolve('the page crashed'));
    void server.exited.then((code) => resolve(`VS Code's server ended with exit code ${code}`));
  });
}
