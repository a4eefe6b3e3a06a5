// @ts-check
import path from 'node:path';
import { isInstalled } from '../lib/installed.mjs';
import { ToolError } from '../lib/log.mjs';
import { projectRoot } from '../lib/paths.mjs';
import { cargoLambdaOnPath, cargoLambdaWheels } from './cargoLambda.mjs';
import { areDependenciesCurrent } from './dependencies.mjs';
import { installedDesktop, whyNoWindow } from './desktopVSCode.mjs';
import { isBuilt } from './extensionBuild.mjs';
import { ensureRust } from './rust.mjs';
import { servedVSCode, whyNotServed } from './servedVSCode.mjs';

/**
 * @param {{host?: string | undefined, workspace: string, aws: boolean}} wanted
 * @returns {Promise<string>} what `npm start` would do here and now, a line for each part
 */
export async function plan({ host = process.env['RUST_LAMBDA_HOST'], workspace, aws }) {
  const [hasDependencies, onPath, hasWheels, built] = await Promise.all([
    areDependenciesCurrent(),
    cargoLambdaOnPath(),
    isInstalled(cargoLambdaWheels),
    isBuilt(),
  ]);
  const cargoLambda = onPath
    ? 'the one on PATH is used'
    : hasWheels
      ? 'installed in .tools/cargo-lambda'
      : 'to be installed in .tools/cargo-lambda (Python wheels, 450 MB)';
  const lines = [
    ['Rust', await describeRust()],
    ['Node packages', hasDependencies ? 'installed as package-lock.json says' : 'to be installed (npm ci)'],
    ['cargo-lambda', cargoLambda],
    ['VS Code', await describeHost(host)],
    ['Extension', built ? 'built from the sources as they are' : 'to be built (webpack)'],
    ...(aws ? [['AWS', 'an endpoint on this machine is started (installed first if need be)']] : []),
    [
      'Opens',
      path.relative(projectRoot, workspace).startsWith('..')
        ? workspace
        : path.relative(projectRoot, workspace) || '.',
    ],
  ];
  return lines.map(([name = '', text]) => `${name.padEnd(15)}${text}\n`).join('');
}

async function describeRust() {
  try {
    return `cargo ${await ensureRust()}`;
  } catch (error) {
    return error instanceof ToolError ? `${error.message} ${error.nextStep}` : String(error);
  }
}

/** @param {string | undefined} host */
async function describeHost(host) {
  const noWindow = whyNoWindow();
  const desktop = noWindow ? undefined : installedDesktop();
  if (host !== 'browser' && desktop) return `the installed one: ${desktop}`;
  const served =
    whyNotServed() ??
    ((await isInstalled(servedVSCode))
      ? 'served to a browser, from .tools/vscode-served'
      : 'served to a browser, to be installed in .tools/vscode-served (npm, 570 MB)');
  if (host === 'browser' || noWindow) return served;
  return `a desktop one in .tools/vscode-desktop, downloaded if it can be; else ${served}`;
}
