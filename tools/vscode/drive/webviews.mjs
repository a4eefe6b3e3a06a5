// @ts-check
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Frame} Frame
 * @typedef {import('playwright-core').FrameLocator} FrameLocator
 */

const TIMEOUT_MS = 30_000;
const POLL_MS = 25;

/**
 * @param {Page} page @param {string} title of the webview's panel
 * @returns {Promise<FrameLocator>} the extension's own document in it, once it is loaded
 */
export async function webview(page, title) {
  const deadline = performance.now() + TIMEOUT_MS;
  // A webview is a frame of VS Code around the frame of the extension, which alone has the title: no selector of the
  // page reaches it.
  for (;;) {
    for (const frame of page.frames()) {
      const shows = await frame
        .locator(`iframe#active-frame[title=${JSON.stringify(title)}]`)
        .count()
        .catch(() => 0); // the frame went away meanwhile
      if (shows > 0) return page.frameLocator(`iframe[name="${frame.name()}"]`).frameLocator('#active-frame');
    }
    if (performance.now() > deadline) throw new Error(`No webview "${title}" after ${TIMEOUT_MS / 1000} s.`);
    await delay(POLL_MS);
  }
}

/** @param {FrameLocator} document as `webview` gives it @returns {Promise<Frame>} to evaluate scripts in, such as axe */
export async function frameOf(document) {
  const element = await document.locator('html').elementHandle();
  const frame = await element?.ownerFrame();
  if (!frame) throw new Error('The webview is gone.');
  return frame;
}
