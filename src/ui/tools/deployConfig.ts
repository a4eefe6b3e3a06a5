import type { CargoSettings } from '../../core/cargoLambda/commands';
import { parseDeployConfig, systemArgs, type DeployConfig } from '../../core/cargoLambda/systemReport';
import { RustLambdaError } from '../../core/errors';
import type { ProcessRunner } from '../../core/ports';

/** @throws RustLambdaError commandFailed: a broken manifest, say */
export async function readDeployConfig(
  runner: ProcessRunner,
  binaryName: string,
  cwd: string,
  { cargoPath, env }: CargoSettings,
): Promise<DeployConfig> {
  const args = systemArgs(binaryName);
  const { stdout, stderr, code, signal } = await runner.run({ command: cargoPath, args, cwd, env });
  const config = code === 0 ? parseDeployConfig(stdout) : undefined;
  if (config) return config;
  const command = [cargoPath, ...args].join(' ');
  throw new RustLambdaError('commandFailed', { command, code, signal, output: stderr.trim(), unseen: true });
}
