// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { say, since } from '../lib/log.mjs';
import { projectRoot, toolsDir } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

/** What the bundles are made of. */
const SOURCES = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'webpack.config.js'];
const RESULTS = ['dist/extension.js', 'dist/webview'];
/** Its time says when the last build began. webpack leaves the times of unchanged results alone. */
const STAMP = path.join(toolsDir, 'built');

/** @returns {Promise<boolean>} whether there is a build that is younger than everything it is made from */
export async function isBuilt() {
  const inProject = (/** @type {string} */ name) => path.join(projectRoot, name);
  const [built, ...results] = await Promise.all([STAMP, ...RESULTS.map(inProject)].map(changedAt));
  if (built === undefined || results.includes(undefined)) return false;
  const newest = await Promise.all(SOURCES.map((name) => newestIn(inProject(name))));
  return newest.every((time) => time < built);
}

/** Bundles the extension unless that is done. */
export async function ensureBuilt() {
  if (await isBuilt()) return;
  say('Building the extension (webpack) …');
  const startedAt = performance.now();
  await fs.mkdir(toolsDir, { recursive: true });
  // A file saved while webpack runs is newer than this, and built next time.
  const begun = new Date();
  await run(process.execPath, ['node_modules/webpack/bin/webpack.js', '--mode', 'development'], {
    cwd: projectRoot,
    nextStep: 'Mend what webpack names above, then start again.',
  });
  await fs.writeFile(STAMP, '');
  await fs.utimes(STAMP, begun, begun);
  say(`The extension is built (${since(startedAt)}).`);
}

/** @param {string} file @returns {Promise<number | undefined>} ms; undefined: it does not exist */
const changedAt = (file) =>
  fs.stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );

/** @param {string} file or folder @returns {Promise<number>} ms; folders count too: they change with a removed file */
async function newestIn(file) {
  const own = (await changedAt(file)) ?? 0;
  const names = await fs.readdir(file).catch(() => /** @type {string[]} */ ([]));
  return Math.max(own, ...(await Promise.all(names.map((name) => newestIn(path.join(file, name))))));
}
