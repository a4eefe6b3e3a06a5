// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { say, since, ToolError } from '../lib/log.mjs';
import { projectRoot, toolsDir } from '../lib/paths.mjs';
import { npm } from '../lib/run.mjs';
import { isAtLeast } from '../lib/version.mjs';

const OLDEST_NODE = '20.19.0';

/**
 * Makes node_modules what package-lock.json says.
 * @returns {Promise<boolean>} whether anything had to be installed
 * @throws {ToolError} with a Node that is too old, or when npm fails
 */
export async function ensureDependencies() {
  if (!isAtLeast(process.versions.node, OLDEST_NODE)) {
    throw new ToolError(
      `This is Node ${process.versions.node}; Node ${OLDEST_NODE} or newer is needed.`,
      'Install a current Node, from nodejs.org or with a version manager.',
    );
  }
  if (await areDependenciesCurrent()) return false;
  await fs.mkdir(toolsDir, { recursive: true });
  return withLock(path.join(toolsDir, 'dependencies.lock'), async () => {
    if (await areDependenciesCurrent()) return false;
    const startedAt = performance.now();
    say('Installing the Node packages of package-lock.json (npm ci) …');
    await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: projectRoot,
      nextStep:
        'Run "npm ci" by hand; does npm reach its registry (npm ping), is package-lock.json as committed?',
    });
    say(`The Node packages are installed (${since(startedAt)}).`);
    return true;
  });
}

/** @returns {Promise<boolean>} npm keeps what it installed in a lock file of the same form, inside node_modules. */
export async function areDependenciesCurrent() {
  const [wanted, present] = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map(readPackages),
  );
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, { version, integrity, optional }]) => {
    if (name === '') return true;
    const found = present[name];
    // A package for another platform is left out.
    return found ? found.version === version && found.integrity === integrity : optional === true;
  });
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, {version?: string, integrity?: string, optional?: boolean}> | undefined>}
 */
async function readPackages(file) {
  try {
    return JSON.parse(await fs.readFile(path.join(projectRoot, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
