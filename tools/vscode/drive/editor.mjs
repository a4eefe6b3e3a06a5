// @ts-check
import { quickInputField, quickPickRow } from './quickInput.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** @param {Page} page @param {string} name @returns {Locator} the tab of an editor */
export const tab = (page, name) => page.locator(`.tabs-container .tab[data-resource-name="${name}"]`);

/**
 * Opens a file of the workspace by Go to File. With the mouse: a key goes nowhere while a webview is being given the
 * focus.
 * @param {Page} page @param {string} file its name, or the end of its path: "audit/src/main.rs"
 */
export async function openFile(page, file) {
  const name = file.slice(file.lastIndexOf('/') + 1);
  await page.locator('.command-center .command-center-center').click();
  await quickInputField(page).fill(file);
  await quickPickRow(page, name).click();
  await tab(page, name).first().waitFor();
}

/** @param {Page} page @param {string | RegExp} text @returns {Locator} links of a CodeLens with this text */
export const codeLens = (page, text) => page.locator('.codelens-decoration a', { hasText: text });
