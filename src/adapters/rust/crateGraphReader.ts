import { dirname } from 'node:path';
import { RustLambdaError } from '../../core/errors';
import type { CrateGraphReader, CrateGraphRequest, ProcessRunner } from '../../core/ports';
import { crateGraph, type CrateGraph } from '../../core/types/crateGraph';

/** Where functions run: what is only for other systems is not looked at, and need not have been downloaded. */
const platform = 'x86_64-unknown-linux-gnu';

/** Megabytes of it are usual: every manifest of every dependency. */
const maxBytes = 200_000_000;

export const createCrateGraphReader = (runner: ProcessRunner): CrateGraphReader => ({
  read: (request) => readCrateGraph(runner, request),
});

/**
 * The crates that a workspace is built from, as `cargo metadata` tells them. Looking at a project changes nothing in it
 * and downloads nothing: without a Cargo.lock, or with crates missing, cargo refuses.
 * @throws RustLambdaError cargoFailed with what cargo says; programMissing
 */
export async function readCrateGraph(
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
