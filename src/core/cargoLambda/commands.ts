/** Command lines of cargo and cargo lambda as data. Flags as cargo-lambda 1.8.0 to 1.9.2 take them. */
import type { CommandLine, LocalAddress } from '../ports';

export type Architecture = 'x86_64' | 'arm64';
export type Compiler = 'cargo-zigbuild' | 'cargo' | 'cross';

export interface ReleaseChoice {
  readonly architecture: Architecture;
  readonly compiler: Compiler;
}

export interface BuildTarget {
  readonly workspaceRoot: string;
  /** Without it, the whole Cargo workspace. */
  readonly packageName?: string;
  /** Without it, every binary. */
  readonly binaryName?: string;
  readonly extension?: boolean;
}

/** What settings say about every command. */
export interface CargoSettings {
  readonly cargoPath: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface BuildOptions extends CargoSettings {
  readonly release: boolean;
  /** Without it cargo-lambda takes this machine's, or x86_64 where Lambda lacks this machine's. */
  readonly architecture?: Architecture;
  /**
   * Without it Cargo.toml, CARGO_LAMBDA_COMPILER or cargo-lambda's default (zig) decides. Changing it makes cargo
   * compile everything again.
   */
  readonly compiler?: Compiler;
  readonly extraArgs?: readonly string[];
}

/** Never both: cargo-lambda takes them together, and builds for arm64. */
const architectureFlag: Readonly<Record<Architecture, string>> = { x86_64: '--x86-64', arm64: '--arm64' };

/** `cargo lambda build`, as a person would type it. */
export function buildCommand(target: BuildTarget, options: BuildOptions): CommandLine {
  const { architecture, compiler } = options;
  return {
    command: options.cargoPath,
    args: [
      'lambda',
      'build',
      ...(options.release ? ['--release'] : []),
      ...(architecture === undefined ? [] : [architectureFlag[architecture]]),
      ...(compiler === undefined ? [] : ['--compiler', compiler]),
      ...(target.packageName === undefined ? [] : ['-p', target.packageName]),
      ...(target.binaryName === undefined ? [] : ['--bin', target.binaryName]),
      ...(target.extension ? ['--extension'] : []),
      ...(options.extraArgs ?? []),
    ],
    cwd: target.workspaceRoot,
    env: options.env,
  };
}

/**
 * `cargo build` of one binary exactly as `cargo lambda watch` will run it (`cargo run --manifest-path Cargo.toml
 * --bin NAME` in the Cargo workspace's root). Adding `-p` would have cargo unite features over fewer packages, and
 * then the first invocation would compile everything again.
 */
export const watchedBuildCommand = (
  workspaceRoot: string,
  binaryName: string,
  { cargoPath, env, watchArgs = [] }: CargoSettings & { readonly watchArgs?: readonly string[] },
): CommandLine => ({
  command: cargoPath,
  args: ['build', '--manifest-path', 'Cargo.toml', '--bin', binaryName, ...compilerArguments(watchArgs)],
  cwd: workspaceRoot,
  env,
});

const compilerFlags =
  /^(-r|--(release|all-features|no-default-features|frozen|locked|offline|ignore-rust-version|keep-going))$/;
const compilerOptions = /^(-[FjZ]|--(profile|target|target-dir|features|jobs|config))$/;

/** Those arguments of `cargo lambda watch` (1.9.2) that it hands on to cargo, and that decide what is compiled. */
const compilerArguments = (args: readonly string[]): readonly string[] =>
  argumentsOf(args, compilerFlags, compilerOptions);

/**
 * Those of cargo's arguments that choose features, as its other commands take them too
 * (https://doc.rust-lang.org/cargo/reference/features.html#command-line-feature-options).
 */
export const featureArguments = (args: readonly string[]): readonly string[] =>
  argumentsOf(args, /^--(all-features|no-default-features)$/, /^(-F|--features)$/);

/** @param options those that take a value, which may be part of the argument: `--name=value`, `-nvalue` */
function argumentsOf(args: readonly string[], flags: RegExp, options: RegExp): readonly string[] {
  return args.flatMap((arg, index) => {
    const [name = ''] = arg.split('=', 1);
    if (flags.test(arg) || (arg !== name && options.test(name))) return [arg];
    const value = args[index + 1];
    if (options.test(arg) && value !== undefined) return [arg, value];
    return /^-[^-]./.test(arg) && options.test(arg.slice(0, 2)) ? [arg] : [];
  });
}

/**
 * `cargo lambda watch` for all functions of a Cargo workspace: in its root and without `-p`, since with a package
 * or a member's folder the functions of other members hang instead of being unknown.
 * The address is IPv4 by number: `localhost` is refused, and the default `::` is open to the network.
 */
export const watchCommand = (
  workspaceRoot: string,
  address: LocalAddress,
  { cargoPath, env, extraArgs }: CargoSettings & { readonly extraArgs: readonly string[] },
): CommandLine => ({
  command: cargoPath,
  args: [
    'lambda',
    'watch',
    '--invoke-address',
    address.host,
    '--invoke-port',
    String(address.port),
    ...extraArgs,
  ],
  cwd: workspaceRoot,
  env,
});

/** `cargo lambda invoke` for a function of a running watch, with the smallest payload there is. */
export const invokeCommand = (
  workspaceRoot: string,
  binaryName: string,
  address: LocalAddress,
  { cargoPath, env }: CargoSettings,
): CommandLine => ({
  command: cargoPath,
  args: [
    'lambda',
    'invoke',
    binaryName,
    '--invoke-address',
    address.host,
    '--invoke-port',
    String(address.port),
    '--data-ascii',
    '{}',
  ],
  cwd: workspaceRoot,
  env,
});

/**
 * Flags to add so that a build tells its problems as data, with the text rustc would have printed in them. None
 * when it chose a format of its own.
 */
export const readingArgs = ({ args }: Pick<CommandLine, 'args'>): readonly string[] =>
  args.some((arg) => arg.startsWith('--message-format'))
    ? []
    : ['--message-format', 'json-diagnostic-rendered-ansi'];

/**
 * Environment in which cargo, cargo-lambda and rustc print for a terminal although their output is a pipe.
 * @param columns width of the terminal: cargo can't ask a pipe for it
 */
export const terminalEnvironment = (columns: number): Record<string, string> => ({
  CARGO_TERM_COLOR: 'always',
  CARGO_LAMBDA_COLOR: 'always',
  CARGO_TERM_PROGRESS_WHEN: 'always',
  CARGO_TERM_PROGRESS_WIDTH: String(columns),
});
