// @ts-check
// npm run package: builds the extension and packs it. The result is what users install and what the UI tests test.
import fs from 'node:fs/promises';
import path from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { main } from './lib/lifetime.mjs';
import { say, ToolError } from './lib/log.mjs';
import { projectRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** Budget of docs/architecture.md. */
const MOST_BYTES = 3 * 1024 * 1024;

/** @returns {Promise<string>} path of the VSIX, which was built just now */
export async function packExtension() {
  await ensureDependencies();
  const { version } = JSON.parse(await fs.readFile(path.join(projectRoot, 'package.json'), 'utf8'));
  const vsix = path.join(projectRoot, `rust-lambda-${version}.vsix`);
  // Chunks of an earlier build that nothing refers to any more would be packed too.
  await fs.rm(path.join(projectRoot, 'dist'), { recursive: true, force: true });
  const node = (/** @type {string[]} */ ...args) => run(process.execPath, args, { cwd: projectRoot });
  await node('node_modules/webpack/bin/webpack.js', '--mode', 'production');
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await node('node_modules/@vscode/vsce/vsce', 'package', ...options, '--out', vsix);
  const { size } = await fs.stat(vsix);
  if (size > MOST_BYTES) {
    throw new ToolError(
      `The package has ${size} bytes, more than the ${MOST_BYTES} it may have.`,
      'Look at what grew: npx vsce ls --tree --no-dependencies',
    );
  }
  say(`Packed ${path.basename(vsix)}: ${(size / 1024 / 1024).toFixed(2)} MB`);
  return vsix;
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.join(projectRoot, 'tools/package.mjs')) {
  await main(async () => {
    process.stdout.write(`${await packExtension()}\n`);
  });
}
