import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { FrameLocator } from 'playwright-core';
import { frameOf } from '../../../tools/vscode/drive/webviews.mjs';

const require = createRequire(import.meta.url);

/** What axe finds wrong with a webview's document as it is now: rules with the elements that break them. */
export async function faults(panel: FrameLocator): Promise<readonly string[]> {
  const frame = await frameOf(panel);
  await frame.evaluate(await fs.readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await frame.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'],
    }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** How much of it is cut at the right, or lies over what is beside it, pixels. */
export async function overflow(panel: FrameLocator): Promise<number> {
  const frame = await frameOf(panel);
  return frame.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('section, .pane')];
    return Math.max(...boxes.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });
}
