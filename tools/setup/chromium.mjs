// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { say, since, ToolError } from '../lib/log.mjs';
import { toolsDir } from '../lib/paths.mjs';
import { ask, run, which } from '../lib/run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PACKAGES = ['chromium', 'fonts-dejavu-core'];

/**
 * A Chromium for Playwright to drive: the one CHROMIUM names, one on PATH, one Playwright has downloaded, or
 * Debian's, installed when that needs no password.
 * @returns {Promise<string>} path of the program
 * @throws {ToolError} when there is none to be had
 */
export async function ensureChromium() {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (fs.existsSync(named)) return named;
    throw new ToolError(`CHROMIUM names ${named}, which does not exist.`, 'Correct or unset it.');
  }
  return (await find()) ?? (await installFromDebian());
}

/** @returns {Promise<string | undefined>} */
async function find() {
  for (const name of NAMES) {
    const file = which(name);
    if (file) return file;
  }
  const { chromium } = await import('playwright-core');
  return fs.existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** @returns {Promise<string>} */
async function installFromDebian() {
  const aptGet = which('apt-get');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const mayInstall =
    asRoot.length === 0 || (which('sudo') && (await ask('sudo', ['-n', 'true'])) !== undefined);
  const nextStep =
    'Install Chromium or Chrome (Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chrome';
  if (!aptGet || !mayInstall) {
    throw new ToolError('There is no Chromium to drive, and no right to install one.', nextStep);
  }
  await fs.promises.mkdir(toolsDir, { recursive: true });
  return withLock(path.join(toolsDir, 'chromium.lock'), async () => {
    const present = await find();
    if (present) return present;
    const startedAt = performance.now();
    say(`Installing ${PACKAGES.join(' and ')} (apt-get), to drive VS Code's window in tests …`);
    // sudo drops the environment: it is given to the command itself.
    const prefix = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', aptGet, '-qq'];
    const [command = 'env', ...first] = prefix;
    const apt = (/** @type {string[]} */ ...args) => run(command, [...first, ...args], { nextStep });
    await apt('update');
    await apt('install', '--yes', '--no-install-recommends', ...PACKAGES);
    const file = await find();
    if (file) {
      say(`Chromium is installed (${since(startedAt)}).`);
      return file;
    }
    throw new ToolError('apt-get installed no Chromium that can be found on PATH.', nextStep);
  });
}
