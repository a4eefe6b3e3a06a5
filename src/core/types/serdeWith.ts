/** `#[serde_as(as = "…")]` of the crate serde_with (3.24): what a field is read as. */
import { field, pathSegments, type SyntaxNode } from '../rust/syntax';
import type { Shape } from '../shape/shape';
import { metasOf, type Attributes } from './attributes';
import { genericArguments } from './declaration';
import { typeOf } from './define';
import { open, text } from './primitives';
import type { TypeScope } from './scope';
import type { Shapes } from './shapes';

/** What a field is read as, as written; undefined when it is read as its type says. */
export function serdeAs({ active }: Attributes): string | undefined {
  const meta = active.find(({ path }) => /(^|::)serde_as$/.test(path));
  const metas = meta ? metasOf(meta.list ?? '') : [];
  return metas.find(({ path }) => path === 'as' || path === 'deserialize_as')?.literal;
}

/** serde_as gives such fields a default. */
export const isOptionAs = (as: string | undefined): boolean => /^\s*Option\s*</.test(as ?? '');

/** Read from a string that is parsed. */
const parsed = new Set(['JsonString', 'DisplayFromStr', 'Base64', 'Hex']);
/** What numbers and the like are displayed as is their JSON. */
const holding = new Set(['JsonString', 'DisplayFromStr']);

export async function readAs(shapes: Shapes, as: string, type: SyntaxNode, scope: TypeScope): Promise<Shape> {
  const node = typeOf(shapes, as);
  return node ? conversion(shapes, node, type, scope) : open(`${as} is not complete`);
}

async function conversion(
  shapes: Shapes,
  as: SyntaxNode,
  type: SyntaxNode | undefined,
  scope: TypeScope,
): Promise<Shape> {
  const name = pathSegments(as).at(-1) ?? '';
  if (name === '_' || name === 'Same') return type ? shapes.type(type, scope) : open('its type is inferred');
  if (parsed.has(name)) {
    shapes.note(`what is in a string that is read as ${name} is not checked`);
    return holding.has(name) && type ? { kind: 'string', holds: await shapes.type(type, scope) } : text();
  }
  const [inner] = genericArguments(as);
  const isSame = type?.type === 'generic_type' && field(type, 'type')?.text === name;
  const of = inner && isSame ? await conversion(shapes, inner, genericArguments(type)[0], scope) : undefined;
  if (of && name === 'Option') return { kind: 'option', of };
  if (of && name === 'Vec') return { kind: 'seq', of };
  return open(`serde_with reads it as ${as.text}`);
}
