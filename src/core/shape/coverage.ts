/** How much of a payload a type knows: what serde passes over in silence is not told by accepting it. */
import { Checker } from './checker';
import { resolved, type EnumShape, type Field, type Shape, type ShapeSet, type StructShape } from './shape';
import type { Entry, JsonNode } from './tree';

export interface Coverage {
  /** Entries of objects that a field, a variant or a map of the type is for. */
  readonly known: number;
  /** Entries that are kept as they are, in a `Value` or in what is not known of the type. */
  readonly untyped: number;
  /** Entries that are not read. */
  readonly ignored: number;
  /** Where they are, the outermost alone: `Records[].s3.extra`. */
  readonly ignoredPaths: ReadonlySet<string>;
}

export function coverage(root: JsonNode, { root: shape, definitions }: ShapeSet): Coverage {
  const walk = new Walk(definitions);
  walk.value(shape, root, '');
  return walk;
}

type ObjectNode = JsonNode & { readonly kind: 'object' };

class Walk implements Coverage {
  known = 0;
  untyped = 0;
  ignored = 0;
  readonly ignoredPaths = new Set<string>();

  constructor(private readonly definitions: ShapeSet['definitions']) {}

  value(unresolved: Shape, node: JsonNode, path: string): void {
    const shape = resolved(unresolved, this.definitions);
    switch (shape.kind) {
      case 'option':
        this.value(shape.of, node, path);
        return;
      case 'seq':
        if (node.kind === 'array') for (const item of node.items) this.value(shape.of, item, `${path}[]`);
        return;
      case 'tuple':
        if (node.kind === 'array')
          for (const [index, { shape: of }] of shape.items.entries())
            if (node.items[index]) this.value(of, node.items[index], `${path}[]`);
        return;
      case 'map':
        if (node.kind !== 'object') return;
        // A map of Values says no more than a Value.
        if (isOpen(resolved(shape.of, this.definitions))) {
          this.untyped += entriesIn(node);
          return;
        }
        this.known += node.entries.length;
        for (const { value } of node.entries) this.value(shape.of, value, `${path}.*`);
        return;
      case 'struct':
        if (node.kind === 'object') this.#entries(shape, node, node.entries, path);
        return;
      case 'enum':
        this.#enum(shape, node, path);
        return;
      case 'union': {
        const fitting = shape.of.find((each) => this.#fits(each, node));
        if (fitting) this.value(fitting, node, path);
        return;
      }
      case 'any':
      case 'open':
      case 'ignored':
        this.untyped += entriesIn(node);
        return;
      default:
      // A plain value has no entries.
    }
  }

  #entries(shape: StructShape, node: ObjectNode, entries: readonly Entry[], path: string): void {
    const left = entries.filter(({ key, value }) => {
      const field = fieldNamed(shape, key.value);
      if (!field) return true;
      this.known++;
      this.value(field.shape, value, below(path, key.value));
      return false;
    });
    const rest = shape.flattened.reduce<readonly Entry[]>(
      (open, each) => this.#flattened(each, node, open, path),
      left,
    );
    for (const { key, value } of rest) {
      this.ignored += 1 + entriesIn(value);
      this.ignoredPaths.add(below(path, key.value));
    }
  }

  /** @returns the entries that are left for others */
  #flattened(unresolved: Shape, node: ObjectNode, entries: readonly Entry[], path: string): readonly Entry[] {
    const shape = resolved(unresolved, this.definitions);
    if (shape.kind === 'option') return this.#flattened(shape.of, node, entries, path);
    if (shape.kind === 'struct') {
      if (shape.flattened.length > 0) {
        this.#entries(shape, node, entries, path);
        return [];
      }
      const own = entries.filter(({ key }) => fieldNamed(shape, key.value));
      this.#entries(shape, node, own, path);
      return entries.filter((entry) => !own.includes(entry));
    }
    if (shape.kind === 'unit') return entries;
    if (shape.kind === 'enum') this.#enum(shape, { ...node, entries }, path);
    // A map is for whatever is left, whether it was meant or not.
    else for (const { value } of entries) this.untyped += 1 + entriesIn(value);
    return [];
  }

  #enum({ tagging, variants }: EnumShape, node: JsonNode, path: string): void {
    const named = (name: string): Shape | undefined =>
      variants.find(({ names }) => names.includes(name))?.shape;
    const textAt = (name: string): string => {
      const value = node.kind === 'object' ? valueOf(node, name) : undefined;
      return value?.kind === 'string' ? value.value : '';
    };
    if (tagging.kind === 'untagged') {
      const fitting = variants.find(({ shape }) => this.#fits(shape, node));
      if (fitting) this.value(fitting.shape, node, path);
    } else if (node.kind !== 'object') return;
    else if (tagging.kind === 'external') {
      this.known += node.entries.length;
      for (const { key, value } of node.entries) {
        const shape = named(key.value);
        if (shape) this.value(shape, value, below(path, key.value));
      }
    } else {
      const { tag } = tagging;
      const shape = named(textAt(tag));
      const rest = node.entries.filter(({ key }) => key.value !== tag);
      this.known += node.entries.length - rest.length;
      if (!shape) return;
      if (tagging.kind === 'internal') {
        this.value(shape, { ...node, entries: rest }, path);
        return;
      }
      const content = valueOf(node, tagging.content);
      this.known += rest.length;
      if (content) this.value(shape, content, below(path, tagging.content));
    }
  }

  #fits(shape: Shape, node: JsonNode): boolean {
    return new Checker(this.definitions).accept(shape, node, 'borrowed', undefined);
  }
}

const isOpen = ({ kind }: Shape): boolean => kind === 'any' || kind === 'open' || kind === 'ignored';

const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const fieldNamed = ({ fields }: StructShape, key: string): Field | undefined =>
  fields.find(({ name, aliases }) => name === key || aliases.includes(key));

const valueOf = ({ entries }: ObjectNode, name: string): JsonNode | undefined =>
  entries.find(({ key }) => key.value === name)?.value;

/** How many there are, at all depths. */
function entriesIn(node: JsonNode): number {
  if (node.kind === 'array') return node.items.reduce((count, item) => count + entriesIn(item), 0);
  if (node.kind !== 'object') return 0;
  return node.entries.reduce((count, { value }) => count + 1 + entriesIn(value), 0);
}
