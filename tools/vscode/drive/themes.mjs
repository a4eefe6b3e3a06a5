// @ts-check
import { pick, quickPickRow, runCommand } from './quickInput.mjs';

/** Names as people read them in the theme picker, and the classes that tell a theme is on. */
export const THEMES = /** @type {const} */ ({
  'Light 2026': { workbench: 'vs', webview: 'vscode-light' },
  'Dark Modern': { workbench: 'vs-dark', webview: 'vscode-dark' },
  'Dark High Contrast': { workbench: 'hc-black', webview: 'vscode-high-contrast' },
  'Light High Contrast': { workbench: 'hc-light', webview: 'vscode-high-contrast-light' },
});

/**
 * Chooses a colour theme; returns when the window and every webview in view wear it. (Rewriting the settings of a
 * running VS Code is not noticed reliably.)
 * @param {import('playwright-core').Page} page @param {keyof typeof THEMES} theme
 */
export async function setTheme(page, theme) {
  const { workbench, webview } = THEMES[theme];
  await runCommand(page, 'Preferences: Color Theme');
  // Until its themes are listed, the picker drops what is typed.
  await quickPickRow(page, 'Dark Modern').waitFor();
  await pick(page, '', theme);
  await page.locator(`.monaco-workbench.${workbench}`).waitFor();
  for (const frame of await page.locator('iframe.webview.ready:visible').all()) {
    await frame.contentFrame().frameLocator('#active-frame').locator(`body.${webview}`).waitFor();
  }
}
