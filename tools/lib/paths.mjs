// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these tools belong to. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where downloads and caches live; RUST_LAMBDA_TOOLS_DIR moves it, for example to a folder that a CI keeps. */
export const toolsDir = path.resolve(projectRoot, process.env['RUST_LAMBDA_TOOLS_DIR'] || '.tools');

/**
 * @param {string} url `import.meta.url` of a module
 * @returns {boolean} whether node was started with that module, which then is a program and not a library
 */
export function isProgram(url) {
  const started = process.argv[1];
  return started !== undefined && fs.realpathSync(started) === fileURLToPath(url);
}
