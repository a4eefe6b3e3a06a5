/** How much of a payload a type reads: many a type of AWS takes everything, for all its fields may be absent. */
import { resolved, type Shape, type ShapeSet, type StructShape } from '../../shape/shape';
import type { JsonNode } from '../../shape/tree';

interface Count {
  known: number;
  all: number;
}

/** @returns the keys that fields are for, of all keys that are where fields could be; 0 to 1 */
export function knownShare(node: JsonNode, { root, definitions }: ShapeSet): number {
  const total = new Counting(definitions).count(node, root, { known: 0, all: 0 });
  return share(total);
}

const share = ({ known, all }: Count): number => (all === 0 ? 1 : known / all);

interface Fields {
  readonly named: ReadonlyMap<string, Shape>;
  /** What else is flattened may take any. */
  readonly takesRest: boolean;
}

class Counting {
  /** Structs are met again and again. */
  readonly #fields = new Map<StructShape, Fields>();

  constructor(private readonly definitions: ShapeSet['definitions']) {}

  /** @param total to which it is added */
  count(node: JsonNode, unresolved: Shape, total: Count): Count {
    const shape = resolved(unresolved, this.definitions);
    switch (shape.kind) {
      case 'option':
        return this.count(node, shape.of, total);
      case 'seq':
        if (node.kind === 'array') for (const item of node.items) this.count(item, shape.of, total);
        return total;
      case 'map':
        if (node.kind === 'object') for (const { value } of node.entries) this.count(value, shape.of, total);
        return total;
      case 'struct':
        return this.#struct(node, shape, total);
      case 'enum':
        return this.#best(
          node,
          shape.variants.map((variant) => variant.shape),
          total,
        );
      case 'union':
        return this.#best(node, shape.of, total);
      default:
        return total;
    }
  }

  #struct(node: JsonNode, shape: StructShape, total: Count): Count {
    if (node.kind !== 'object') return total;
    const { named, takesRest } = this.#fieldsOf(shape);
    for (const { key, value } of node.entries) {
      const field = named.get(key.value);
      total.all++;
      if (field ?? takesRest) total.known++;
      if (field) this.count(value, field, total);
    }
    return total;
  }

  /** Of the shape that reads most of it. */
  #best(node: JsonNode, shapes: readonly Shape[], total: Count): Count {
    let best: Count = { known: 0, all: 0 };
    for (const shape of shapes) {
      const own = this.count(node, shape, { known: 0, all: 0 });
      if (own.all > 0 && (best.all === 0 || share(own) > share(best))) best = own;
    }
    total.known += best.known;
    total.all += best.all;
    return total;
  }

  #fieldsOf(shape: StructShape): Fields {
    const known = this.#fields.get(shape);
    if (known) return known;
    // Types may be flattened into themselves.
    this.#fields.set(shape, { named: new Map(), takesRest: true });
    const flat = shape.flattened.map((each): Fields => {
      const inner = resolved(each, this.definitions);
      return inner.kind === 'struct' ? this.#fieldsOf(inner) : { named: new Map(), takesRest: true };
    });
    const own = shape.fields.flatMap(({ name, aliases, shape: of }) =>
      [name, ...aliases].map((each): [string, Shape] => [each, of]),
    );
    const fields = {
      named: new Map([...flat.flatMap(({ named }) => [...named]), ...own]),
      takesRest: flat.some(({ takesRest }) => takesRest),
    };
    this.#fields.set(shape, fields);
    return fields;
  }
}
