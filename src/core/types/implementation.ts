/** Finds the code by which a type is read that has no derive. */
import type { FunctionDefinition } from '../rust/definition';
import type { Module } from '../rust/module';
import { compiledChildren, field, nameOf, pathSegments, type SyntaxNode } from '../rust/syntax';
import type { Shape } from '../shape/shape';
import { genericArguments } from './declaration';
import type { TypeScope } from './scope';
import type { Shapes } from './shapes';

/** The `impl` may name the parameters of its type otherwise than the type does. */
export function implTypes(impl: SyntaxNode, { types }: TypeScope): ReadonlyMap<string, Shape> {
  const type = field(impl, 'type');
  const given = [...types].filter(([name]) => name !== 'Self');
  const named = (type ? genericArguments(type) : []).flatMap((arg, index): [string, Shape][] => {
    const shape = given[index]?.[1];
    return arg.type === 'type_identifier' && shape ? [[arg.text, shape]] : [];
  });
  return new Map(named);
}

export interface Implementation {
  readonly impl: SyntaxNode;
  readonly fn: FunctionDefinition;
}

/** More than any crate has in which a type without a derive is looked for. */
const maxModules = 100;

/** `fn deserialize` of `impl Deserialize for Name`: in the type's own module, else anywhere in its crate. */
export async function implementation(
  shapes: Shapes,
  own: Module,
  name: string,
): Promise<Implementation | undefined> {
  const waiting = [own, own.root];
  for (let index = 0; index < waiting.length && index < maxModules; index++) {
    const module = waiting[index];
    if (!module) continue;
    for (const item of module.items) {
      if (item.keyword === 'mod' && index > 0) {
        const child = await module.child(item);
        if (child && child !== own) waiting.push(child);
      }
      if (item.keyword !== 'impl' || !item.body) continue;
      const head = module.file.text.slice(item.start, item.body.start);
      if (!/\bDeserialize\b/.test(head) || !head.includes(name)) continue;
      const node = shapes.sources.item(module.file, item);
      const [trait, type] = node ? [pathOf(node, 'trait'), pathOf(node, 'type')] : [];
      if (!node || !trait || !type || !(await shapes.isDeserialize(module, trait))) continue;
      const implemented = await shapes.resolver.resolve(module, type, 'type');
      if (implemented?.kind !== 'type' || implemented.name !== name || implemented.module.id !== own.id)
        continue;
      const body = field(node, 'body');
      const fn = (body ? compiledChildren(body) : []).find((inner) => nameOf(inner) === 'deserialize');
      return fn && { impl: node, fn: { kind: 'function', module, node: fn, offset: item.start } };
    }
  }
  return undefined;
}

/** The path of a type or trait, without its arguments. */
function pathOf(node: SyntaxNode, name: string): readonly string[] | undefined {
  const part = field(node, name);
  return part && pathSegments(part);
}
