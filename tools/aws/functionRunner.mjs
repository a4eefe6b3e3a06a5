// @ts-check
// From "this function, with this payload" to its answer: finds configuration and code, runs them, writes the log.
import { AwsError } from './awsError.mjs';
import { commandLineOf, InvalidEntrypoint } from './bootstrap.mjs';
import { EnvironmentPool } from './environmentPool.mjs';
import { logGroupOf, logStreamName } from './logNames.mjs';
import { report } from './report.mjs';

/**
 * @typedef {import('./controlPlane.mjs').FunctionConfiguration} FunctionConfiguration
 * @typedef {import('./call.mjs').Caller} Caller
 * @typedef {import('./report.mjs').Report} Report
 */

export class FunctionRunner {
  #controlPlane;
  #codeStore;
  #machine;
  #pool = new EnvironmentPool();
  /** Log streams that are known to exist. @type {Set<string>} */
  #streams = new Set();
  isClosed = false;

  /**
   * @param {import('./controlPlane.mjs').ControlPlane} controlPlane
   * @param {import('./codeStore.mjs').CodeStore} codeStore
   * @param {Pick<import('./executionEnvironment.mjs').Setting, 'emulator' | 'endpointUrl' | 'mark'>} machine
   */
  constructor(controlPlane, codeStore, machine) {
    this.#controlPlane = controlPlane;
    this.#codeStore = codeStore;
    this.#machine = machine;
  }

  /**
   * @param {string} name name or ARN, with or without a qualifier, as in a path (percent-encoded)
   * @param {string | null} qualifier
   * @param {Caller} caller
   * @returns {Promise<FunctionConfiguration>} of that version
   * @throws {AwsError} such as ResourceNotFoundException
   */
  async configurationOf(name, qualifier, caller) {
    const query = qualifier === null ? '' : `?Qualifier=${encodeURIComponent(qualifier)}`;
    const answer = await this.#controlPlane.lambda(
      `/2015-03-31/functions/${name}/configuration${query}`,
      caller,
    );
    const content = JSON.parse(answer.body.toString());
    if (answer.status === 200) return content;
    throw new AwsError(
      answer.status,
      content.__type ?? 'ServiceException',
      content.message ?? content.Message ?? '',
    );
  }

  /**
   * @param {FunctionConfiguration} configuration @param {Caller} caller @param {Buffer} payload JSON
   * @param {import('./runtimeTap.mjs').Invoke} invoke
   * @returns {Promise<Report>} also of an invocation that failed; its log is in CloudWatch Logs then
   * @throws {AwsError} when it can't be run here
   */
  async run(configuration, caller, payload, invoke) {
    const codeDir = await this.#codeStore.directoryOf(configuration);
    /** @type {string[]} */
    let commandLine;
    try {
      commandLine = await commandLineOf(codeDir, configuration.Architectures);
    } catch (error) {
      if (!(error instanceof InvalidEntrypoint)) throw error;
      const told = report(neverStarted(invoke.requestId, error.message), configuration);
      await this.#writeLog(configuration, logStreamName(configuration.Version), told.lines, caller);
      return told;
    }
    const setting = { ...this.#machine, configuration, region: caller.region, codeDir, commandLine };
    return this.#pool.with(setting, async (environment) => {
      const told = report(await environment.invoke(payload, invoke), configuration);
      await this.#writeLog(configuration, environment.logStream, told.lines, caller);
      return told;
    });
  }

  /**
   * @param {FunctionConfiguration} configuration @param {string} logStreamName
   * @param {import('./report.mjs').LogLine[]} lines @param {Caller} caller
   */
  async #writeLog(configuration, logStreamName, lines, caller) {
    const logGroupName = logGroupOf(configuration);
    if (!this.#streams.has(logStreamName)) {
      // Both may exist; what matters is that the events are accepted below.
      await this.#controlPlane.logs('CreateLogGroup', { logGroupName }, caller);
      await this.#controlPlane.logs('CreateLogStream', { logGroupName, logStreamName }, caller);
      this.#streams.add(logStreamName);
    }
    const logEvents = lines
      .filter(({ text }) => text !== '')
      .map(({ at, text }) => ({ timestamp: at, message: `${text}\n` }));
    await this.#controlPlane.logs('PutLogEvents', { logGroupName, logStreamName, logEvents }, caller);
  }

  /** Ends all functions. */
  close() {
    this.isClosed = true;
    return this.#pool.close();
  }
}

/** @param {string} requestId @param {string} reason @returns {import('./report.mjs').Invocation} */
function neverStarted(requestId, reason) {
  const now = Date.now();
  const ending = { kind: /** @type {const} */ ('failed'), errorType: 'Runtime.InvalidEntrypoint', reason };
  return { requestId, ending, durationMs: 0, memoryMb: 1, startedAt: now, endedAt: now, lines: [] };
}
