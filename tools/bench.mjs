// @ts-check
// npm run bench: measures what the budgets are about, prints tables, and writes bench/RESULTS.md.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { main } from './lib/lifetime.mjs';
import { say, since, ToolError, warn } from './lib/log.mjs';
import { projectRoot } from './lib/paths.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

const RESULTS = path.join(projectRoot, 'bench/RESULTS.md');
const OUTPUT = path.join(projectRoot, 'dist-test/bench');

/**
 * @typedef {import('../bench/measurement.js').Measurement} Measurement
 * @typedef {{title: string, measure: () => Promise<readonly Measurement[]>}} Part
 */

/** @type {Record<string, Part>} */
const parts = {
  lens: { title: 'Lens: from source to handler', measure: () => program('lens') },
  memory: { title: 'Memory: what is kept of closed files', measure: () => program('memory') },
  schema: { title: 'Schema: from an event’s Rust type to JSON Schema', measure: () => program('schema') },
  edit: { title: 'Payload: from a key to a squiggle', measure: () => program('payloadEdit') },
  payload: {
    title: 'Payload: generated from the largest event, and samples for a function',
    measure: () => program('payload'),
  },
  tree: { title: 'Tree: over cargo’s own time', measure: () => program('tree') },
  invoke: {
    title: 'Invocation: a function that answers at once',
    measure: async () => {
      const { withWatch } = await import('../bench/watched.mjs');
      return withWatch((env) => program('invoke', env));
    },
  },
  panel: {
    title: 'Invoke panel: large payloads in a window',
    measure: async () => (await import('../bench/panel.mjs')).measurePanel(),
  },
  host: {
    title: 'In VS Code: size, start and lenses of the packed extension',
    measure: async () => (await import('../bench/host.mjs')).measureHost(path.join(OUTPUT, 'inHost.js')),
  },
};

const HELP = `npm run bench -- [part…]

Parts:
${Object.entries(parts)
  .map(([name, { title }]) => `  ${name.padEnd(8)} ${title}`)
  .join('\n')}
Without a part, all of them; only then bench/RESULTS.md is written.`;

await main(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const unknown = args.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new ToolError(`There is no part "${unknown.join(', ')}".`, 'npm run bench -- --help');
  await ensureDependencies();
  await bundle();
  const { page, row, table } = await import('../bench/report.mjs');
  const before = os.loadavg()[0] ?? 0;
  if (before > os.cpus().length / 2)
    warn(`Load average ${before.toFixed(1)}: other work runs here. Ratios hold, times are too long.`);
  const done = [];
  for (const [name, { title, measure }] of Object.entries(parts)) {
    if (args.length > 0 && !args.includes(name)) continue;
    const startedAt = performance.now();
    say(`${title} …`);
    const measurements = await measure();
    process.stdout.write(`\n${title}\n${table(measurements.map(row))}\n\n`);
    say(`measured in ${since(startedAt)}`);
    done.push({ title, measurements });
  }
  if (args.length > 0) return;
  await fs.writeFile(RESULTS, page(done, await circumstances(before)));
  say(`Written: ${path.relative(projectRoot, RESULTS)}`);
});

/** Bundled as they are shipped, so that loading costs what it costs there. */
async function bundle() {
  const { build } = await import('esbuild');
  await fs.rm(OUTPUT, { recursive: true, force: true });
  await build({
    entryPoints: [
      'lens',
      'memory',
      'schema',
      'payload',
      'payloadEdit',
      'payloadWorker',
      'tree',
      'invoke',
      'inHost',
    ].map((name) => path.join(projectRoot, `bench/${name}.ts`)),
    outdir: OUTPUT,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // As webpack does: some packages' CommonJS can't be bundled.
    mainFields: ['module', 'main'],
    external: ['vscode'],
    logLevel: 'warning',
  });
}

/**
 * @param {string} name of a benchmark that is a program of its own @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<readonly Measurement[]>}
 */
async function program(name, env = process.env) {
  const { createRequire } = await import('node:module');
  const wasm = createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm');
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(OUTPUT, `${name}.js`)], {
    env: { ...env, RUST_LAMBDA_WASM: path.dirname(wasm) },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

/** @param {number} loadBefore @returns {Promise<string[]>} */
async function circumstances(loadBefore) {
  const { rustEnvironment } = await import('./testing/tiers.mjs');
  const { ask } = await import('./lib/run.mjs');
  const env = await rustEnvironment();
  const version = async (/** @type {string[]} */ ...args) =>
    (await ask('cargo', args, { env }))?.trim().split('\n')[0] ?? 'unknown';
  const load = [loadBefore, os.loadavg()[0] ?? 0].map((value) => value.toFixed(1)).join(' → ');
  return [
    `${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? 'unknown'}), ${os.type()} ${os.arch()}, load average ${load}`,
    `Node ${process.version}, ${await version('--version')}, ${await version('lambda', '--version')}`,
  ];
}
