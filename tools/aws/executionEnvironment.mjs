// @ts-check
// One execution environment: an emulator with one process of the function, for one invocation at a time (two at once
// crash the emulator). It ends with the first invocation that its process does not survive, as a sandbox of Lambda's
// would be reset.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../lib/port.mjs';
import { EmulatorOutput } from './emulatorOutput.mjs';
import { functionEnvironment } from './functionEnvironment.mjs';
import { send } from './http.mjs';
import { logStreamName } from './logNames.mjs';
import { childrenOf, killGroup, peakMemoryMb } from './functionProcess.mjs';
import { RuntimeTap } from './runtimeTap.mjs';

const INVOKE_PATH = '/2015-03-31/functions/function/invocations';
const MEMORY_SAMPLE_MS = 10;
const LISTENING_WITHIN_MS = 10_000;

/**
 * @typedef {object} Setting what an environment is made for
 * @property {string} emulator path of the Runtime Interface Emulator
 * @property {import('./controlPlane.mjs').FunctionConfiguration} configuration
 * @property {string} region
 * @property {string[]} commandLine of the function
 * @property {string} codeDir
 * @property {string} endpointUrl for the function's own calls to AWS
 * @property {Record<string, string>} mark see lib/processes.mjs
 */

export class ExecutionEnvironment {
  #tap;
  #emulator;
  #output;
  #port;
  #functionPid = 0;
  #memoryMb = 0;
  #isCold = true;
  #ended = false;
  /** In CloudWatch Logs, for as long as the environment lives. */
  logStream;

  /**
   * @param {Setting} setting @param {RuntimeTap} tap
   * @param {{tap: string, emulator: number, invoke: number}} addresses of the Runtime API for the function, its port
   *   at the emulator, the emulator's port for invocations
   */
  constructor(setting, tap, addresses) {
    const { configuration, codeDir, commandLine } = setting;
    this.logStream = logStreamName(configuration.Version);
    this.#tap = tap;
    this.#tap.onStill = () => this.#sampleMemory();
    this.#port = addresses.invoke;
    const { forEmulator, forFunction } = functionEnvironment(setting, this.logStream, addresses.tap);
    const options = [
      ...['--runtime-interface-emulator-address', `127.0.0.1:${addresses.invoke}`],
      ...['--runtime-api-address', `127.0.0.1:${addresses.emulator}`],
    ];
    // env replaces what the emulator insists on setting, and becomes the function without a process in between.
    this.#emulator = spawn(setting.emulator, [...options, '/usr/bin/env', ...forFunction, ...commandLine], {
      cwd: codeDir,
      env: forEmulator,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#output = new EmulatorOutput(this.#emulator.stdout, this.#emulator.stderr);
    /** Resolves when it has ended and everything it printed has been read. @type {Promise<unknown>} */
    this.closed = new Promise((resolve) => this.#emulator.once('close', resolve).once('error', resolve));
    void this.closed.then(() => this.end());
  }

  /** @param {Setting} setting @returns {Promise<ExecutionEnvironment>} the function starts with the first invocation */
  static async start(setting) {
    // A port can be taken between the choice and the bind: the emulator then ends, and others are tried.
    for (let attempt = 1; ; attempt++) {
      const ports = { invoke: await freePort(), emulator: await freePort() };
      const tap = new RuntimeTap(ports.emulator);
      const environment = new ExecutionEnvironment(setting, tap, { ...ports, tap: await tap.start() });
      if (await environment.#listens()) return environment;
      await environment.end();
      if (attempt === 3) throw environment.#brokenDown();
    }
  }

  /** @returns {Promise<boolean>} false when the emulator ends first or takes too long */
  async #listens() {
    for (
      const deadline = Date.now() + LISTENING_WITHIN_MS;
      !this.#ended && Date.now() < deadline;
      await delay(2)
    ) {
      const socket = net.connect(this.#port, '127.0.0.1');
      const isOpen = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      socket.destroy();
      if (isOpen) return !this.#ended;
    }
    return false;
  }

  get isAlive() {
    return !this.#ended;
  }

  /**
   * @param {Buffer} payload JSON
   * @param {import('./runtimeTap.mjs').Invoke} invoke
   * @returns {Promise<import('./report.mjs').Invocation>} however it ended
   * @throws {Error} when the emulator itself breaks down
   */
  async invoke(payload, invoke) {
    const isCold = this.#isCold;
    this.#isCold = false;
    this.#tap.expect(invoke);
    const reported = this.#output.nextReport();
    const startedAt = Date.now();
    const sentAt = performance.now();
    const sampling = setInterval(() => this.#sampleMemory(), MEMORY_SAMPLE_MS);
    const headers = invoke.clientContext ? { 'x-amz-client-context': invoke.clientContext } : {};
    const request = { method: 'POST', path: INVOKE_PATH, headers, body: payload };
    const answer = await send({ port: this.#port }, request).catch(() => undefined);
    clearInterval(sampling);
    const answeredAt = performance.now();
    const passed = await this.#tap.passed();
    if (!answer) {
      await this.end();
      throw this.#brokenDown();
    }
    const ending = endingOf(answer, passed.answer);
    // Either way, all that was printed has been read then.
    if (ending.kind === 'answered') await Promise.race([reported, this.closed]);
    else await this.end();
    if (ending.kind === 'failed') ending.reason = reasonOf(this.#output.processEnd);
    const readyAt = this.#tap.readyAt;
    return {
      requestId: invoke.requestId,
      ending,
      durationMs: (passed.finishedAt ?? answeredAt) - (passed.givenAt ?? sentAt),
      ...(isCold && readyAt !== undefined ? { initMs: readyAt - sentAt } : {}),
      memoryMb: this.#memoryMb,
      startedAt,
      endedAt: Date.now(),
      lines: this.#output.take(),
    };
  }

  #sampleMemory() {
    this.#functionPid ||= childrenOf(this.#emulator.pid)[0] ?? 0;
    this.#memoryMb = Math.max(this.#memoryMb, peakMemoryMb(this.#functionPid));
  }

  #brokenDown() {
    const words = this.#output.lastWords.join('\n');
    return new Error(`The Runtime Interface Emulator ended unexpectedly. Its last words:\n${words}`);
  }

  /** Ends the function and the emulator; resolves when both are gone. */
  async end() {
    if (!this.#ended) {
      this.#ended = true;
      // The function leads a process group of its own, of which the emulator is not a member.
      const functions = new Set([...childrenOf(this.#emulator.pid), this.#functionPid]);
      for (const leader of functions) killGroup(leader);
      killGroup(this.#emulator.pid);
      this.#tap.stop();
    }
    await this.closed;
  }
}

/**
 * @param {import('./http.mjs').Answer} answer of the emulator: 200 also for an error of the function and a timeout
 * @param {'result' | 'error' | undefined} given by the function
 * @returns {import('./report.mjs').Ending}
 */
function endingOf({ status, body }, given) {
  if (given) return { kind: 'answered', body, isError: given === 'error' };
  if (status === 200) return { kind: 'timeout' };
  return { kind: 'failed', errorType: 'Runtime.ExitError', reason: '' };
}

/** @param {string | undefined} processEnd such as "exit status 3" @returns {string} in Lambda's words */
const reasonOf = (processEnd) =>
  processEnd === undefined || processEnd === 'exit status 0'
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: ${processEnd}`;
