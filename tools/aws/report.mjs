// @ts-check
// How an invocation that has ended is told: the answer to the caller and the lines around the function's own, in the
// format of the Lambda service. (The emulator prints such lines too, with invented memory and init figures.)

/**
 * @typedef {import('./controlPlane.mjs').FunctionConfiguration} FunctionConfiguration
 *
 * @typedef {object} LogLine
 * @property {number} at ms since the epoch
 * @property {string} text without line end
 *
 * @typedef {{kind: 'answered', body: Buffer, isError: boolean}
 *   | {kind: 'timeout'}
 *   | {kind: 'failed', errorType: string, reason: string}} Ending `failed`: the runtime ended without an answer
 *
 * @typedef {object} Invocation one that has ended
 * @property {string} requestId
 * @property {Ending} ending
 * @property {number} durationMs without init
 * @property {number} [initMs] of a cold start
 * @property {number} memoryMb highest resident memory of the function's process so far
 * @property {number} startedAt ms since the epoch
 * @property {number} endedAt ms since the epoch
 * @property {LogLine[]} lines what the function printed
 *
 * @typedef {object} Report
 * @property {string} requestId
 * @property {Buffer} body the payload of the answer
 * @property {boolean} isError whether it describes a function error
 * @property {LogLine[]} lines START to REPORT
 */

/** @param {Invocation} invocation @param {FunctionConfiguration} configuration @returns {Report} */
export function report(invocation, configuration) {
  const { requestId, ending, startedAt, endedAt } = invocation;
  const failure = failureOf(invocation, configuration);
  const line = (/** @type {string} */ text) => ({ at: endedAt, text });
  return {
    requestId,
    body: ending.kind === 'answered' ? ending.body : Buffer.from(JSON.stringify(failure?.payload)),
    isError: failure !== undefined || (ending.kind === 'answered' && ending.isError),
    lines: [
      { at: startedAt, text: `START RequestId: ${requestId} Version: ${configuration.Version}` },
      ...invocation.lines,
      ...(failure?.lines ?? []).map(line),
      line(`END RequestId: ${requestId}`),
      line(reportLine(invocation, configuration, failure?.status ?? [])),
    ],
  };
}

/**
 * @param {Invocation} invocation @param {FunctionConfiguration} configuration
 * @returns {{payload: {errorType: string, errorMessage: string}, lines: string[], status: string[]} | undefined}
 */
function failureOf({ requestId, ending, endedAt }, { Timeout }) {
  if (ending.kind === 'answered') return undefined;
  if (ending.kind === 'timeout') {
    const message = `Task timed out after ${Timeout.toFixed(2)} seconds`;
    return {
      payload: { errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${requestId} Error: ${message}` },
      lines: [`${new Date(endedAt).toISOString()} ${requestId} ${message}`],
      status: ['Status: timeout'],
    };
  }
  const { errorType, reason } = ending;
  const message = `RequestId: ${requestId} Error: ${reason}`;
  return {
    payload: { errorType, errorMessage: message },
    lines: [message, errorType],
    status: ['Status: error', `Error Type: ${errorType}`],
  };
}

/** @param {Invocation} invocation @param {FunctionConfiguration} configuration @param {string[]} status */
function reportLine({ requestId, ending, durationMs, initMs, memoryMb }, { MemorySize, Timeout }, status) {
  // Lambda counts a timeout as just that long; the emulator takes a moment more to notice and clean up.
  const duration = ending.kind === 'timeout' ? Timeout * 1000 : durationMs;
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${duration.toFixed(2)} ms`,
    // Since August 2025 init is billed for every function.
    `Billed Duration: ${Math.ceil(duration + (initMs ?? 0))} ms`,
    `Memory Size: ${MemorySize} MB`,
    `Max Memory Used: ${Math.min(memoryMb, MemorySize)} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    // Seen in Lambda's own logs: a line without status ends with a tab.
    ...(status.length === 0 ? [''] : status),
  ].join('\t');
}
