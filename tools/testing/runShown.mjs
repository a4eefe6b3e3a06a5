// @ts-check
import { spawn } from 'node:child_process';
import { projectRoot } from '../lib/paths.mjs';

/**
 * Runs a command whose output goes straight to this terminal.
 * @param {string} command @param {readonly string[]} args @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code; 1 for a signal
 */
export function runShown(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
