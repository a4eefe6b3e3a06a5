import { objectOf, parseObject, textOf } from './json';

export type ZigState =
  { readonly kind: 'found' } | { readonly kind: 'missing'; readonly installCommands: readonly string[] };

/**
 * What `cargo lambda system --output-format json` says of zig; undefined when it says nothing we understand.
 * Unlike `build` it installs nothing: with exactly one way to do it, `build` runs that unasked.
 */
export function zigIn(stdout: string): ZigState | undefined {
  const zig = objectOf(parseObject(stdout.trim())?.['zig']);
  if (!zig) return undefined;
  const options = zig['install_options'];
  if (Array.isArray(options)) {
    return { kind: 'missing', installCommands: options.flatMap((option) => textOf(option) ?? []) };
  }
  return textOf(zig['command']) === undefined ? undefined : { kind: 'found' };
}
