// @ts-check
// Adds up what the tiers' mocha processes reported (see reporter.cjs).
import fs from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../lib/temporary.mjs';

/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {readonly string[]} failed what failed, each with how it failed
 * @property {number} skipped
 */

/** @param {readonly Totals[]} all @returns {Totals} */
export const sum = (all) => ({
  passed: all.reduce((count, { passed }) => count + passed, 0),
  failed: all.flatMap(({ failed }) => failed),
  skipped: all.reduce((count, { skipped }) => count + skipped, 0),
});

/** @param {Totals} totals */
export const describeTotals = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed.length} failed, ${skipped} skipped`;

/**
 * Runs `work` with a folder for totals. A tier that ended badly without a failed test (it could not start, or died)
 * counts as one failure: silence is never success.
 * @param {string} name of the tier
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work gives the exit code
 * @returns {Promise<Totals>}
 */
export async function collectTotals(name, work) {
  const dir = await temporaryFolder('totals');
  try {
    const code = await work({ ...process.env, RUST_LAMBDA_TOTALS_DIR: dir });
    const files = await fs.readdir(dir);
    const texts = await Promise.all(files.map((file) => fs.readFile(path.join(dir, file), 'utf8')));
    const totals = sum(texts.map((text) => JSON.parse(text)));
    const unexplained = totals.failed.length === 0 && (code !== 0 || files.length === 0);
    return unexplained
      ? { ...totals, failed: [`${name}: ended with exit code ${code} without a failed test`] }
      : totals;
  } finally {
    await fs.rm(dir, { recursive: true, force: true });
  }
}
