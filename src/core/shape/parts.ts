import type { Shape } from './shape';

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
