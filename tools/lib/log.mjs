// @ts-check
// What the tools say to the person who started them. Progress goes to stderr, so that stdout stays free for results.

/** A failure someone can act on: what happened, and what to do next. */
export class ToolError extends Error {
  /**
   * @param {string} message what happened and why, one sentence
   * @param {string} nextStep what the person can do about it
   * @param {{cause?: unknown}} [options]
   */
  constructor(message, nextStep, options) {
    super(message, options);
    this.name = 'ToolError';
    this.nextStep = nextStep;
  }
}

/** @param {string} text one line about what is being done, and why */
export function say(text) {
  process.stderr.write(`▸ ${text}\n`);
}

/** @param {string} text something that did not work out, and what is done instead */
export function warn(text) {
  process.stderr.write(`! ${text}\n`);
}

/** @param {number} startedAt a `performance.now()` @returns {string} elapsed time, such as "3.2 s" */
export function since(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** @param {unknown} error @returns {string} for a terminal: the next step of a ToolError, the stack of anything else */
export function describeError(error) {
  if (error instanceof ToolError) return `✗ ${error.message}\n  → ${error.nextStep}`;
  return `✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
