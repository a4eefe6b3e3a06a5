/** Which `impl`s a type of this workspace has, and what they hold. */
import {
  functionIn,
  headOf,
  type Definition,
  type FunctionDefinition,
  type TypeDefinition,
} from './definition';
import type { Item } from './items';
import type { Module } from './module';
import { field, pathSegments, type SyntaxNode } from './syntax';

export interface Implementation {
  readonly module: Module;
  readonly item: Item;
  /** The `impl` without its body. */
  readonly head: SyntaxNode;
}

export interface TypeResolver {
  /** What a path means as a type. */
  type(module: Module, path: readonly string[]): Promise<Definition | undefined>;
  /** One step of many; false when there were too many. */
  step(): boolean;
}

/** `Type::function`: of an `impl Type` in the type's own module or elsewhere in its crate, or of a trait that it has. */
export async function associatedFunction(
  resolver: TypeResolver,
  type: TypeDefinition,
  name: string,
): Promise<FunctionDefinition | undefined> {
  const traits: FunctionDefinition[] = [];
  for await (const { module, item, head } of implementations(resolver, type)) {
    const fn = functionIn(type, module, item, name);
    if (fn) return fn;
    const provided = await providedFunction(resolver, type, module, head, name);
    if (provided) traits.push(provided);
  }
  return traits[0];
}

/** `fn name` with a body in a trait of this workspace. */
async function providedFunction(
  resolver: TypeResolver,
  type: TypeDefinition,
  module: Module,
  head: SyntaxNode,
  name: string,
): Promise<FunctionDefinition | undefined> {
  const trait = field(head, 'trait');
  const definition = trait && (await resolver.type(module, pathSegments(trait)));
  if (definition?.kind !== 'type') return undefined;
  const item = definition.module.items.find(
    (each) => each.keyword === 'trait' && each.name === definition.name,
  );
  return item && functionIn(type, definition.module, item, name);
}

/** Those in the type's own module first. */
export async function* implementations(
  resolver: TypeResolver,
  type: TypeDefinition,
): AsyncGenerator<Implementation> {
  yield* implementationsIn(resolver, type, type.module);
  for await (const module of type.module.root.all()) {
    if (module.id !== type.module.id) yield* implementationsIn(resolver, type, module);
  }
}

export async function* implementationsIn(
  resolver: TypeResolver,
  type: TypeDefinition,
  module: Module,
): AsyncGenerator<Implementation> {
  for (const item of module.items) {
    if (item.keyword !== 'impl' || !item.body || !headOf(module, item).includes(type.name)) continue;
    if (!resolver.step()) return;
    const [head] = module.sources.parse(`${headOf(module, item)}{}`);
    const path = head && field(head, 'type');
    if (!path || pathSegments(path).at(-1) !== type.name) continue;
    const target = await resolver.type(module, pathSegments(path));
    if (target?.kind === 'type' && target.module.id === type.module.id) yield { module, item, head };
  }
}
