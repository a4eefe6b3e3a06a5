/** How much of a payload a type reads: many a type of AWS takes everything, for all its fields may be absent. */
import { resolved, type Shape, type ShapeSet, type StructShape } from '../../shape/shape';
import type { JsonNode } from '../../shape/tree';

interface Count {
  readonly known: number;
  readonly all: number;
}

const none: Count = { known: 0, all: 0 };
const plus = (a: Count, b: Count): Count => ({ known: a.known + b.known, all: a.all + b.all });
const share = ({ known, all }: Count): number => (all === 0 ? 1 : known / all);

/** @returns the keys that fields are for, of all keys that are where fields could be; 0 to 1 */
export const knownShare = (node: JsonNode, { root, definitions }: ShapeSet): number =>
  share(count(node, root, definitions));

function count(node: JsonNode, unresolved: Shape, definitions: ShapeSet['definitions']): Count {
  const shape = resolved(unresolved, definitions);
  const of = (each: JsonNode, as: Shape): Count => count(each, as, definitions);
  switch (shape.kind) {
    case 'option':
      return of(node, shape.of);
    case 'seq':
      return node.kind === 'array' ? node.items.map((item) => of(item, shape.of)).reduce(plus, none) : none;
    case 'map':
      return node.kind === 'object'
        ? node.entries.map(({ value }) => of(value, shape.of)).reduce(plus, none)
        : none;
    case 'struct':
      return struct(node, shape, definitions);
    case 'enum':
      return best(shape.variants.map((variant) => of(node, variant.shape)));
    case 'union':
      return best(shape.of.map((each) => of(node, each)));
    default:
      return none;
  }
}

const best = (counts: readonly Count[]): Count =>
  counts.reduce((a, b) => (b.all > 0 && (a.all === 0 || share(b) > share(a)) ? b : a), none);

function struct(node: JsonNode, shape: StructShape, definitions: ShapeSet['definitions']): Count {
  if (node.kind !== 'object') return none;
  const { fields, takesRest } = fieldsOf(shape, definitions);
  return node.entries
    .map(({ key, value }): Count => {
      const field = fields.find(({ name, aliases }) => name === key.value || aliases.includes(key.value));
      if (field) return plus({ known: 1, all: 1 }, count(value, field.shape, definitions));
      return { known: takesRest ? 1 : 0, all: 1 };
    })
    .reduce(plus, none);
}

/** With those of flattened structs; what else is flattened may take any. */
function fieldsOf(
  shape: StructShape,
  definitions: ShapeSet['definitions'],
  depth = 0,
): { readonly fields: StructShape['fields']; readonly takesRest: boolean } {
  const flat = shape.flattened.map((each) => {
    const inner = resolved(each, definitions);
    return inner.kind === 'struct' && depth < 10
      ? fieldsOf(inner, definitions, depth + 1)
      : { fields: [], takesRest: true };
  });
  return {
    fields: [...shape.fields, ...flat.flatMap(({ fields }) => fields)],
    takesRest: flat.some(({ takesRest }) => takesRest),
  };
}
