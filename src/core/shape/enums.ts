/** The four ways in which an enum is written. https://serde.rs/enum-representations.html */
import type { Checker, Source } from './checker';
import { acceptTagAndContent, adjacent, type Adjacent } from './adjacent';
import { external, identifiedVariant, keyed } from './external';
import { below, belowItem, type Path } from './problem';
import type { EnumShape, Variant } from './shape';
import { acceptStruct, missing, type Leftover } from './structs';
import type { Entry, JsonNode } from './tree';

type Internal = EnumShape & { readonly tagging: { readonly kind: 'internal' } };

export function acceptVariants(
  checker: Checker,
  shape: EnumShape,
  node: JsonNode,
  source: Source,
  path: Path | undefined,
): boolean {
  if (shape.tagging.kind === 'untagged') return untagged(checker, shape, shape.variants, node, path);
  const last = shape.variants.filter((variant) => variant.untagged);
  if (last.length === 0) return tagged(checker, shape, node, source, path);
  // Buffered, tried with a tag first, then without.
  if (!checker.readable(node, path)) return false;
  const rest = { ...shape, variants: shape.variants.filter((variant) => !variant.untagged) };
  if (checker.probe(() => tagged(checker, rest, node, 'borrowed', path))) return true;
  return untagged(checker, shape, last, node, path);
}

function tagged(
  checker: Checker,
  shape: EnumShape,
  node: JsonNode,
  source: Source,
  path: Path | undefined,
): boolean {
  if (isInternal(shape)) return internal(checker, shape, node, source, path);
  if (isAdjacent(shape)) return adjacent(checker, shape, node, source, path);
  return external(checker, shape, node, source, path);
}

const isInternal = (shape: EnumShape): shape is Internal => shape.tagging.kind === 'internal';
const isAdjacent = (shape: EnumShape): shape is Adjacent => shape.tagging.kind === 'adjacent';

/** `{"tag": "Variant", …its fields}` */
function internal(
  checker: Checker,
  shape: Internal,
  node: JsonNode,
  source: Source,
  path: Path | undefined,
): boolean {
  const { tag } = shape.tagging;
  if (node.kind === 'array') {
    const [first, ...items] = node.items;
    if (!first) return missing(checker, tag, node, path);
    const variant = identifiedVariant(checker, shape, first, source, below(path, 0));
    if (!variant) return false;
    // Kept, as it is in an object.
    const rest = { ...node, items, first: 1 };
    if (!items.every((item, index) => checker.readable(item, belowItem(rest, index, path)))) return false;
    return content(checker, variant, rest, path);
  }
  if (node.kind !== 'object') return checker.wrongType(node, `internally tagged enum ${shape.name}`, path);
  let variant: Variant | undefined;
  const entries: Entry[] = [];
  for (const entry of node.entries) {
    const { key, value } = entry;
    const at = below(path, key.value);
    if (key.value !== tag) {
      // Kept until it is known what it is.
      if (!checker.readable(key, path) || !checker.readable(value, at)) return false;
      entries.push(entry);
    } else {
      if (variant) return checker.fail({ code: 'duplicate' }, `duplicate field \`${tag}\``, key, path);
      variant = identifiedVariant(checker, shape, value, source, at);
      if (!variant) return false;
    }
  }
  if (!variant) return missing(checker, tag, node, path);
  return content(checker, variant, { ...node, entries }, path);
}

/** What an internally tagged variant is made of: all but the tag. */
function content(
  checker: Checker,
  { form, shape: unresolved }: Variant,
  rest: JsonNode & { readonly kind: 'object' | 'array' },
  path: Path | undefined,
): boolean {
  const shape = checker.resolved(unresolved);
  if (form === 'unit') {
    if (rest.kind === 'object' || rest.items.length === 0) return true;
    return checker.wrongLength(rest, rest.items.length, '0 elements in sequence', path);
  }
  if (form !== 'struct' || shape.kind !== 'struct') return checker.accept(shape, rest, 'content', path);
  return acceptStruct(checker, shape, rest, 'content', path);
}

/** The first variant that fits. */
function untagged(
  checker: Checker,
  { name }: EnumShape,
  variants: readonly Variant[],
  node: JsonNode,
  path: Path | undefined,
): boolean {
  if (!checker.readable(node, path)) return false;
  const fits = variants.some((variant) => checker.probe(() => withoutTag(checker, variant, node, path)));
  if (fits) return true;
  return checker.fail(
    { code: 'noVariant' },
    `data did not match any variant of untagged enum ${name}`,
    node,
    path,
  );
}

function withoutTag(
  checker: Checker,
  { form, shape }: Variant,
  node: JsonNode,
  path: Path | undefined,
): boolean {
  if (form === 'unit') return node.kind === 'null';
  if (form === 'struct' && node.kind !== 'object') return false;
  return checker.accept(shape, node, 'borrowed', path);
}

export function acceptFlatEnum(
  checker: Checker,
  shape: EnumShape,
  pool: Leftover,
  path: Path | undefined,
): boolean {
  // Those with untagged variants are buffered as a whole.
  const isLazy = !shape.variants.some((variant) => variant.untagged);
  if (shape.tagging.kind === 'external' && isLazy) {
    const [entry] = pool.taking((key) => shape.variants.some(({ names }) => names.includes(key)));
    if (entry) return keyed(checker, shape, entry, 'content', path);
    const message = `no variant of enum ${shape.name} found in flattened data`;
    return checker.fail({ code: 'noVariant' }, message, pool.node, path);
  }
  if (isAdjacent(shape) && isLazy) {
    const { tag, content: contentKey } = shape.tagging;
    const entries = pool.taking((key) => key === tag || key === contentKey);
    return acceptTagAndContent(checker, shape, pool.node, entries, 'content', path);
  }
  return acceptVariants(checker, shape, pool.object, 'borrowed', path);
}
