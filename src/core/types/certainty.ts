/** How sure a shape is. */
import type { Shape, ShapeSet } from '../shape/shape';

export interface Certainty {
  /**
   * `exact`: what passes is what serde takes. `partial`: something in it passes that serde may refuse. `unknown`: nothing
   * is known, anything passes.
   */
  readonly certainty: 'exact' | 'partial' | 'unknown';
  /** Why it is not exact, in words of the source. */
  readonly reasons: readonly string[];
}

/** @param loose per definition, and '' for what is in none: why serde may refuse what the shape takes */
export function certaintyOf(
  { root, definitions }: ShapeSet,
  loose: ReadonlyMap<string, ReadonlySet<string>>,
): Certainty {
  const reasons = new Set<string>(loose.get(''));
  const seen = new Set<string>();
  const waiting: Shape[] = [root];
  let isOpen = false;
  for (let shape = waiting.pop(); shape; shape = waiting.pop()) {
    if (shape.kind === 'open') {
      reasons.add(shape.why);
      isOpen ||= seen.size === 0 && shape === root;
    } else if (shape.kind === 'ref') {
      if (seen.has(shape.id)) continue;
      seen.add(shape.id);
      for (const why of loose.get(shape.id) ?? []) reasons.add(why);
      const definition = definitions.get(shape.id);
      if (definition) waiting.push(definition);
      isOpen ||= root.kind === 'ref' && root.id === shape.id && definition?.kind === 'open';
    } else waiting.push(...partsOf(shape));
  }
  const all = [...reasons];
  return { certainty: isOpen ? 'unknown' : all.length > 0 ? 'partial' : 'exact', reasons: all };
}

/** The shapes that a shape is made of. */
export function partsOf(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'option':
    case 'seq':
      return [shape.of];
    case 'map':
      return [shape.of, shape.key];
    case 'tuple':
      return shape.items.map((item) => item.shape);
    case 'struct':
      return [...shape.fields.map((field) => field.shape), ...shape.flattened];
    case 'enum':
      return shape.variants.map((variant) => variant.shape);
    case 'union':
      return shape.of;
    default:
      return [];
  }
}
