// @ts-check
// The packed extension in a real VS Code, each time a new one, by turns with an extension that does nothing.
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { atEnd } from '../tools/lib/lifetime.mjs';
import { say, ToolError } from '../tools/lib/log.mjs';
import { projectRoot } from '../tools/lib/paths.mjs';
import { packExtension } from '../tools/package.mjs';
import { rustEnvironment } from '../tools/testing/tiers.mjs';
import { runHostTests } from '../tools/vscode/hostTests.mjs';

const RUNS = 9;
const EMPTY = 'bench.empty';
const OURS = 'rust-lambda.rust-lambda';

/** @typedef {import('./measurement.js').HostTimes} HostTimes @typedef {import('./measurement.js').Measurement} Measurement */

/**
 * @param {string} testsEntry bundle of inHost.ts
 * @returns {Promise<readonly Measurement[]>}
 */
export async function measureHost(testsEntry) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'rust-lambda-bench-'));
  atEnd(() => fs.rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const vsix = await packExtension();
  const sizes = await Promise.all([vsix, path.join(projectRoot, 'dist/extension.js')].map(sizeOf));
  await fs.rm(vsix);
  const [workspace, empty, env] = await Promise.all([
    generateWorkspace(path.join(folder, 'workspace')),
    generateExtension(path.join(folder, 'empty')),
    rustEnvironment(),
  ]);

  /** @param {string} id @param {string} extensionDevelopmentPath @returns {Promise<HostTimes>} */
  const inNewWindow = async (id, extensionDevelopmentPath) => {
    const out = path.join(folder, 'times.json');
    const code = await runHostTests({
      testsEntry,
      workspace,
      extensionDevelopmentPath,
      env: {
        ...env,
        RUST_LAMBDA_BENCH_EXTENSION: id,
        RUST_LAMBDA_BENCH_OUT: out,
        RUST_LAMBDA_BENCH_LENS: id === OURS ? 'yes' : '',
      },
    });
    if (code !== 0) throw new ToolError('The measurement in VS Code failed.', 'See its output above.');
    return JSON.parse(await fs.readFile(out, 'utf8'));
  };
  /** @type {HostTimes[]} */
  const ours = [];
  /** @type {HostTimes[]} */
  const nothing = [];
  for (let run = 1; run <= RUNS; run++) {
    say(`VS Code, ${run} of ${RUNS}`);
    nothing.push(await inNewWindow(EMPTY, empty));
    ours.push(await inNewWindow(OURS, projectRoot));
  }
  const lens = ours.flatMap((each) => each.lens ?? []);
  return [
    {
      what: 'entry bundle',
      unit: 'KB',
      values: [(sizes[1] ?? NaN) / 1024],
      budget: { limit: 60, of: 'median' },
    },
    {
      what: 'VSIX',
      unit: 'MB',
      values: [(sizes[0] ?? NaN) / 1024 / 1024],
      budget: { limit: 3, of: 'median' },
    },
    {
      what: 'load and activate',
      unit: 'ms',
      values: ours.map(({ load, activate }) => load + activate),
      baseline: { name: 'an empty extension', values: nothing.map(({ load, activate }) => load + activate) },
      budget: { limit: 10, of: 'difference' },
    },
    {
      what: 'first lens in 10,000 lines',
      unit: 'ms',
      values: lens.map(({ first }) => first),
      baseline: { name: 'a file without lenses', values: lens.map(({ withoutLens }) => withoutLens.first) },
      // As after an edit: what VS Code takes to ask and to be told, it takes for any file.
      budget: { limit: 100, of: 'difference' },
    },
    {
      what: 'lens after an edit in 10,000 lines',
      unit: 'ms',
      values: lens.flatMap(({ edits }) => edits),
      baseline: {
        name: 'a file without lenses',
        values: lens.flatMap(({ withoutLens }) => withoutLens.edits),
      },
      budget: { limit: 15, of: 'difference' },
    },
  ];
}

/** @param {string} file */
const sizeOf = async (file) => (await fs.stat(file)).size;

/** @param {string} folder @returns {Promise<string>} a workspace with a function of 10,000 lines, and the same file outside of it */
async function generateWorkspace(folder) {
  const { buildSync } = await import('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [path.join(projectRoot, 'bench/rustFile.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const { rustFile } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
  const text = rustFile(10_000);
  await fs.mkdir(path.join(folder, 'big/src'), { recursive: true });
  await fs.writeFile(
    path.join(folder, 'big/Cargo.toml'),
    '[package]\nname = "big"\nversion = "0.1.0"\nedition = "2024"\n[dependencies]\nlambda_runtime = "1.5"\n',
  );
  await fs.writeFile(path.join(folder, 'big/src/main.rs'), text);
  await fs.writeFile(path.join(folder, 'outside.rs'), text);
  // A served VS Code looks through /proc for open ports, in the extension host: nothing that a lens waits for.
  await fs.mkdir(path.join(folder, '.vscode'));
  await fs.writeFile(path.join(folder, '.vscode/settings.json'), '{ "remote.autoForwardPorts": false }\n');
  return folder;
}

/** @param {string} folder @returns {Promise<string>} an extension that is started like ours, and does nothing */
async function generateExtension(folder) {
  const [publisher, name] = EMPTY.split('.');
  const manifest = {
    ...{ publisher, name, version: '0.0.1', engines: { vscode: '^1.100.0' } },
    ...{ main: './main.js', activationEvents: ['onLanguage:rust'], extensionKind: ['workspace'] },
  };
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await fs.writeFile(path.join(folder, 'main.js'), "'use strict';\nexports.activate = () => {};\n");
  return folder;
}
