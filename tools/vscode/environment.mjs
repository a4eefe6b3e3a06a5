// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';

/** Settings of a VS Code that asks nothing, fetches nothing and looks the same every time. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.emptyWindow': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  // Text of a terminal drawn by the GPU is not in the page.
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.showExitAlert': false,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Writes the settings of a new user data folder. One that has settings keeps them: they may be someone's own by now.
 * @param {string} dataDir @param {Record<string, unknown>} [more]
 */
export async function writeSettings(dataDir, more = {}) {
  const file = path.join(dataDir, 'User/settings.json');
  await fs.mkdir(path.dirname(file), { recursive: true });
  try {
    await fs.writeFile(file, JSON.stringify({ ...QUIET, ...more }, null, 2), { flag: 'wx' });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
}

/**
 * The environment a VS Code is started with: what a person's shell has. Left out is what a surrounding VS Code or
 * npm says to its own children, which would make the new one believe it were theirs.
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function editorEnvironment(more = {}) {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|INIT_CWD$)/i;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    ...more,
  };
}
