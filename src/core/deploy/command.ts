import type { CommandLine } from '../ports';
import type { LambdaBinary } from '../project/model';
import type { ResolvedTarget } from './target';

export interface DeployCommandInputs {
  readonly cargoPath: string;
  readonly binary: Pick<LambdaBinary, 'name' | 'kind' | 'workspaceRoot'>;
  /** Name in AWS of the function, or of the layer for an extension. */
  readonly name: string;
  readonly target: ResolvedTarget;
  /** `rustLambda.env` */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * `cargo lambda deploy`, with everything spelt out that the plan promises. Measured with cargo-lambda 1.9.2:
 * - AWS_PROFILE loses against keys in the environment there, while the SDK prefers it: without `--profile` the
 *   account shown could be another than the one deployed to;
 * - `endpoint_url` of a profile is ignored, `--endpoint-url` is not;
 * - a profile, region or endpoint that Cargo.toml or CargoLambda.toml name counts unless its option is given;
 * - with several binaries in the Cargo workspace the binary has to be named.
 */
export function deployCommand({ cargoPath, binary, name, target, env }: DeployCommandInputs): CommandLine {
  const { profile, region, endpoint, handOver } = target;
  return {
    command: cargoPath,
    args: [
      'lambda',
      'deploy',
      name,
      ...(binary.kind === 'extension' ? ['--extension'] : []),
      ...(name === binary.name ? [] : ['--binary-name', binary.name]),
      // Credentials in the environment are looked at only when no profile is named.
      ...(profile && !handOver ? ['--profile', profile.value] : []),
      ...(region ? ['--region', region.value] : []),
      ...(endpoint ? ['--endpoint-url', endpoint.value] : []),
      '--output-format',
      'json',
    ],
    cwd: binary.workspaceRoot,
    env: withoutAws(env),
  };
}

/** Such variables are for functions that run here: the plan knows nothing of them, and they decide where one deploys. */
const withoutAws = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^AWS_/i.test(name)));
