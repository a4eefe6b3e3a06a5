import type { Checker, Source } from './checker';
import { below, oneOf, unexpected, type Path } from './problem';
import type { EnumShape, Variant } from './shape';
import type { Entry, JsonNode } from './tree';

export const variantNamed = (shape: EnumShape, name: string): Variant | undefined =>
  shape.variants.find(({ names, other }) => !other && names.includes(name)) ??
  shape.variants.find(({ other }) => other);

export function unknownVariant(
  checker: Checker,
  shape: EnumShape,
  node: JsonNode,
  path: Path | undefined,
): false {
  const known = shape.variants.flatMap(({ names }) => [...names].sort());
  const name = node.kind === 'string' ? node.value : unexpected(node);
  const message = `unknown variant \`${name}\`, ${oneOf(known, 'there are no variants')}`;
  return checker.fail({ code: 'variant', known }, message, node, path);
}

/** A name where nothing but the name of a variant can be. */
export function identifiedVariant(
  checker: Checker,
  shape: EnumShape,
  node: JsonNode,
  source: Source,
  path: Path,
): Variant | undefined {
  // A buffered tag may also be the variant's number.
  if (node.kind === 'number' && source !== 'json' && /^\d+$/.test(node.raw)) {
    const variant = shape.variants.filter(({ other }) => !other)[Number(node.raw)];
    const other = shape.variants.find((each) => each.other);
    if (variant ?? other) return variant ?? other;
  }
  if (node.kind !== 'string') {
    checker.wrongType(node, 'variant identifier', path);
    return undefined;
  }
  if (!checker.readable(node, path)) return undefined;
  const variant = variantNamed(shape, node.value);
  if (!variant) unknownVariant(checker, shape, node, path);
  return variant;
}

/** `"Unit"` or `{"Variant": …}` */
export function external(
  checker: Checker,
  shape: EnumShape,
  node: JsonNode,
  source: Source,
  path: Path | undefined,
): boolean {
  if (node.kind === 'string') {
    if (!checker.readable(node, path)) return false;
    const variant = variantNamed(shape, node.value);
    if (!variant) return unknownVariant(checker, shape, node, path);
    if (variant.form === 'unit') return true;
    const message = `invalid type: unit variant, expected ${variant.form} variant`;
    return checker.fail({ code: 'type' }, message, node, below(path, node.value));
  }
  if (node.kind !== 'object') return checker.wrongType(node, 'string or map', path);
  const [entry, second] = node.entries;
  // From the text, the first is read before it is seen that there are more.
  if (entry && source === 'json' && !keyed(checker, shape, entry, source, path)) return false;
  if (!entry || second) {
    return checker.fail({ code: 'length' }, 'invalid value: map, expected map with a single key', node, path);
  }
  return source === 'json' || keyed(checker, shape, entry, source, path);
}

export function keyed(
  checker: Checker,
  shape: EnumShape,
  { key, value }: Entry,
  source: Source,
  path: Path | undefined,
): boolean {
  if (!checker.readable(key, path)) return false;
  const variant = variantNamed(shape, key.value);
  if (!variant) return unknownVariant(checker, shape, key, path);
  return checker.accept(variant.shape, value, source, below(path, key.value));
}
