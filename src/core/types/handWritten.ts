/**
 * What a hand-written `fn deserialize` takes, where it is one of the few ways in which most are written: a type that is
 * read first and then looked at, or a visitor.
 */
import type { FunctionDefinition } from '../rust/definition';
import { pathSegments, type SyntaxNode } from '../rust/syntax';
import type { Shape } from '../shape/shape';
import { genericArguments, genericParameters } from './declaration';
import { implementation, implTypes } from './implementation';
import { knownFunction } from './knownCrates';
import { open } from './primitives';
import { okType, Reading } from './reading';
import type { TypeScope } from './scope';
import type { Found, Shapes } from './shapes';

/** A type whose `Deserialize` is no derive. */
export async function handWritten(shapes: Shapes, { module, item }: Found, scope: TypeScope): Promise<Shape> {
  const name = item.name ?? '';
  const found = await implementation(shapes, module, name);
  if (!found) return open(`${name} does not derive Deserialize`);
  const { impl, fn } = found;
  const shape = await new Reading(shapes, fn, implTypes(impl, scope), { isOfTrait: true }).shape();
  return shape ?? open(`${name} is read by code of its own`);
}

/** What a field of this type takes that has `deserialize_with`. */
export async function readWith(
  shapes: Shapes,
  path: string,
  type: SyntaxNode,
  scope: TypeScope,
): Promise<Shape> {
  const segments = path
    .replace(/\s+/g, '')
    .replace(/::<[^]*>/g, '')
    .split('::');
  const definition = await shapes.resolver.resolve(scope.module, segments);
  if (definition?.kind === 'external') {
    const known = knownFunction(definition.path);
    if (known) return shapes.known(known);
  }
  if (definition?.kind === 'function') {
    const types = await unify(shapes, definition, type, scope);
    const shape = await new Reading(shapes, definition, types).shape();
    if (shape) return shape;
  }
  // `with = "DurationDef"` is a type that stands for another one.
  const owner = definition
    ? undefined
    : await shapes.resolver.resolve(scope.module, segments.slice(0, -1), 'type');
  if (owner?.kind === 'type' && segments.at(-1) === 'deserialize') return shapes.inPlace(owner, scope);
  return open(`${path} reads it`);
}

/** The type parameters of a function that returns what a field of this type holds. */
async function unify(
  shapes: Shapes,
  { node }: FunctionDefinition,
  type: SyntaxNode,
  scope: TypeScope,
): Promise<ReadonlyMap<string, Shape>> {
  const names = new Set(genericParameters(node).map(({ name }) => name));
  const bound = new Map<string, Shape>();
  const match = async (returned: SyntaxNode, given: SyntaxNode): Promise<void> => {
    if (returned.type === 'type_identifier' && names.has(returned.text)) {
      bound.set(returned.text, await shapes.type(given, scope));
      return;
    }
    if (returned.type !== 'generic_type' || given.type !== 'generic_type') return;
    if (pathSegments(returned).at(-1) !== pathSegments(given).at(-1)) return;
    const inner = genericArguments(given);
    for (const [index, each] of genericArguments(returned).entries()) {
      const other = inner[index];
      if (other) await match(each, other);
    }
  };
  const returned = okType(node);
  if (returned) await match(returned, type);
  return bound;
}
