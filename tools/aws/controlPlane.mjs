// @ts-check
// ministack, which holds what was created (functions, versions, roles, logs, buckets …), as a process of ours. It has
// no port: only the gateway can talk to it, through a socket in a folder of this user.
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../lib/child.mjs';
import { ToolError } from '../lib/log.mjs';
import { send } from './http.mjs';

export const ACCOUNT = '123456789012';

const READY_WITHIN_MS = 30_000;
const POLL_MS = 20;

/**
 * @typedef {object} FunctionConfiguration what the endpoint reads of Lambda's own
 * @property {string} FunctionName
 * @property {string} FunctionArn
 * @property {string} Version
 * @property {string} CodeSha256 base64
 * @property {number} MemorySize MB
 * @property {number} Timeout s
 * @property {string} Handler
 * @property {string} State
 * @property {string} [StateReasonCode]
 * @property {string[]} Architectures
 * @property {{Variables?: Record<string, string>}} [Environment]
 * @property {{LogFormat?: string, LogGroup?: string}} [LoggingConfig]
 *
 * @typedef {import('./call.mjs').Caller} Caller
 */

export class ControlPlane {
  #child;

  #socketPath;

  /** @param {string} socketPath @param {import('../lib/child.mjs').Child} child */
  constructor(socketPath, child) {
    this.#socketPath = socketPath;
    this.#child = child;
  }

  /** Every process started for this endpoint carries it, see lib/processes.mjs. */
  get mark() {
    return this.#child.mark;
  }

  /** Its exit code, when it has ended, by itself or not. */
  get exited() {
    return this.#child.exited;
  }

  /** @param {Parameters<typeof send>[1]} request */
  send(request) {
    return send({ socketPath: this.#socketPath }, request).catch((cause) => {
      throw new Error(`its control plane, ministack, does not answer: ${cause.message}`, { cause });
    });
  }

  /**
   * Reads from Lambda's API in the caller's name.
   * @param {string} apiPath with query
   * @param {Caller} caller
   */
  lambda(apiPath, caller) {
    return this.send({ path: apiPath, headers: { authorization: signature('lambda', caller) } });
  }

  /**
   * @param {string} action of CloudWatch Logs @param {object} input @param {Caller} caller
   */
  logs(action, input, caller) {
    return this.send({
      method: 'POST',
      path: '/',
      headers: {
        authorization: signature('logs', caller),
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `Logs_20140328.${action}`,
      },
      body: JSON.stringify(input),
    });
  }

  async stop() {
    await this.#child.stop();
  }
}

/** Names the caller, which is all that ministack reads of a signature. @param {string} service @param {Caller} caller */
const signature = (service, { accessKeyId, region }) =>
  `AWS4-HMAC-SHA256 Credential=${accessKeyId || 'endpoint'}/20000101/${region}/${service}/aws4_request, ` +
  'SignedHeaders=host, Signature=0';

/**
 * @param {string} python that has ministack
 * @param {string} dir its files go there, and its socket: a short path
 * @param {number} port of the gateway: what ministack tells clients to call
 * @returns {Promise<ControlPlane>} answering
 * @throws {ToolError} with the end of its log
 */
export async function startControlPlane(python, dir, port) {
  await fs.mkdir(dir, { recursive: true });
  const log = path.join(dir, 'ministack.log');
  const socket = 'ministack.sock';
  const server = [
    'ministack.app:app',
    '--bind',
    `unix:${socket}`,
    '--workers',
    '0',
    '--log-level',
    'WARNING',
  ];
  const child = startChild(python, ['-m', 'hypercorn', ...server], {
    cwd: dir,
    env: environment(port, dir),
    output: { file: log },
  });
  const plane = new ControlPlane(path.join(dir, socket), child);
  if (await becomesReady(plane)) return plane;
  await plane.stop();
  const said = (await fs.readFile(log, 'utf8')).trim().split('\n').slice(-15).join('\n');
  throw new ToolError(
    `The AWS endpoint's control plane, ministack in ${python}, did not start.\n${said}`,
    'Remove .tools/aws-endpoint to have it installed again, or name another Python with RUST_LAMBDA_MINISTACK_PYTHON.',
  );
}

/** @param {ControlPlane} plane @returns {Promise<boolean>} false when it ends first or takes too long */
async function becomesReady(plane) {
  let ended = false;
  const end = () => (ended = true);
  plane.exited.then(end, end);
  for (const deadline = Date.now() + READY_WITHIN_MS; !ended && Date.now() < deadline; await delay(POLL_MS)) {
    const answer = await plane.send({ path: '/_ministack/ready' }).catch(() => undefined);
    if (answer?.status === 200) return true;
  }
  return false;
}

/**
 * Nothing of the person's own environment: ministack must not see their credentials, Docker or open ports.
 * @param {number} port @param {string} dir
 */
const environment = (port, dir) => ({
  PATH: process.env['PATH'],
  HOME: dir,
  TMPDIR: dir,
  S3_DATA_DIR: path.join(dir, 's3'),
  MINISTACK_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  MINISTACK_ACCOUNT_ID: ACCOUNT,
  DOCKER_HOST: `unix://${path.join(dir, 'no-docker.sock')}`,
  SFTP_ENABLED: '0',
  IOT_MTLS_ENABLED: '0',
  LOG_LEVEL: 'WARNING',
});
