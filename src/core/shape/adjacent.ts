import type { Checker, Source } from './checker';
import { external, identifiedVariant, variantNamed } from './external';
import { below, type Path } from './problem';
import { mayLackContent, type EnumShape, type Variant } from './shape';
import { missing } from './structs';
import type { Entry, JsonNode } from './tree';

export type Adjacent = EnumShape & { readonly tagging: { readonly kind: 'adjacent' } };

/** `{"tag": "Variant", "content": …}` */
export function adjacent(
  checker: Checker,
  shape: Adjacent,
  node: JsonNode,
  source: Source,
  path: Path | undefined,
): boolean {
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
  return acceptTagAndContent(checker, shape, node, node.entries, source, path);
}

/** The keys of an object, or those of them that were left for a flattened enum: whichever of the two comes first. */
export function acceptTagAndContent(
  checker: Checker,
  shape: Adjacent,
  node: JsonNode,
  entries: Iterable<Entry>,
  source: Source,
  path: Path | undefined,
): boolean {
  const { tag, content: contentKey, denyUnknown } = shape.tagging;
  const contentPath = below(path, contentKey);
  let variant: Variant | undefined;
  let content: JsonNode | undefined;
  for (const { key, value } of entries) {
    if (!checker.readable(key, path)) return false;
    const at = below(path, key.value);
    if (key.value === tag) {
      if (variant) return checker.fail({ code: 'duplicate' }, `duplicate field \`${tag}\``, key, path);
      variant = adjacentTag(checker, shape, value, source, at);
      if (!variant) return false;
      if (content && !carried(checker, shape.name, variant, content, 'content', contentPath)) return false;
    } else if (key.value === contentKey) {
      if (content) return checker.fail({ code: 'duplicate' }, `duplicate field \`${contentKey}\``, key, path);
      content = value;
      // Before its tag it is buffered until it is known what it is.
      const isRead = variant
        ? carried(checker, shape.name, variant, value, source, contentPath)
        : checker.readable(value, contentPath);
      if (!isRead) return false;
    } else if (denyUnknown) {
      const known = [tag, contentKey];
      const message = `invalid value: string "${key.value}", expected ${known.map((name) => `"${name}"`).join(' or ')}`;
      return checker.fail({ code: 'unknown', name: key.value, known }, message, key, at);
    }
  }
  if (!variant) return missing(checker, tag, node, path);
  return (
    content !== undefined ||
    mayLackContent(variant, checker.definitions) ||
    missing(checker, contentKey, node, path)
  );
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
