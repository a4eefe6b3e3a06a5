// @ts-check
// Opens VS Code for a person, with the extension of this project, until it is closed.
import path from 'node:path';
import { ToolError, warn } from '../lib/log.mjs';
import { projectRoot, toolsDir } from '../lib/paths.mjs';
import { ask } from '../lib/run.mjs';
import { whyNoWindow } from '../setup/desktopVSCode.mjs';
import { startDesktop } from './desktop.mjs';
import { startServer } from './server.mjs';

/** Settings, extensions and layout of the window, kept between starts. */
const DIR = path.join(toolsDir, 'start');
/** Always the same, so that a browser finds the layout it kept for this address. */
const USUAL_PORT = 8420;

/**
 * @typedef {object} What
 * @property {string} workspace
 * @property {boolean} trusted
 * @property {NodeJS.ProcessEnv} env added to VS Code's environment
 *
 * @typedef {(where: string) => void} Ready called when there is something to look at
 */

/**
 * @param {string} program @param {What} what @param {Ready} ready
 * @returns {Promise<number>} exit code, when the window is closed
 */
export async function openDesktop(program, { workspace, ...what }, ready) {
  const content = { workspace, extensionDevelopmentPath: projectRoot };
  const { exited } = await startDesktop({ program, dir: path.join(DIR, 'desktop'), content, ...what });
  ready(`the window of ${program}`);
  return exited;
}

/**
 * @param {What & {port?: number, open: boolean}} what @param {Ready} ready
 * @returns {Promise<never>} rejects when the server ends, which it does not do by itself
 */
export async function openServed({ workspace, port, open, ...what }, ready) {
  /** @param {number} [on] with a port of its own, it keeps settings and layout */
  const start = (on) =>
    startServer({
      ...what,
      ...(on && { port: on, dir: path.join(DIR, `served-${on}`) }),
      marketplace: true,
      extensionSource: projectRoot,
      home: { workspace },
    });
  const server = await start(port ?? USUAL_PORT).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (port) throw new ToolError(`Port ${port} of 127.0.0.1 is taken.`, 'Choose another --port.');
    warn(
      `Port ${USUAL_PORT} is taken, perhaps by another npm start: this window is on another, and keeps nothing.`,
    );
    return start();
  });
  const address = server.address();
  ready(address);
  if (open && !whyNoWindow()) await openInBrowser(address);
  const code = await server.exited;
  throw new ToolError(
    `VS Code's server ended with exit code ${code}.`,
    `Its log may say why: ${server.logFile}. Then start again.`,
  );
}

/** @param {string} address */
async function openInBrowser(address) {
  /** @type {Partial<Record<NodeJS.Platform, [string, ...string[]]>>} */
  const openers = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] };
  const [opener, ...args] = openers[process.platform] ?? ['xdg-open'];
  if ((await ask(opener, [...args, address])) === undefined)
    warn('No browser could be opened: open the address above.');
}
