// @ts-check
// Sits between a function and the emulator's Runtime API. Only here can be seen when a function is ready, whether it
// answered with a result or an error (the emulator passes both on alike), and only here can it be given the request id
// and the ARN it was invoked by.
import http from 'node:http';
import { listen } from './http.mjs';

/**
 * @typedef {object} Invoke what the function is told beyond the payload
 * @property {string} requestId
 * @property {string} arn it was invoked by, with the qualifier
 * @property {string} [clientContext] base64 of JSON, as in X-Amz-Client-Context; the emulator passes it on
 *
 * @typedef {object} Passed what one invocation showed
 * @property {number} [givenAt] `performance.now()` when the function got the event
 * @property {number} [finishedAt] when its answer was complete
 * @property {'result' | 'error'} [answer] taken by the emulator; a result can be too large
 */

const INVOCATION = /^(\/2018-06-01\/runtime\/invocation\/)([^/]+)\/(response|error)$/;

export class RuntimeTap {
  #emulatorPort;
  #server = http.createServer((request, response) => this.#relay(request, response));
  /** @type {Invoke | undefined} */
  #invoke;
  /** @type {Passed} */
  #passed = {};
  /** The emulator has its own id for the same invocation. */
  #emulatorId = '';
  /** Settles when an answer under way has been taken or dropped. @type {Promise<void>} */
  #underWay = Promise.resolve();
  /** Called with the function waiting for an answer: its process is there to be looked at. */
  onStill = () => {};

  /** @param {number} emulatorPort of the Runtime API */
  constructor(emulatorPort) {
    this.#emulatorPort = emulatorPort;
  }

  /** @returns {Promise<string>} the Runtime API's address for the function */
  async start() {
    return `127.0.0.1:${await listen(this.#server)}`;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** When the function first asked for an event, i.e. its init was done. @type {number | undefined} `performance.now()` */
  readyAt;

  /** @param {Invoke} invoke what the next event is about */
  expect(invoke) {
    this.#invoke = invoke;
    this.#passed = {};
  }

  /** @returns {Promise<Passed>} of the current invocation, once no answer is under way any more */
  async passed() {
    await this.#underWay;
    return this.#passed;
  }

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
  #relay(request, response) {
    const url = request.url ?? '/';
    if (url.endsWith('/invocation/next')) {
      this.readyAt ??= performance.now();
      this.onStill();
      return this.#forward(request, response, url, (headers) => this.#label(headers));
    }
    const answer = INVOCATION.exec(url);
    if (!answer) return this.#forward(request, response, url);
    const [, prefix, , kind] = answer;
    request.once('end', () => {
      this.#passed.finishedAt = performance.now();
      this.onStill();
    });
    this.#underWay = new Promise((resolve) => {
      response.once('close', resolve);
      this.#forward(request, response, `${prefix}${this.#emulatorId}/${kind}`, (_, status) => {
        if (status === 202) this.#passed.answer = kind === 'error' ? 'error' : 'result';
        // Too large: the emulator answers the caller with an error of its own.
        if (status === 413) this.#passed.answer = 'error';
      });
    });
  }

  /** @param {http.IncomingHttpHeaders} headers of an event, which is given to the function now */
  #label(headers) {
    this.#emulatorId = String(headers['lambda-runtime-aws-request-id']);
    this.#passed.givenAt = performance.now();
    if (!this.#invoke) return;
    headers['lambda-runtime-aws-request-id'] = this.#invoke.requestId;
    headers['lambda-runtime-invoked-function-arn'] = this.#invoke.arn;
  }

  /**
   * @param {http.IncomingMessage} request @param {http.ServerResponse} response @param {string} path
   * @param {(headers: http.IncomingHttpHeaders, status: number) => void} [onAnswer] may change the headers
   */
  #forward(request, response, path, onAnswer) {
    const { method, headers } = request;
    const onward = http.request(
      { host: '127.0.0.1', port: this.#emulatorPort, method, path, headers },
      (answer) => {
        onAnswer?.(answer.headers, answer.statusCode ?? 0);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    // One side is gone: so is the other.
    onward.once('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  }
}
