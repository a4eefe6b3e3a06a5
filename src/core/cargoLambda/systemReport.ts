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
 */
export const systemArgs = (packageName: string | undefined): readonly string[] => [
  ...['lambda', 'system', '--output-format', 'json'],
  ...(packageName === undefined ? [] : ['-p', packageName]),
];

/**
 * Reads what `systemArgs` printed; undefined when it says nothing we understand.
 * Unlike `build` that installs nothing: where there is exactly one way to install zig, `build` takes it unasked.
 */
export function parseSystemReport(stdout: string): SystemReport | undefined {
  const report = parseObject(stdout.trim());
  const zig = objectOf(report?.['zig']);
  if (!zig) return undefined;
  const config = objectOf(report?.['config']);
  const scope = objectOf(config?.['package']) ?? objectOf(objectOf(config?.['global'])?.['workspace']);
  const compiler = textOf(objectOf(objectOf(scope?.['build'])?.['compiler'])?.['type']);
  const choosesOther = compiler !== undefined && !compiler.includes('zigbuild');
  const options = zig['install_options'];
  if (Array.isArray(options)) {
    const installCommands = options.flatMap((option) => textOf(option) ?? []);
    return { zig: { kind: 'missing', installCommands }, choosesOther };
  }
  return textOf(zig['command']) === undefined ? undefined : { zig: { kind: 'found' }, choosesOther };
}

/** A command that cargo-lambda offers, as words; undefined when it is more than plain words. */
export const plainWords = (command: string): readonly string[] | undefined =>
  /^[\w@%+=:,./-]+( [\w@%+=:,./-]+)*$/.test(command) ? command.split(' ') : undefined;
