/** Where serde_path_to_error can not tell the path: it sees what serde reads, and not what it has put aside. */
import type { Shape, ShapeSet } from '../../src/core/shape/shape';
import { partsOf } from '../../src/core/shape/parts';

/** Whether serde buffers some value of the type: for flattened fields, or until it is known which variant it is. */
export function isBuffered({ root, definitions }: ShapeSet): boolean {
  const seen = new Set<Shape>();
  const waiting = [root];
  for (let shape = waiting.pop(); shape; shape = waiting.pop()) {
    if (seen.has(shape)) continue;
    seen.add(shape);
    if (putsAside(shape)) return true;
    const of = shape.kind === 'ref' ? definitions.get(shape.id) : undefined;
    waiting.push(...(of ? [of] : partsOf(shape)));
  }
  return false;
}

function putsAside(shape: Shape): boolean {
  if (shape.kind === 'struct') return shape.flattened.length > 0;
  if (shape.kind !== 'enum') return false;
  return shape.tagging.kind !== 'external' || shape.variants.some(({ untagged }) => untagged);
}
