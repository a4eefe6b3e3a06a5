// @ts-check
// What VS Code tells: notifications in the corner, and modal dialogs.

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** @param {Page} page @param {string | RegExp} text @returns {Locator} the notification that pops up with this text */
export const notification = (page, text) =>
  page.locator('.notification-toast .notification-list-item', { hasText: text });

/** @param {Page} page @param {string | RegExp} text of the modal dialog @returns {Locator} */
export const dialog = (page, text) => page.locator('.monaco-dialog-box', { hasText: text });

/** @param {Locator} message notification or dialog @param {string} label of its button */
export const pressButton = (message, label) =>
  message.getByRole('button', { name: label, exact: true }).click();
