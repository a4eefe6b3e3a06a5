// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { startChild } from '../lib/child.mjs';
import { temporaryFolder } from '../lib/temporary.mjs';
import { editorEnvironment, writeSettings } from './environment.mjs';

/**
 * @typedef {object} DesktopOptions
 * @property {string} program the VS Code executable
 * @property {string} [dir] keeps user data and extensions; default: a new temporary folder, removed at the end
 * @property {boolean} trusted false: the workspace opens in Restricted Mode
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {Record<string, unknown>} [settings] added to the quiet user settings
 * @property {import('./server.mjs').WindowContent} content
 * @property {readonly string[]} [args] further arguments
 */

/**
 * Opens a desktop window with user data of its own, so that it is a process of its own and not a window of the VS Code
 * that someone works in.
 * @param {DesktopOptions} options
 * @returns {Promise<{exited: Promise<number>, stop: () => Promise<void>}>} `exited` when the last window is closed
 */
export async function startDesktop({ program, dir, trusted, env, settings, content, args = [] }) {
  const home = dir ?? (await temporaryFolder('vscode'));
  const dataDir = path.join(home, 'data');
  await writeSettings(dataDir, settings);
  const { workspace, ...extension } = content;
  const child = startChild(
    program,
    [
      ...(workspace ? [path.resolve(workspace)] : []),
      ...Object.entries(extension).map(([name, value]) => `--${name}=${path.resolve(value)}`),
      ...[`--user-data-dir=${dataDir}`, `--extensions-dir=${path.join(home, 'extensions')}`],
      ...[
        '--new-window',
        '--skip-welcome',
        '--skip-release-notes',
        '--disable-updates',
        '--disable-telemetry',
      ],
      ...(trusted ? ['--disable-workspace-trust'] : []),
      // Chromium's sandbox refuses to run as root, as in most containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...args,
    ],
    { env: editorEnvironment(env), output: 'inherit' },
  );
  const exited = child.exited.finally(() =>
    dir ? undefined : fs.rm(home, { recursive: true, force: true, maxRetries: 3 }),
  );
  const stop = async () => {
    await child.stop();
    await exited;
  };
  return { exited, stop };
}
