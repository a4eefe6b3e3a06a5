// @ts-check
import { exactly } from './text.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** @param {Page} page @param {string} name of a view container in the activity bar, which is open afterwards */
export async function openViewContainer(page, name) {
  const icon = page
    .locator('.part.activitybar .action-item')
    .filter({ has: page.locator(`.action-label[aria-label^=${JSON.stringify(name)}]`) });
  await icon.waitFor();
  // A click on the icon of the open one would close it.
  if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
  await page.locator('.part.sidebar .composite.title', { hasText: name }).waitFor();
}

/** @param {Page} page @param {string} label @returns {Locator} the row with exactly this label in the side bar's trees */
export function treeRow(page, label) {
  const name = page.locator('.label-name', { hasText: exactly(label) });
  return page.locator('.part.sidebar .monaco-list-row').filter({ has: name });
}

/** @param {Locator} row of a tree, which is expanded afterwards */
export async function expand(row) {
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
}

/** @param {Locator} row of a tree @param {string} title of one of its inline actions */
export async function rowAction(row, title) {
  await row.hover();
  await row.locator(`.action-label[aria-label^=${JSON.stringify(title)}]`).click();
}
