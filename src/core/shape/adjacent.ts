import type { Checker, Source } from './checker';
import { external, identifiedVariant, variantNamed } from './external';
import { below, type Path } from './problem';
import { acceptsAbsence, type EnumShape, type Variant } from './shape';
import { missing } from './structs';
import type { JsonNode } from './tree';

export type Adjacent = EnumShape & { readonly tagging: { readonly kind: 'adjacent' } };

/** `{"tag": "Variant", "content": …}` */
export function adjacent(
  checker: Checker,
  shape: Adjacent,
  node: JsonNode,
  source: Source,
  path: Path | undefined,
): boolean {
  const { tag, content: contentKey, denyUnknown } = shape.tagging;
  const expected = `adjacently tagged enum ${shape.name}`;
  if (node.kind === 'array') {
    const [first, second, third] = node.items;
    const variant = first && identifiedVariant(checker, shape, first, source, below(path, 0));
    if (first && !variant) return false;
    if (!variant || !second) return checker.wrongLength(node, node.items.length, expected, path);
    if (!carried(checker, shape.name, variant, second, source, below(path, 1))) return false;
    return third === undefined || checker.wrongLength(node, node.items.length, expected, path);
  }
  if (node.kind !== 'object') return checker.wrongType(node, expected, path);
  const tags = node.entries.filter(({ key }) => key.value === tag);
  const contents = node.entries.filter(({ key }) => key.value === contentKey);
  for (const [, again] of [tags, contents]) {
    if (!again) continue;
    const name = again.key.value;
    return checker.fail({ code: 'duplicate' }, `duplicate field \`${name}\``, again.key, below(path, name));
  }
  const unknown = denyUnknown
    ? node.entries.find(({ key }) => key.value !== tag && key.value !== contentKey)
    : undefined;
  if (unknown) {
    const known = [tag, contentKey];
    const message = `invalid value: string "${unknown.key.value}", expected ${known.map((name) => `"${name}"`).join(' or ')}`;
    const fault = { code: 'unknown', name: unknown.key.value, known } as const;
    return checker.fail(fault, message, unknown.key, below(path, unknown.key.value));
  }
  const [given] = tags;
  const [value] = contents;
  if (!given) return missing(checker, tag, node, path);
  const variant = adjacentTag(checker, shape, given.value, source, below(path, tag));
  if (!variant) return false;
  if (value) {
    // Content that comes before its tag is buffered until it is known what it is.
    const isFirst = value.key.offset < given.key.offset;
    const at = below(path, contentKey);
    if (isFirst && !checker.readable(value.value, at)) return false;
    return carried(checker, shape.name, variant, value.value, isFirst ? 'content' : source, at);
  }
  const isOptional =
    variant.form === 'unit' ||
    (variant.form === 'newtype' && acceptsAbsence(variant.shape, checker.definitions));
  return isOptional || missing(checker, contentKey, node, path);
}

/** Read as an enum of its own that has unit variants only: also `{"Variant": null}`. */
function adjacentTag(
  checker: Checker,
  shape: EnumShape,
  node: JsonNode,
  source: Source,
  path: Path,
): Variant | undefined {
  const units = shape.variants.map((variant): Variant => ({
    ...variant,
    form: 'unit',
    shape: { kind: 'unit', expected: 'unit' },
  }));
  const names = { ...shape, variants: units };
  if (!external(checker, names, node, source, path)) return undefined;
  const name =
    node.kind === 'string' ? node.value : node.kind === 'object' ? node.entries[0]?.key.value : undefined;
  return name === undefined ? undefined : variantNamed(shape, name);
}

function carried(
  checker: Checker,
  enumName: string,
  { names, rust, form, shape: unresolved }: Variant,
  node: JsonNode,
  source: Source,
  path: Path,
): boolean {
  if (form === 'unit') {
    const expected = `unit variant ${enumName}::${rust.name ?? names[0]}`;
    return node.kind === 'null' || checker.wrongType(node, expected, path);
  }
  const shape = checker.resolved(unresolved);
  // Here no array stands for the fields.
  return checker.accept(
    form === 'struct' && shape.kind === 'struct' ? { ...shape, asSequence: false } : shape,
    node,
    source,
    path,
  );
}
