// @ts-check
// The command palette, quick picks and input boxes, used as a person does: by what they show.
import { exactly } from './text.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** @param {Page} page @returns {Locator} the input field of whatever quick input is open */
export const quickInputField = (page) => page.locator('.quick-input-widget input.input:visible');

/** @param {Page} page @returns {Locator} the text below the field: the prompt, or why the input is not accepted */
export const quickInputMessage = (page) => page.locator('.quick-input-widget .quick-input-message');

/** @param {Page} page @param {string} label @returns {Locator} the row with exactly this label */
export function quickPickRow(page, label) {
  const name = page.locator('.label-name', { hasText: exactly(label) });
  return page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
}

/**
 * Runs a command from the palette.
 * @param {Page} page @param {string} title as the palette shows it, with its category: "Rust Lambda: Build"
 */
export async function runCommand(page, title) {
  // Not F1: a key goes nowhere while a webview is being given the focus.
  await page.locator('.command-center .command-center-center').click();
  await quickInputField(page).fill(`>${title}`);
  // Not Enter: it takes the focused row, which may be another match or one used recently.
  await quickPickRow(page, title).click();
}

/**
 * @param {Page} page @param {string} title of the step that has to be open; empty: the step has none
 */
async function atStep(page, title) {
  if (title) await page.locator('.quick-input-title', { hasText: exactly(title) }).waitFor();
  await quickInputField(page).waitFor();
}

/**
 * Answers an input box.
 * @param {Page} page @param {string} title of the box, or '' @param {string} text
 */
export async function enterText(page, title, text) {
  await atStep(page, title);
  await quickInputField(page).fill(text);
  await page.keyboard.press('Enter');
}

/**
 * Answers a quick pick.
 * @param {Page} page @param {string} title of the pick, or '' @param {string} label of the row
 */
export async function pick(page, title, label) {
  await atStep(page, title);
  await quickInputField(page).fill(label);
  await quickPickRow(page, label).click();
}
