import { objectOf, parseObject, textOf } from './json';

export interface SystemReport {
  readonly zig:
    | { readonly kind: 'found' }
    | {
        readonly kind: 'missing';
        /** E.g. `pip3 install ziglang`. */ readonly installCommands: readonly string[];
      };
  /** Cargo.toml, CargoLambda.toml or the environment choose a compiler other than zig for some package. */
  readonly choosesOther: boolean;
}

/**
 * Reads `cargo lambda system --output-format json`; undefined when it says nothing we understand.
 * Unlike `build` that installs nothing: where there is exactly one way to install zig, `build` takes it unasked.
 */
export function parseSystemReport(stdout: string): SystemReport | undefined {
  const report = parseObject(stdout.trim());
  const zig = objectOf(report?.['zig']);
  if (!zig) return undefined;
  const choosesOther = compilersIn(report?.['config']).some((type) => !type.includes('zigbuild'));
  const options = zig['install_options'];
  if (Array.isArray(options)) {
    const installCommands = options.flatMap((option) => textOf(option) ?? []);
    return { zig: { kind: 'missing', installCommands }, choosesOther };
  }
  return textOf(zig['command']) === undefined ? undefined : { zig: { kind: 'found' }, choosesOther };
}

/** `compiler: {type: "cargo", …}` lies at several depths: of the workspace, of a package, of a binary. */
function compilersIn(value: unknown): string[] {
  const object = objectOf(value);
  if (!object) return [];
  const type = textOf(objectOf(object['compiler'])?.['type']);
  return [...(type === undefined ? [] : [type]), ...Object.values(object).flatMap(compilersIn)];
}

/** A command that cargo-lambda offers, as words; undefined when it is more than plain words. */
export const plainWords = (command: string): readonly string[] | undefined =>
  /^[\w@%+=:,./-]+( [\w@%+=:,./-]+)*$/.test(command) ? command.split(' ') : undefined;
