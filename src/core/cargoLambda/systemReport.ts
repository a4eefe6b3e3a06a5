import { objectOf, parseObject, textOf } from './json';

export interface SystemReport {
  readonly zig:
    | { readonly kind: 'found' }
    | {
        readonly kind: 'missing';
        /** E.g. `pip3 install ziglang`. */ readonly installCommands: readonly string[];
      };
  /** Cargo.toml or CargoLambda.toml choose a compiler other than zig for what was asked about. */
  readonly choosesOther: boolean;
}

/**
 * `cargo lambda system` about one package, or about a Cargo workspace as a whole: what single packages choose does
 * not count there, since others of it are built with zig.
 * @param name of a package, or of a binary (cargo-lambda 1.9.2 takes either), whose own configuration then counts
 */
export const systemArgs = (name: string | undefined): readonly string[] => [
  ...['lambda', 'system', '--output-format', 'json'],
  ...(name === undefined ? [] : ['-p', name]),
];

/**
 * Reads what `systemArgs` printed; undefined when it says nothing we understand.
 * Unlike `build` that installs nothing: where there is exactly one way to install zig, `build` takes it unasked.
 */
export function parseSystemReport(stdout: string): SystemReport | undefined {
  const report = parseObject(stdout.trim());
  const zig = objectOf(report?.['zig']);
  if (!zig) return undefined;
  const compiler = textOf(objectOf(objectOf(configIn(report)?.['build'])?.['compiler'])?.['type']);
  const choosesOther = compiler !== undefined && !compiler.includes('zigbuild');
  const options = zig['install_options'];
  if (Array.isArray(options)) {
    const installCommands = options.flatMap((option) => textOf(option) ?? []);
    return { zig: { kind: 'missing', installCommands }, choosesOther };
  }
  return textOf(zig['command']) === undefined ? undefined : { zig: { kind: 'found' }, choosesOther };
}

/** Where `cargo lambda deploy` goes when its options don't say. */
export interface DeployConfig {
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
}

/**
 * Reads what `systemArgs` of a binary printed: what Cargo.toml, CargoLambda.toml and CARGO_LAMBDA_DEPLOY.* come to
 * together; undefined when it says nothing we understand.
 */
export function parseDeployConfig(stdout: string): DeployConfig | undefined {
  const config = configIn(parseObject(stdout.trim()));
  if (!config) return undefined;
  const deploy = objectOf(config['deploy']);
  const [profile, region, endpoint] = ['profile', 'region', 'endpoint_url'].map((key) =>
    textOf(deploy?.[key]),
  );
  return { ...(profile && { profile }), ...(region && { region }), ...(endpoint && { endpoint }) };
}

function configIn(report: ReturnType<typeof parseObject>): ReturnType<typeof objectOf> {
  const config = objectOf(report?.['config']);
  return objectOf(config?.['package']) ?? objectOf(objectOf(config?.['global'])?.['workspace']);
}

/** A command that cargo-lambda offers, as words; undefined when it is more than plain words. */
export const plainWords = (command: string): readonly string[] | undefined =>
  /^[\w@%+=:,./-]+( [\w@%+=:,./-]+)*$/.test(command) ? command.split(' ') : undefined;
