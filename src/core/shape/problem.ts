import type { Shape } from './shape';
import type { JsonNode } from './tree';

/** Where in a payload: keys and indexes from the root, the last first. */
export interface Path {
  readonly segment: string | number;
  readonly of: Path | undefined;
}

export const below = (of: Path | undefined, segment: string | number): Path => ({ segment, of });

/** @param index among the items that are left to be read */
export const belowItem = (
  { first = 0 }: JsonNode & { readonly kind: 'array' },
  index: number,
  of: Path | undefined,
): Path => below(of, first + index);

export function segments(path: Path | undefined): readonly (string | number)[] {
  const found: (string | number)[] = [];
  for (let at = path; at; at = at.of) found.unshift(at.segment);
  return found;
}

/** What a quick fix needs to know. */
export type Fault =
  | { readonly code: 'missing'; readonly name: string }
  | { readonly code: 'unknown'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'variant'; readonly known: readonly string[] }
  | { readonly code: 'duplicate' | 'type' | 'value' | 'length' | 'noVariant' | 'unreadable' };

export interface Problem {
  readonly fault: Fault;
  /** In serde's words, which are also what the function would say: English by design. */
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** What was read there, or the struct around a field that is missing or unknown. */
  readonly expected: Shape | undefined;
  /** UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
}

export function unexpected(node: JsonNode): string {
  switch (node.kind) {
    case 'string':
      return `string ${JSON.stringify(node.value)}`;
    case 'number':
      return isInteger(node.raw)
        ? `integer \`${node.raw}\``
        : `floating point \`${floatText(Number(node.raw))}\``;
    case 'boolean':
      return `boolean \`${node.value}\``;
    case 'null':
      return 'null';
    case 'array':
      return 'sequence';
    case 'object':
      return 'map';
  }
}

/** serde_json reads `-0` as a float, to keep its sign, and what no 64 bits hold. */
export function isInteger(raw: string): boolean {
  if (!/^-?\d+$/.test(raw) || raw === '-0') return false;
  if (raw.length < 16) return true;
  const value = BigInt(raw);
  return value >= -(2n ** 63n) && value < 2n ** 64n;
}

/** As serde_json writes floats: with a point, or with an exponent where they are large or small. */
export function floatText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-5 || size >= 1e16)) return value.toExponential();
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** serde's list of names: `expected one of …`. */
export function oneOf(names: readonly string[], nothing: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length === 0) return nothing;
  if (quoted.length === 1) return `expected ${quoted[0]}`;
  if (quoted.length === 2) return `expected ${quoted[0]} or ${quoted[1]}`;
  return `expected one of ${quoted.join(', ')}`;
}
