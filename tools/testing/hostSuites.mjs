// @ts-check
// Host tests, grouped by what they need: a file's first lines may say
//   // @workspace test/fixtures/workspaces/loop   (default: samples/orders; a copy is opened, so tests may edit it;
//                                                 a .code-workspace file in it will do too)
//   // @untrusted                                 (the window is in Restricted Mode)
// Files that need the same share one VS Code.
import fs from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../lib/paths.mjs';

const SOURCES = path.join(projectRoot, 'test/host');
const OUTPUT = path.join(projectRoot, 'dist-test/host');
const DEFAULT_WORKSPACE = 'samples/orders';

/**
 * @typedef {object} HostSuite
 * @property {string} workspace folder, relative to the project
 * @property {boolean} trusted
 * @property {string[]} files compiled tests
 */

/**
 * Bundles every test under test/host: none can be forgotten in a list.
 * @returns {Promise<HostSuite[]>}
 */
export async function buildHostSuites() {
  const { build } = await import('esbuild');
  const names = (await fs.readdir(SOURCES, { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  await fs.rm(OUTPUT, { recursive: true, force: true });
  await build({
    entryPoints: names.map((name) => path.join(SOURCES, name)),
    outdir: OUTPUT,
    outbase: SOURCES,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // As webpack does: some packages' CommonJS can't be bundled.
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  /** @type {Map<string, HostSuite>} */
  const suites = new Map();
  for (const name of names.sort()) {
    const head = (await fs.readFile(path.join(SOURCES, name), 'utf8')).split('\n').slice(0, 5).join('\n');
    const workspace = /^\/\/ @workspace (\S+)/m.exec(head)?.[1] ?? DEFAULT_WORKSPACE;
    const trusted = !/^\/\/ @untrusted/m.test(head);
    const key = `${workspace} ${trusted}`;
    const suite = suites.get(key) ?? { workspace, trusted, files: [] };
    suite.files.push(path.join(OUTPUT, name.replace(/\.ts$/, '.js')));
    suites.set(key, suite);
  }
  return [...suites.values()];
}

/**
 * A copy that tests may change; without build output. A `.code-workspace` file is copied with the folder it lies in.
 * @param {string} workspace @param {string} to
 * @returns {Promise<string>} what to open
 */
export async function copyWorkspace(workspace, to) {
  if (workspace.endsWith('.code-workspace')) {
    const folder = await copyWorkspace(path.dirname(workspace), path.join(path.dirname(to), 'opened'));
    return path.join(folder, path.basename(workspace));
  }
  await fs.cp(path.join(projectRoot, workspace), to, {
    recursive: true,
    filter: (source) => path.basename(source) !== 'target',
  });
  return to;
}
