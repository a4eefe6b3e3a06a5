import type { FrameLocator, Page } from 'playwright-core';
import { codeLens, openFile } from '../../../tools/vscode/drive/editor.mjs';
import { runCommand } from '../../../tools/vscode/drive/quickInput.mjs';
import { webview } from '../../../tools/vscode/drive/webviews.mjs';

/**
 * By the shortcut, from the function's source.
 * @param name of the function
 */
export async function openInvokePanel(page: Page, source: string, name: string): Promise<FrameLocator> {
  // Beside the sources, not beside other panels.
  await runCommand(page, 'View: Focus First Editor Group');
  await openFile(page, source);
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  await codeLens(page, 'Invoke').first().waitFor();
  await page.keyboard.press('Control+Alt+Enter');
  return webview(page, `Invoke ${name}`);
}
