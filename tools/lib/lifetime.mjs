// @ts-check
// Whatever a tool starts ends with the tool: after success, failure, Ctrl+C and a closed terminal.
// (What a killed tool can't do itself is done by leash.mjs.)
import os from 'node:os';
import { describeError } from './log.mjs';

/** @type {Set<() => unknown>} */
const cleanups = new Set();

/**
 * @param {() => unknown} cleanup called at most once, when the tool ends; last registered, first called
 * @returns {() => void} forget it, for what was cleaned up earlier
 */
export function atEnd(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Runs every cleanup; one that fails is reported and does not keep the others from running. */
export async function cleanUp() {
  for (const cleanup of [...cleanups].reverse()) {
    if (!cleanups.delete(cleanup)) continue;
    try {
      await cleanup();
    } catch (error) {
      process.stderr.write(`${describeError(error)}\n`);
    }
  }
}

/**
 * The frame of every command line tool: runs `work`, cleans up whatever the outcome, prints a failure with its next
 * step, and exits. A second Ctrl+C does not wait for the cleaning up.
 * @param {() => Promise<number | void>} work resolves to the exit code, 0 when it says nothing
 */
export async function main(work) {
  let ending = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      const code = 128 + os.constants.signals[signal];
      if (ending) process.exit(code);
      ending = true;
      void cleanUp().then(() => process.exit(code));
    });
  }
  const code = await outcomeOf(work, () => ending);
  // After a signal, its handler decides when and how to exit.
  if (ending) return;
  ending = true;
  await cleanUp();
  process.exit(code);
}

/**
 * @param {() => Promise<number | void>} work
 * @param {() => boolean} isEnding what breaks while everything is being ended is not worth a word
 * @returns {Promise<number>} exit code
 */
async function outcomeOf(work, isEnding) {
  try {
    return (await work()) ?? 0;
  } catch (error) {
    if (!isEnding()) process.stderr.write(`${describeError(error)}\n`);
    return 1;
  }
}
