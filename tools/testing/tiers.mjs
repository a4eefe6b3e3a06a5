// @ts-check
// The tiers of `npm test`, cheapest first. Each says what it needs, runs, and gives its totals.
import fs from 'node:fs/promises';
import path from 'node:path';
import { atEnd } from '../lib/lifetime.mjs';
import { warn } from '../lib/log.mjs';
import { projectRoot, toolsDir } from '../lib/paths.mjs';
import { temporaryFolder } from '../lib/temporary.mjs';
import { collectTotals } from './totals.mjs';
import { runShown } from './runShown.mjs';

/** @typedef {import('./totals.mjs').Totals} Totals */
/** @typedef {{grep?: string}} Options */

const bin = (/** @type {string} */ file) => path.join(projectRoot, 'node_modules', file);

/** @param {string} name @param {string[]} args @returns {Promise<Totals>} one check, passed or failed */
async function check(name, args) {
  const code = await runShown(process.execPath, args, process.env);
  process.stdout.write(`  ${code === 0 ? '✔' : '✖'} ${name}\n`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? [] : [name], skipped: 0 };
}

/** @param {string} glob @param {NodeJS.ProcessEnv} env @param {Options} options */
const mocha = (glob, env, { grep }) =>
  collectTotals(glob, (totalsEnv) =>
    runShown(
      process.execPath,
      [
        bin('mocha/bin/mocha.js'),
        ...['--reporter', path.join(projectRoot, 'tools/testing/reporter.cjs')],
        ...(grep ? ['--grep', grep] : []),
        glob,
      ],
      { ...env, ...pick(totalsEnv, 'RUST_LAMBDA_TOTALS_DIR') },
    ),
  );

/** @param {NodeJS.ProcessEnv} env @param {string} name */
const pick = (env, name) => ({ [name]: env[name] });

/** @returns {Promise<Totals>} */
const lint = () => check('lint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']);
/** @returns {Promise<Totals>} */
const format = () =>
  check('format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']);

/** Environment with cargo-lambda, zig and one build cache for all fixtures. */
export async function rustEnvironment() {
  const { ensureCargoLambda } = await import('../setup/cargoLambda.mjs');
  const env = await ensureCargoLambda();
  return {
    ...process.env,
    ...env,
    // Dependencies of the fixtures are compiled once, whatever copy of a workspace a test works on.
    RUST_LAMBDA_TARGET_CACHE: path.join(toolsDir, 'target'),
    CARGO_TERM_COLOR: 'never',
    NODE_NO_WARNINGS: '1',
  };
}

/** @type {Record<string, {what: string, run: (options: Options) => Promise<Totals[]>}>} */
export const tiers = {
  static: {
    what: 'lint, format and types',
    run: async () => [
      await lint(),
      await format(),
      ...(await inTurn(['.', 'src/core', 'src/webview', 'test', 'tools'], (project) =>
        check(`types of ${project}`, [bin('typescript/bin/tsc'), '-p', project]),
      )),
    ],
  },
  unit: {
    what: 'pure code and small tools, in plain Node',
    run: async (options) => [await mocha('test/unit/**/*.test.{ts,mjs}', process.env, options)],
  },
  integration: {
    what: 'adapters with real cargo, cargo-lambda, functions and an AWS endpoint',
    run: async (options) => [await mocha('test/integration/**/*.test.ts', await rustEnvironment(), options)],
  },
  host: {
    what: 'the extension in a real extension host',
    run: async (options) => {
      const { buildHostSuites, copyWorkspace } = await import('./hostSuites.mjs');
      const { runHostTests } = await import('../vscode/hostTests.mjs');
      const env = await rustEnvironment();
      await buildExtension();
      const suites = await buildHostSuites();
      return inTurn(suites, (suite) =>
        collectTotals(`host, ${suite.workspace}`, async (totalsEnv) => {
          const folder = await temporaryFolder('host');
          atEnd(() => fs.rm(folder, { recursive: true, force: true, maxRetries: 3 }));
          const name = path.basename(suite.workspace);
          const workspace =
            suite.workspace === 'none'
              ? {}
              : { workspace: await copyWorkspace(suite.workspace, path.join(folder, name)) };
          process.stdout.write(`\n  in ${suite.workspace}${suite.trusted ? '' : ', untrusted'}\n`);
          return runHostTests({
            extensionDevelopmentPath: projectRoot,
            testsEntry: path.join(projectRoot, 'tools/testing/hostEntry.cjs'),
            ...workspace,
            trusted: suite.trusted,
            env: {
              ...env,
              ...pick(totalsEnv, 'RUST_LAMBDA_TOTALS_DIR'),
              RUST_LAMBDA_HOST_TEST_FILES: suite.files.join(path.delimiter),
              CARGO_TARGET_DIR: path.join(
                toolsDir,
                'target',
                path.basename(suite.workspace, '.code-workspace'),
              ),
              ...(options.grep ? { RUST_LAMBDA_GREP: options.grep } : {}),
            },
          });
        }),
      );
    },
  },
  ui: {
    what: "a person's path through the packed extension in a real window",
    run: async (options) => {
      const { packExtension } = await import('../package.mjs');
      const env = { ...(await rustEnvironment()), RUST_LAMBDA_VSIX: await packExtension() };
      const folder = path.join(projectRoot, 'test/ui');
      const files = (await fs.readdir(folder)).filter((file) => file.endsWith('.test.ts')).sort();
      // A process for each: a window that hangs takes nothing else with it.
      return inTurn(files, (file) => mocha(`test/ui/${file}`, env, options));
    },
  },
};

async function buildExtension() {
  const code = await runShown(
    process.execPath,
    [bin('webpack/bin/webpack.js'), '--mode', 'development'],
    process.env,
  );
  if (code !== 0) warn('webpack failed; the host tests will say what is missing');
}

/**
 * @template T, R
 * @param {readonly T[]} items @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>} one after the other: each may use the whole machine
 */
async function inTurn(items, work) {
  const results = [];
  for (const item of items) results.push(await work(item));
  return results;
}
