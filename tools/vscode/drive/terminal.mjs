// @ts-check
/* global document, requestAnimationFrame -- in functions that run in the page */
/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} Xterm the part of a terminal that is read here
 * @property {{active: {length: number, getLine(at: number): undefined | {isWrapped: boolean, translateToString(trim: boolean): string}}}} buffer
 */

/** Runs in the page. @returns {string} */
function visibleTerminals() {
  return [...document.querySelectorAll('.terminal-wrapper.active')]
    .map((wrapper) => {
      const xterm = /** @type {{xterm?: Xterm}} */ (/** @type {unknown} */ (wrapper)).xterm;
      let text = '';
      for (let at = 0; xterm && at < xterm.buffer.active.length; at++) {
        const line = xterm.buffer.active.getLine(at);
        if (line) text += (at === 0 || line.isWrapped ? '' : '\n') + line.translateToString(true);
      }
      return text.trimEnd();
    })
    .join('\n');
}

/** @param {Page} page @returns {Promise<string>} all lines of the terminal in view, wrapped ones joined */
export const terminalText = (page) => page.evaluate(visibleTerminals);

/**
 * @param {Page} page @param {RegExp} pattern @param {number} [timeoutMs]
 * @returns {Promise<string>} the text of the terminal in view, once it matches
 */
export async function terminalShows(page, pattern, timeoutMs = 30_000) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const text = await terminalText(page);
    if (pattern.test(text)) return text;
    if (performance.now() > deadline)
      throw new Error(`The terminal does not show ${pattern}, only:\n${text}`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}
