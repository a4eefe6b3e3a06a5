// @ts-check
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../lib/child.mjs';
import { atEnd } from '../lib/lifetime.mjs';
import { ToolError } from '../lib/log.mjs';
import { run } from '../lib/run.mjs';
import { temporaryFolder } from '../lib/temporary.mjs';
import { ensureServedVSCode } from '../setup/servedVSCode.mjs';
import { openDoor } from './door.mjs';
import { editorEnvironment, writeSettings } from './environment.mjs';
import { linkExtension } from './linkExtension.mjs';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 25;

/**
 * @typedef {object} ServerOptions
 * @property {boolean} [trusted] false: workspaces open in Restricted Mode; default: trust is switched off, all may run
 * @property {NodeJS.ProcessEnv} [env] added to the environment, which extension host, tasks and terminals inherit
 * @property {Record<string, unknown>} [settings] added to the quiet user settings
 * @property {string} [dir] keeps user data and extensions there; default: a new temporary folder, removed at the end
 * @property {number} [port] default: any free one
 * @property {boolean} [marketplace] default: none, so that nothing is fetched and only what is installed is listed
 * @property {string} [extensionSource] folder of an extension to run from source, in every window
 * @property {WindowContent} [home] what the bare address opens
 *
 * @typedef {object} WindowContent what a window shows and runs
 * @property {string} [workspace] folder or .code-workspace file; default: an empty window
 * @property {string} [extensionDevelopmentPath] folder of an extension to run from source; automated windows only
 * @property {string} [extensionTestsPath] module whose `run()` the extension host calls; automated windows only
 *
 * @typedef {object} Server
 * @property {(content?: WindowContent) => string} address to open in a browser
 * @property {string} dataDir user data
 * @property {string} extensionsDir installed extensions
 * @property {string} logFile what the server printed
 * @property {string} mark finds its processes, see lib/processes.mjs
 * @property {Promise<number>} exited
 * @property {(vsix: string) => Promise<void>} installExtension
 * @property {() => Promise<void>} stop ends it and everything started in it
 */

/**
 * Starts a VS Code on 127.0.0.1 that only its own `address` opens.
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>} rejects with EADDRINUSE when the port is taken
 */
export async function startServer(options = {}) {
  // A socket's path may not be long: never below the project.
  const temp = await temporaryFolder('vscode');
  /** @type {(() => Promise<void>)[]} */
  const undo = [() => fs.rm(temp, { recursive: true, force: true, maxRetries: 3 })];
  const stop = async () => {
    forget();
    for (const step of undo.splice(0).reverse()) await step();
  };
  const forget = atEnd(stop);
  try {
    return await start(options, temp, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {ServerOptions} options @param {string} temp
 * @param {(() => Promise<void>)[]} undo gets what ends each part @param {() => Promise<void>} stop
 * @returns {Promise<Server>}
 */
async function start(options, temp, undo, stop) {
  const { node, entry } = await ensureServedVSCode();
  const socketPath = path.join(temp, 'socket');
  // First of all, so that a port in use leaves everything as it is.
  const home = options.home && target(options.home);
  const door = await openDoor({ socketPath, port: options.port ?? 0, ...(home && { home }) });
  undo.push(door.close);

  const dir = options.dir ?? temp;
  const dataDir = path.join(dir, 'data');
  const extensionsDir = path.join(dir, 'extensions');
  const logFile = path.join(dir, 'server.log');
  await fs.mkdir(extensionsDir, { recursive: true });
  await writeSettings(dataDir, options.settings);
  await fs.writeFile(logFile, '');
  if (options.extensionSource) await linkExtension({ dataDir, extensionsDir }, options.extensionSource);

  const env = editorEnvironment({
    ...(!options.marketplace && { EXTENSIONS_GALLERY: '{}' }),
    ...options.env,
  });
  const folders = ['--user-data-dir', dataDir, '--extensions-dir', extensionsDir];
  const config = ['--config', path.join(dir, 'code-server.yaml')];
  const child = startChild(
    node,
    [
      ...[entry, ...folders, ...config, '--auth', 'none', '--socket', socketPath, '--socket-mode', '600'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      // The environment is the one given here, not what a login shell would make of it.
      ...['--vscode-option', 'force-disable-user-env'],
      ...(options.trusted === false ? [] : ['--disable-workspace-trust']),
    ],
    { env, output: { file: logFile } },
  );
  undo.push(child.stop);
  await untilServing(socketPath, child.exited, logFile);
  return {
    address: (content) => door.address(content && target(content)),
    dataDir,
    extensionsDir,
    logFile,
    mark: child.mark,
    exited: child.exited,
    async installExtension(vsix) {
      await run(node, [entry, ...folders, ...config, '--install-extension', vsix, '--force'], { env });
    },
    stop,
  };
}

/** @param {WindowContent} content @returns {string} path and query of the workbench */
function target({ workspace, extensionDevelopmentPath, extensionTestsPath }) {
  const query = new URLSearchParams();
  if (workspace)
    query.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(workspace));
  else query.set('ew', 'true');
  const payload = Object.entries({ extensionDevelopmentPath, extensionTestsPath })
    .filter(([, file]) => file)
    .map(([name, file]) => [name, `vscode-remote://remote${path.resolve(file ?? '')}`]);
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `/?${query}`;
}

/**
 * @param {string} socketPath @param {Promise<number>} exited @param {string} logFile
 * @returns {Promise<void>} once it answers requests
 */
async function untilServing(socketPath, exited, logFile) {
  /** @type {string | undefined} */
  let problem;
  void exited.then((code) => (problem = `ended with exit code ${code}`));
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(socketPath))) {
    if (performance.now() > deadline) problem = `did not answer within ${START_TIMEOUT_MS / 1000} s`;
    if (problem) {
      const log = (await fs.readFile(logFile, 'utf8')).trim().split('\n').slice(-20).join('\n');
      throw new ToolError(
        `VS Code's server ${problem}:\n${log}`,
        'If its installation is damaged, remove .tools/vscode-served and start again.',
      );
    }
    await delay(POLL_MS);
  }
}

/** @param {string} socketPath @returns {Promise<boolean>} */
function answers(socketPath) {
  return new Promise((resolve) => {
    http
      .get({ socketPath, path: '/healthz' }, (response) => resolve(response.resume().statusCode === 200))
      .on('error', () => resolve(false));
  });
}
