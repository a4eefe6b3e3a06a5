/** Structs, and what `#[serde(flatten)]` makes of them (serde's `FlatMapDeserializer`). */
import type { Checker, Source } from './checker';
import { acceptFlatEnum } from './enums';
import { below, belowItem, oneOf, type Path } from './problem';
import { acceptsAbsence, type Field, type Shape, type StructShape } from './shape';
import { overflow } from './times';
import type { Entry, JsonNode } from './tree';

export function acceptStruct(
  checker: Checker,
  shape: StructShape,
  node: JsonNode,
  source: Source,
  path: Path | undefined,
): boolean {
  if (node.kind === 'object') return acceptEntries(checker, shape, node, node.entries, source, path);
  if (node.kind === 'array' && shape.asSequence) return acceptItems(checker, shape, node, source, path);
  return checker.wrongType(node, shape.expected, path);
}

/** The keys of an object, or those of them that were left for a flattened struct. */
export function acceptEntries(
  checker: Checker,
  shape: StructShape,
  node: JsonNode,
  entries: Iterable<Entry>,
  source: Source,
  path: Path | undefined,
): boolean {
  const { fields, flattened, denyUnknown } = shape;
  const values = new Array<JsonNode | undefined>(fields.length).fill(undefined);
  const left: Entry[] = [];
  let accepted = true as boolean;
  const also = (ok: boolean): boolean => {
    accepted &&= ok;
    // One fault is enough to know that it does not fit.
    return ok || !checker.isProbing;
  };
  for (const entry of entries) {
    const { key, value } = entry;
    const at = below(path, key.value);
    if (!also(checker.readable(key, path))) return false;
    const index = indexOfField(fields, key.value);
    const field = fields[index];
    if (field) {
      if (values[index]) {
        if (
          !field.doubtful &&
          !also(checker.fail({ code: 'duplicate' }, `duplicate field \`${field.name}\``, key, path))
        )
          return false;
      } else {
        values[index] = value;
        if (!also(checker.accept(field.shape, value, source, at))) return false;
      }
    } else if (flattened.length > 0) {
      if (!also(checker.readable(value, at))) return false;
      left.push(entry);
    } else if (denyUnknown) {
      if (!also(unknownField(checker, shape, key, at))) return false;
    }
  }
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (!field || values[index] || !isMissed(checker, field)) continue;
    if (!also(missing(checker, field.name, node, path))) return false;
  }
  if (flattened.length === 0) return accepted && isInTime(checker, shape, node, values, path);
  const pool = new Leftover(left, node);
  for (const each of flattened) if (!also(acceptFlat(checker, each, pool, path))) return false;
  const [unknown] = denyUnknown ? pool.entries : [];
  return unknown ? also(unknownField(checker, shape, unknown.key, path)) && accepted : accepted;
}

function isInTime(
  checker: Checker,
  { time }: StructShape,
  node: JsonNode,
  values: readonly (JsonNode | undefined)[],
  path: Path | undefined,
): boolean {
  const fault = time && overflow(time, values);
  return fault === undefined || checker.fail({ code: 'value' }, fault, node, path);
}

export const missing = (checker: Checker, name: string, node: JsonNode, path: Path | undefined): false =>
  checker.fail({ code: 'missing', name }, `missing field \`${name}\``, node, path);

const isMissed = (checker: Checker, { absent, shape }: Field): boolean =>
  absent === 'error' || (absent === 'byType' && !acceptsAbsence(shape, checker.definitions));

/** A loop of its own: it runs for every key of every payload that is typed. */
function indexOfField(fields: readonly Field[], key: string): number {
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (field && (field.name === key || field.aliases.includes(key))) return index;
  }
  return -1;
}

function unknownField(
  checker: Checker,
  { fields, flattened }: StructShape,
  key: Entry['key'],
  path: Path | undefined,
): false {
  const known = fields.flatMap(({ name, aliases }) => [name, ...aliases].sort());
  // With flattened fields the others are not known either.
  const hint = flattened.length > 0 ? '' : `, ${oneOf(known, 'there are no fields')}`;
  const message = `unknown field \`${key.value}\`${hint}`;
  return checker.fail({ code: 'unknown', name: key.value, known }, message, key, path);
}

/** The fields' values in their order. */
export function acceptItems(
  checker: Checker,
  shape: StructShape,
  node: JsonNode & { readonly kind: 'array' },
  source: Source,
  path: Path | undefined,
): boolean {
  // Which of them is whose is not known.
  if (shape.fields.some(({ doubtful }) => doubtful)) return true;
  let accepted = true;
  const count = shape.fields.length;
  const expected = `${shape.expected} with ${count} element${count === 1 ? '' : 's'}`;
  for (const [index, field] of shape.fields.entries()) {
    const item = node.items[index];
    if (!item && field.absent !== 'default') return checker.wrongLength(node, index, expected, path);
    if (item) accepted = checker.accept(field.shape, item, source, belowItem(node, index, path)) && accepted;
    if (!accepted && checker.isProbing) return false;
  }
  if (node.items.length > count) return checker.wrongLength(node, node.items.length, expected, path);
  return accepted && isInTime(checker, shape, node, node.items, path);
}

/** What the fields of a struct did not take, for its flattened ones. */
export class Leftover {
  readonly #taken = new Set<Entry>();

  constructor(
    private readonly all: readonly Entry[],
    /** What they are entries of. */
    readonly node: JsonNode,
  ) {}

  get entries(): readonly Entry[] {
    return this.#taken.size === 0 ? this.all : this.all.filter((entry) => !this.#taken.has(entry));
  }

  /** One after the other: what an optional struct had not come to when it failed is left for others. */
  *taking(isWanted: (key: string) => boolean): Generator<Entry, void> {
    for (const entry of this.all) {
      if (this.#taken.has(entry) || !isWanted(entry.key.value)) continue;
      this.#taken.add(entry);
      yield entry;
    }
  }

  /** As an object of its own, for types that read it without taking anything away. */
  get object(): JsonNode & { readonly kind: 'object' } {
    const { offset, length } = this.node;
    return { kind: 'object', entries: this.entries, depth: 1, offset, length };
  }
}

export function acceptFlat(
  checker: Checker,
  unresolved: Shape,
  pool: Leftover,
  path: Path | undefined,
): boolean {
  const shape = checker.resolved(unresolved);
  switch (shape.kind) {
    case 'open':
    case 'any':
    case 'ignored':
    case 'unit':
    case 'union':
      return true;
    case 'option':
      // None, when it does not fit.
      checker.probe(() => checker.within(() => acceptFlat(checker, shape.of, pool, path)));
      return true;
    case 'map':
      return checker.acceptMap(shape, pool.entries, 'borrowed', path);
    case 'struct': {
      const all = shape.flattened.length > 0;
      const entries = all ? pool.entries : pool.taking((key) => indexOfField(shape.fields, key) >= 0);
      return acceptEntries(checker, shape, pool.node, entries, all ? 'borrowed' : 'content', path);
    }
    case 'enum':
      return acceptFlatEnum(checker, shape, pool, path);
    default:
      return checker.fail({ code: 'type' }, 'can only flatten structs and maps', pool.node, path);
  }
}
