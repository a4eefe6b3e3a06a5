// @ts-check
// Tests inside a real extension host, in whichever VS Code this machine has. As a command:
//   node tools/vscode/hostTests.mjs --tests FILE [--workspace DIR] [--extension DIR] [--untrusted] [--timeout SECONDS]
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { main } from '../lib/lifetime.mjs';
import { ToolError } from '../lib/log.mjs';
import { isProgram, projectRoot } from '../lib/paths.mjs';
import { ensureVSCode } from '../setup/vscodeHost.mjs';

/**
 * @typedef {object} HostTests
 * @property {string} extensionDevelopmentPath folder of the extension under test
 * @property {string} testsEntry CommonJS module whose `run()` resolves when all tests passed and rejects otherwise
 * @property {string} [workspace] folder or .code-workspace file; default: an empty window
 * @property {boolean} trusted false: Restricted Mode
 * @property {NodeJS.ProcessEnv} env added to the environment of the extension host
 * @property {number} timeoutMs
 */

const TIMEOUT_MS = 15 * 60_000;

/**
 * @param {Partial<HostTests> & Pick<HostTests, 'testsEntry'>} wanted
 * @returns {Promise<number>} the exit code: 0 when all tests passed
 * @throws {ToolError} when there is no VS Code, or the tests do not finish
 */
export async function runHostTests(wanted) {
  /** @type {HostTests} */
  const tests = {
    extensionDevelopmentPath: projectRoot,
    trusted: true,
    env: {},
    timeoutMs: TIMEOUT_MS,
    ...wanted,
  };
  const host = await ensureVSCode();
  if (host.kind === 'desktop') return runInDesktop(host.program, tests);
  const { runInBrowser } = await import('./browserHostTests.mjs');
  return runInBrowser(tests);
}

/** @param {string} program @param {HostTests} tests @returns {Promise<number>} */
async function runInDesktop(
  program,
  { extensionDevelopmentPath, testsEntry, workspace, timeoutMs, ...rest },
) {
  const { startDesktop } = await import('./desktop.mjs');
  const content = {
    ...(workspace !== undefined && { workspace }),
    extensionDevelopmentPath,
    extensionTestsPath: testsEntry,
  };
  const { exited, stop } = await startDesktop({ program, content, args: ['--disable-gpu-sandbox'], ...rest });
  const code = await Promise.race([exited, delay(timeoutMs, undefined, { ref: false })]);
  if (code !== undefined) return code;
  await stop();
  throw new ToolError(
    `The host tests did not finish within ${timeoutMs / 1000} s.`,
    'See what the last test shown was waiting for, or allow more time.',
  );
}

if (isProgram(import.meta.url)) {
  void main(async () => {
    const { values } = parseArgs({
      options: {
        tests: { type: 'string' },
        workspace: { type: 'string', default: process.cwd() },
        extension: { type: 'string', default: projectRoot },
        untrusted: { type: 'boolean', default: false },
        timeout: { type: 'string', default: String(TIMEOUT_MS / 1000) },
      },
    });
    if (!values.tests)
      throw new ToolError('Which tests?', 'Name their entry: --tests dist-test/host/index.js');
    return runHostTests({
      testsEntry: values.tests,
      workspace: values.workspace,
      extensionDevelopmentPath: values.extension,
      trusted: !values.untrusted,
      timeoutMs: Number(values.timeout) * 1000,
    });
  });
}
