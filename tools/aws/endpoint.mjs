// @ts-check
// An AWS endpoint on this machine, for tests and for trying things without an account. See docs/aws-endpoint.md.
// As a program: node tools/aws/endpoint.mjs [--port N]
import { realpathSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { atEnd, main } from '../lib/lifetime.mjs';
import { ToolError } from '../lib/log.mjs';
import { isAlive, MARK } from '../lib/processes.mjs';
import { awsEndpointParts } from '../setup/awsEndpoint.mjs';
import { CodeStore } from './codeStore.mjs';
import { startControlPlane } from './controlPlane.mjs';
import { Faults } from './faults.mjs';
import { FunctionRunner } from './functionRunner.mjs';
import { createGateway } from './gateway.mjs';
import { listen } from './http.mjs';

/**
 * @typedef {object} Endpoint
 * @property {string} url such as "http://127.0.0.1:40123"
 * @property {Record<string, string>} env variables that make AWS clients use it, with credentials it accepts
 * @property {string} mark finds the processes it started, see lib/processes.mjs
 * @property {Promise<number>} exited settles when its control plane has ended: by stop(), or because it broke down
 * @property {() => Promise<void>} stop ends every process and removes every file of it
 * @property {(rules: readonly import('./faults.mjs').FaultRule[]) => void} setFaults replaces the rules; TypeError for a
 *   wrong one
 * @property {() => void} clearFaults
 */

/**
 * Starts an endpoint with nothing deployed. What it is made of is installed first if need be.
 * @param {{port?: number, dataDir?: string}} [options] port on 127.0.0.1, default: any; where it makes a folder for its
 *   files, default: that of the system for temporary files
 * @returns {Promise<Endpoint>}
 * @throws {ToolError} when the port is taken, or a part can't be installed or started
 */
export async function startEndpoint({ port: wanted = 0, dataDir = os.tmpdir() } = {}) {
  const { python, emulator } = await awsEndpointParts();
  /** @type {import('./gateway.mjs').Parts | undefined} */
  let parts;
  const server = createGateway(() => {
    if (parts) return parts;
    throw new Error('it is still starting');
  });
  const port = await listenOrExplain(server, wanted);
  const url = `http://127.0.0.1:${port}`;
  const dir = await ownFolder(dataDir);
  const controlPlane = await startControlPlane(python, path.join(dir, 'ministack'), port).catch(
    async (error) => {
      server.close();
      await fs.rm(dir, { recursive: true, force: true });
      throw error;
    },
  );
  const codeStore = new CodeStore(controlPlane, path.join(dir, 'code'));
  const mark = { [MARK]: controlPlane.mark };
  const runner = new FunctionRunner(controlPlane, codeStore, { emulator, endpointUrl: url, mark });
  const faults = new Faults();
  parts = { faults, controlPlane, codeStore, runner, endpointUrl: url };

  /** @type {Promise<void> | undefined} */
  let stopped;
  const stop = () => (stopped ??= end());
  const forget = atEnd(stop);
  async function end() {
    forget();
    server.close();
    server.closeAllConnections();
    await runner.close();
    await controlPlane.stop();
    await fs.rm(dir, { recursive: true, force: true });
  }
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_REGION: 'us-east-1',
      // Nobody waits for credentials from a metadata service that is not there.
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    mark: controlPlane.mark,
    exited: controlPlane.exited,
    stop,
    setFaults: (rules) => faults.set(rules),
    clearFaults: () => faults.set([]),
  };
}

/** @param {import('node:http').Server} server @param {number} port */
const listenOrExplain = (server, port) =>
  listen(server, port).catch((cause) => {
    throw new ToolError(
      `The AWS endpoint can't listen on port ${port} of 127.0.0.1: ${cause.message}.`,
      'Choose another port, or leave the choice to it.',
      { cause },
    );
  });

const FOLDER = 'rust-lambda-aws-';

/**
 * Named after this process; folders of processes that were killed are removed.
 * @param {string} dataDir
 */
async function ownFolder(dataDir) {
  await fs.mkdir(dataDir, { recursive: true });
  for (const name of await fs.readdir(dataDir)) {
    const pid = name.startsWith(FOLDER) ? Number.parseInt(name.slice(FOLDER.length), 10) : 0;
    if (pid && !isAlive(pid)) await fs.rm(path.join(dataDir, name), { recursive: true, force: true });
  }
  return fs.mkdtemp(path.join(dataDir, `${FOLDER}${process.pid}-`));
}

const USAGE = `Usage: node tools/aws/endpoint.mjs [--port N]

Starts an AWS endpoint on this machine (127.0.0.1) and prints its address and the environment to use it with.
Functions deployed to it run here. Ctrl+C ends it, with everything that was deployed.`;

async function program() {
  const { port, help } = options();
  if (help) return console.log(USAGE);
  const endpoint = await startEndpoint({ port });
  const lines = Object.entries(endpoint.env).map(([name, value]) => `export ${name}=${value}`);
  console.log([`AWS endpoint on ${endpoint.url} (Ctrl+C ends it)`, ...lines].join('\n'));
  const code = await endpoint.exited;
  throw new ToolError(`The control plane ended with exit code ${code}.`, 'Start the endpoint again.');
}

function options() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new Error(`"${values.port}" is not a port.`);
    return { port, help: values.help };
  } catch (cause) {
    throw new ToolError(cause instanceof Error ? cause.message : String(cause), USAGE, { cause });
  }
}

// No top-level await: tests load this file as CommonJS.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) void main(program);
