// @ts-check
// Adds up what the tiers' mocha processes reported (see reporter.cjs).
import fs from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../lib/temporary.mjs';

/** @typedef {{passed: number, failed: number, skipped: number}} Totals */

/** @param {readonly Totals[]} all @returns {Totals} */
export const sum = (all) =>
  all.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** @param {Totals} totals */
export const describeTotals = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * Runs `work` with a folder for totals. A tier that ended badly without a failed test (it could not start, or died)
 * counts as one failure: silence is never success.
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work gives the exit code
 * @returns {Promise<Totals>}
 */
export async function collectTotals(work) {
  const dir = await temporaryFolder('totals');
  try {
    const code = await work({ ...process.env, RUST_LAMBDA_TOTALS_DIR: dir });
    const files = await fs.readdir(dir);
    const texts = await Promise.all(files.map((file) => fs.readFile(path.join(dir, file), 'utf8')));
    const totals = sum(texts.map((text) => JSON.parse(text)));
    const unexplained = totals.failed === 0 && (code !== 0 || files.length === 0);
    return unexplained ? { ...totals, failed: 1 } : totals;
  } finally {
    await fs.rm(dir, { recursive: true, force: true });
  }
}
