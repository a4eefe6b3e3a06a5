// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { say, warn } from '../lib/log.mjs';
import { toolsDir } from '../lib/paths.mjs';
import { which } from '../lib/run.mjs';

/** What the desktop VS Code is downloaded from, and how long to wait for its word before doing without. */
const RELEASES = 'https://update.code.visualstudio.com/api/releases/stable';
const PATIENCE_MS = 3000;

/** The program itself, relative to the folder of the `code` command line script. */
const PROGRAM = {
  linux: ['../code', '../code-insiders'],
  darwin: ['../../../MacOS/Electron', '../../../MacOS/Code'],
  win32: ['../Code.exe'],
};
const SCRIPT_OUTSIDE_PATH = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';

/** @returns {string | undefined} why a window of a desktop program can't be shown here */
export function whyNoWindow() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return undefined;
  return 'there is no display (DISPLAY and WAYLAND_DISPLAY are unset; xvfb-run would give one)';
}

/**
 * @returns {string | undefined} the installed VS Code. Not its script `code`: that hands over to a running window, and
 *   inside a remote window (WSL, container, SSH) it belongs to a VS Code on another machine.
 */
export function installedDesktop() {
  const script =
    which('code') ?? (process.platform === 'darwin' ? existing([SCRIPT_OUTSIDE_PATH]) : undefined);
  if (!script) return undefined;
  const dir = path.dirname(fs.realpathSync(script));
  const programs = PROGRAM[/** @type {keyof typeof PROGRAM} */ (process.platform)] ?? [];
  return existing(programs.map((program) => path.join(dir, program)));
}

/** @param {readonly string[]} files @returns {string | undefined} */
const existing = (files) => files.find((file) => fs.existsSync(file));

/** @returns {Promise<string | undefined>} the program; undefined when it can't be downloaded */
export async function downloadedDesktop() {
  try {
    await fetch(RELEASES, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) });
    const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
    say('Making sure of a desktop VS Code (the current stable one is downloaded the first time) …');
    const cachePath = path.join(toolsDir, 'vscode-desktop');
    await fs.promises.mkdir(toolsDir, { recursive: true });
    return await withLock(`${cachePath}.lock`, () =>
      downloadAndUnzipVSCode({ version: 'stable', cachePath, reporter: new SilentReporter() }),
    );
  } catch (error) {
    const reason = /** @type {Error} */ (error);
    const cause = reason.cause instanceof Error ? reason.cause.message : reason.message;
    warn(`A desktop VS Code can't be downloaded here (${cause}).`);
    return undefined;
  }
}
