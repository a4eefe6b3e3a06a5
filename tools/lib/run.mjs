// @ts-check
// Short commands, run to their end: argument arrays, never a shell.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ToolError } from './log.mjs';

const EXCERPT_LINES = 15;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; default: this process's own
 * @property {number} [timeoutMs] killed after this long
 * @property {string} [nextStep] what to do when the command fails
 * @property {boolean} [show] let it write to this terminal instead of collecting its output
 *
 * @typedef {object} Outcome
 * @property {number} code exit code; 1 for a command ended by a signal
 * @property {string} stdout empty with `show`
 * @property {string} stderr empty with `show`
 */

/**
 * @param {string} command @param {readonly string[]} args @param {RunOptions} options
 * @returns {Promise<Outcome>} rejects only when the command cannot be started
 */
function start(command, args, { cwd, env = process.env, timeoutMs, show }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      // Not spawn's `timeout`: its timer goes on after a command that could not be started.
      ...(timeoutMs && { signal: AbortSignal.timeout(timeoutMs) }),
      windowsHide: true,
      // Commands that would ask something fail instead of waiting for an answer nobody gives.
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/**
 * Runs a command that has to succeed.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} [options]
 * @returns {Promise<string>} its stdout
 * @throws {ToolError} with the beginning and the end of its output
 */
export async function run(command, args, options = {}) {
  const nextStep = options.nextStep ?? 'See the output above; the same command can be run by hand.';
  const line = [command, ...args].join(' ');
  const outcome = await start(command, args, options).catch((cause) => {
    throw new ToolError(`"${command}" could not be started: ${cause.message}`, nextStep, { cause });
  });
  if (outcome.code === 0) return outcome.stdout;
  const output = excerpt(`${outcome.stdout}\n${outcome.stderr}`.trim());
  throw new ToolError(`"${line}" ended with exit code ${outcome.code}.${output && `\n${output}`}`, nextStep);
}

/** @param {string} output @returns {string} its first and last lines: the reason is in the one or the other */
function excerpt(output) {
  const lines = output.split('\n');
  if (lines.length <= 2 * EXCERPT_LINES) return output;
  return [...lines.slice(0, EXCERPT_LINES), '…', ...lines.slice(-EXCERPT_LINES)].join('\n');
}

/**
 * Asks a command something that it may not know, such as its version.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} [options]
 * @returns {Promise<string | undefined>} its stdout; undefined when it is missing, fails or takes too long (20 s)
 */
export async function ask(command, args, options = {}) {
  try {
    const outcome = await start(command, args, { timeoutMs: 20_000, ...options });
    return outcome.code === 0 ? outcome.stdout : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name of a program @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} its absolute path, as a shell would find it on PATH
 */
export function which(name, env = process.env) {
  const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const endings = process.platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD;.BAT').split(';') : [''];
  for (const dir of (env[pathKey] ?? '').split(path.delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const file = path.join(dir, name + ending);
      try {
        fs.accessSync(file, fs.constants.X_OK);
        if (fs.statSync(file).isFile()) return file;
      } catch {
        // Not here: look in the next folder.
      }
    }
  }
  return undefined;
}

/**
 * npm, as a program that can be spawned without a shell on every platform (on Windows `npm` is a batch file).
 * @param {readonly string[]} args @param {RunOptions} [options]
 * @returns {Promise<string>} its stdout
 */
export function npm(args, options = {}) {
  if (process.platform !== 'win32') return run('npm', args, options);
  const cli = path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  return run(process.execPath, [cli, ...args], options);
}
