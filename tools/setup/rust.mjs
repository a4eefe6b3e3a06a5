// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { say, ToolError, warn } from '../lib/log.mjs';
import { toolsDir } from '../lib/paths.mjs';
import { ask, run } from '../lib/run.mjs';
import { isAtLeast, versionIn } from '../lib/version.mjs';

/** The first with edition 2024, which the samples use, and the oldest that cargo-lambda 1.9 builds with. */
const OLDEST_CARGO = '1.85.0';

/** Lambda's two architectures. */
const LAMBDA_TARGETS = ['x86_64-unknown-linux-gnu', 'aarch64-unknown-linux-gnu'];

/**
 * @returns {Promise<string>} version of cargo
 * @throws {ToolError} without cargo, or with one that is too old
 */
export async function ensureRust() {
  const version = versionIn(await ask('cargo', ['--version']));
  if (!version) {
    throw new ToolError(
      'There is no cargo on PATH.',
      'Install Rust: https://rustup.rs (then open a new terminal, so that PATH has ~/.cargo/bin).',
    );
  }
  if (!isAtLeast(version, OLDEST_CARGO)) {
    throw new ToolError(
      `This is cargo ${version}; ${OLDEST_CARGO} or newer is needed.`,
      'With rustup: "rustup update stable". Else install a current Rust: https://rustup.rs',
    );
  }
  return version;
}

/**
 * Adds the standard library for Lambda's two architectures. Builds for this machine's own work without: what can't be
 * added is a warning.
 */
export async function ensureLambdaTargets() {
  const sysroot = (await ask('rustc', ['--print', 'sysroot']))?.trim();
  if (!sysroot) return;
  if ((await missingTargets(sysroot)).length === 0) return;
  await fs.mkdir(toolsDir, { recursive: true });
  await withLock(path.join(toolsDir, 'rust-targets.lock'), async () => {
    const missing = await missingTargets(sysroot);
    if (missing.length === 0) return;
    say(`Adding Rust's standard library for ${missing.join(', ')} (rustup), to build for Lambda …`);
    try {
      await run('rustup', ['target', 'add', ...missing], {
        timeoutMs: 300_000,
        nextStep: `Without rustup, install rust-std for ${missing.join(', ')} with the package manager Rust came from.`,
      });
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      warn(`${error.message}\n  Building for ${missing.join(', ')} will fail. → ${error.nextStep}`);
    }
  });
}

/** @param {string} sysroot @returns {Promise<string[]>} */
async function missingTargets(sysroot) {
  const present = await fs
    .readdir(path.join(sysroot, 'lib/rustlib'))
    .catch(() => /** @type {string[]} */ ([]));
  return LAMBDA_TARGETS.filter((target) => !present.includes(target));
}
