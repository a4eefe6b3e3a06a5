import { dirname } from 'node:path';
import { isError, RustLambdaError } from '../../core/errors';
import type { CrateGraphReader, CrateGraphRequest, ProcessRunner } from '../../core/ports';
import { crateGraph, type CrateGraph } from '../../core/types/crateGraph';

/** Where functions run: what is only for other systems is not looked at, and need not have been downloaded. */
const lambda = 'x86_64-unknown-linux-gnu';

/** What `cargo build` without a target builds for, and so downloads for; other machines' functions are Lambda's. */
const hosts: Readonly<Record<string, string>> = {
  'darwin arm64': 'aarch64-apple-darwin',
  'darwin x64': 'x86_64-apple-darwin',
  'win32 arm64': 'aarch64-pc-windows-msvc',
  'win32 x64': 'x86_64-pc-windows-msvc',
};

/** Megabytes of it are usual: every manifest of every dependency. */
const maxBytes = 200_000_000;

export const createCrateGraphReader = (runner: ProcessRunner): CrateGraphReader => ({
  read: (request) => readCrateGraph(runner, request),
});

/**
 * The crates that a workspace is built from, as `cargo metadata` tells them. Looking at a project changes nothing in it
 * and downloads nothing: without a Cargo.lock, or with crates missing, cargo refuses. Where only those for Lambda are
 * missing, those of this machine are the next best.
 * @param machine `process.platform` and `process.arch`
 * @throws RustLambdaError cargoFailed with what cargo says; programMissing
 */
export async function readCrateGraph(
  runner: ProcessRunner,
  request: CrateGraphRequest,
  machine = `${process.platform} ${process.arch}`,
): Promise<CrateGraph> {
  const host = hosts[machine];
  try {
    return await readFor(lambda, runner, request);
  } catch (error) {
    if (host === undefined || !isError(error, 'cargoFailed')) throw error;
    // What is missing for Lambda is what is told when this fails too.
    return readFor(host, runner, request).catch(() => Promise.reject(error));
  }
}

async function readFor(
  platform: string,
  runner: ProcessRunner,
  { manifestPath, cargo, featureFlags = [], signal }: CrateGraphRequest,
): Promise<CrateGraph> {
  const args = ['metadata', '--offline', '--locked', '--format-version', '1', '--color', 'never'];
  args.push('--filter-platform', platform, '--manifest-path', manifestPath, ...featureFlags);
  // Looking at a project is no reason for rustup (since 1.28) to install the toolchain that it names.
  const env = { RUSTUP_AUTO_INSTALL: '0', ...cargo.env };
  const { code, stdout, stderr } = await runner.run(
    { command: cargo.path, args, cwd: dirname(manifestPath), env },
    { maxBytes, ...(signal && { signal }) },
  );
  if (code === 0) return crateGraph(stdout);
  throw new RustLambdaError('cargoFailed', {
    manifestPath,
    message: stderr || `cargo metadata: ${code ?? 'killed'}`,
  });
}
