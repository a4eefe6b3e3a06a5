import path from 'node:path';
import type { Context } from 'mocha';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../../tools/lib/paths.mjs';

/**
 * For an afterEach: after a failed test, a picture of the window as it was then.
 * @param window the one the test looked at; undefined when it did not get that far
 * @param file its path below test-results, without extension
 */
export const pictureOfFailure = (window: () => Page | undefined, file: string) =>
  async function (this: Context): Promise<void> {
    if (this.currentTest?.state !== 'failed') return;
    await window()?.screenshot({ path: path.join(projectRoot, 'test-results', `${file}.png`) });
  };
