/** What code that was written by hand takes, where it is one of the few ways in which most of it is written. */
import type { SyntaxNode } from '../rust/syntax';
import type { Shape } from '../shape/shape';
import { knownFunction } from './knownCrates';
import { open } from './primitives';
import type { TypeScope } from './scope';
import type { Found, Shapes } from './shapes';

/** A type whose `Deserialize` is no derive. */
export async function handWritten(_shapes: Shapes, { item }: Found, _scope: TypeScope): Promise<Shape> {
  return open(`${item.name} does not derive Deserialize`);
}

/** A field with `deserialize_with`, of this type. */
export async function readWith(
  shapes: Shapes,
  path: string,
  _type: SyntaxNode,
  scope: TypeScope,
): Promise<Shape> {
  const segments = path.replace(/::<[^]*>/g, '').split('::');
  const definition = await shapes.resolver.resolve(scope.module, segments);
  if (definition?.kind === 'external') {
    const known = knownFunction(definition.path);
    if (known) return shapes.known(known);
  }
  return open(`${path} reads it`);
}
