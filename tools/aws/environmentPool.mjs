// @ts-check
// Warm environments: reused when idle and still made for what is asked, one more for every concurrent invocation.
import { ExecutionEnvironment } from './executionEnvironment.mjs';

/** Lambda keeps idle environments for minutes, without a promise. */
const IDLE_MS = 5 * 60_000;

/**
 * @typedef {import('./executionEnvironment.mjs').Setting} Setting
 *
 * @typedef {object} Idle
 * @property {ExecutionEnvironment} environment
 * @property {string} version whose it is
 * @property {string} key what it was made for
 * @property {NodeJS.Timeout} expiry
 */

export class EnvironmentPool {
  /** @type {Set<Idle>} */
  #idle = new Set();
  /** @type {Set<ExecutionEnvironment>} */
  #busy = new Set();
  #closed = false;

  /**
   * Runs `use` with an environment that nobody else has meanwhile.
   * @template T
   * @param {Setting} setting
   * @param {(environment: ExecutionEnvironment) => Promise<T>} use
   * @returns {Promise<T>}
   */
  async with(setting, use) {
    const environment = this.#takeWarm(setting) ?? (await ExecutionEnvironment.start(setting));
    this.#busy.add(environment);
    try {
      if (this.#closed) throw new Error('The endpoint is being stopped.');
      return await use(environment);
    } finally {
      this.#busy.delete(environment);
      if (this.#closed) await environment.end();
      else if (environment.isAlive) this.#keep(setting, environment);
    }
  }

  /** @param {Setting} setting @returns {ExecutionEnvironment | undefined} */
  #takeWarm(setting) {
    const candidates = [...this.#idle].filter(({ version }) => version === versionOf(setting));
    const warm = candidates.find(({ key, environment }) => key === keyOf(setting) && environment.isAlive);
    if (warm) {
      this.#forget(warm);
      return warm.environment;
    }
    // Code or configuration has changed: what was made for the former is of no use any more.
    for (const stale of candidates) void this.#end(stale);
    return undefined;
  }

  /** @param {Setting} setting @param {ExecutionEnvironment} environment */
  #keep(setting, environment) {
    const expiry = setTimeout(() => void this.#end(idle), IDLE_MS).unref();
    const idle = { environment, version: versionOf(setting), key: keyOf(setting), expiry };
    this.#idle.add(idle);
  }

  /** @param {Idle} idle */
  #forget(idle) {
    clearTimeout(idle.expiry);
    this.#idle.delete(idle);
  }

  /** @param {Idle} idle */
  #end(idle) {
    this.#forget(idle);
    return idle.environment.end();
  }

  /** Ends every environment, idle or not. */
  async close() {
    this.#closed = true;
    const ends = [...this.#idle].map((idle) => this.#end(idle));
    await Promise.all([...ends, ...[...this.#busy].map((environment) => environment.end())]);
  }
}

/** @param {Setting} setting */
const versionOf = ({ configuration }) => `${configuration.FunctionArn} ${configuration.Version}`;

/** @param {Setting} setting everything that a running function can't be given anew */
function keyOf({ region, codeDir, configuration }) {
  const { CodeSha256, MemorySize, Timeout, Handler, Environment, LoggingConfig } = configuration;
  return JSON.stringify([
    region,
    codeDir,
    CodeSha256,
    MemorySize,
    Timeout,
    Handler,
    Environment,
    LoggingConfig,
  ]);
}
