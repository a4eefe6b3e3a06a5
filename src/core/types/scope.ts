import type { Item } from '../rust/items';
import type { Module } from '../rust/module';
import { children, field, nameOf, typeParameters, type SyntaxNode } from '../rust/syntax';
import type { Shape } from '../shape/shape';

/** What the names in a type mean: where it is written, and what the generic parameters there stand for. */
export interface TypeScope {
  readonly module: Module;
  readonly types: ReadonlyMap<string, Shape>;
  /** undefined: a value that can't be computed. */
  readonly consts: ReadonlyMap<string, number | undefined>;
  /** Items of the functions around it. */
  readonly locals?: ReadonlyMap<string, Item>;
}

export const scopeOf = (module: Module): TypeScope => ({ module, types: new Map(), consts: new Map() });

const keywords: Readonly<Record<string, string>> = {
  struct_item: 'struct',
  enum_item: 'enum',
  union_item: 'union',
  type_item: 'type',
  impl_item: 'impl',
};

/**
 * Types that a function declares in its own block, as items of its module.
 * @param offset where the text that `fn` was parsed from starts in its file
 */
export function localItems(fn: SyntaxNode, offset: number): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  const body = field(fn, 'body');
  let attributes: SyntaxNode[] = [];
  for (const node of body ? children(body) : []) {
    if (node.type === 'attribute_item') {
      attributes.push(node);
      continue;
    }
    const keyword = keywords[node.type];
    const name = nameOf(node);
    if (keyword !== undefined && name !== undefined) {
      const start = offset + node.startIndex;
      found.set(name, {
        keyword,
        name,
        from: offset + (attributes[0] ?? node).startIndex,
        start,
        end: offset + node.endIndex,
        attributes: attributes.map(({ text }) => text),
      });
    }
    attributes = [];
  }
  return found;
}

/** The types that the functions around a node declare; those of the innermost hide the others. */
export function itemsAround(node: SyntaxNode, offset: number): ReadonlyMap<string, Item> {
  const functions: SyntaxNode[] = [];
  for (let at = node.parent; at; at = at.parent) if (at.type === 'function_item') functions.unshift(at);
  return new Map(functions.flatMap((fn) => [...localItems(fn, offset)]));
}

/** The parameters of the functions and aliases around a node: whatever the module calls by these names is not meant. */
export function parametersAround(node: SyntaxNode): readonly string[] {
  const names: string[] = [];
  for (let at = node.parent; at; at = at.parent)
    if (at.type === 'function_item' || at.type === 'type_item') names.push(...typeParameters(at));
  return names;
}
