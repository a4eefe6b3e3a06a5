/** What a name can stand for, and how a module's own items answer to it. */
import { isCompiled } from './cfg';
import { splitItems, type Item } from './items';
import { macroCrate, withOpenMacros } from './macros';
import type { Module } from './module';
import type { SyntaxNode } from './syntax';

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly module: Module;
  /** A `function_item`. */
  readonly node: SyntaxNode;
  /** Where the text that `node` was parsed from starts in its file. */
  readonly offset: number;
  /** Of an associated function: what `Self` and `self` are. */
  readonly owner?: TypeDefinition;
}

export interface TypeDefinition {
  readonly kind: 'type';
  readonly module: Module;
  readonly name: string;
}

export type Definition =
  | FunctionDefinition
  | TypeDefinition
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'constant'; readonly module: Module; readonly item: Item }
  /** Of another crate; canonical, so that re-exports of Lambda's crates compare equal. */
  | { readonly kind: 'external'; readonly path: readonly string[] }
  /** Something of this crate that can be neither called nor entered, but hides other names. */
  | { readonly kind: 'other' };

/** A function and a module may have one name: a path's last segment is a value, those before are types. */
export type Namespace = 'value' | 'type';

export async function ownItem(
  module: Module,
  name: string,
  namespace: Namespace,
): Promise<Definition | undefined> {
  const items = module.items.filter((item) => item.name === name);
  const first = (...keywords: string[]): Item | undefined =>
    items.find((item) => keywords.includes(item.keyword ?? ''));
  if (namespace === 'value') {
    const fn = first('fn');
    if (fn) return functionOf(module, fn);
    // `App` and `App(1)` are values of the struct.
    if (first('struct')) return { kind: 'type', module, name };
    const constant = first('const', 'static');
    if (constant) return { kind: 'constant', module, item: constant };
    const crate = name === 'lambda' ? macroCrate(module) : undefined;
    return crate === undefined ? undefined : { kind: 'external', path: [crate, name] };
  }
  const mod = first('mod');
  if (mod) {
    const child = await module.child(mod);
    return child ? { kind: 'module', module: child } : { kind: 'other' };
  }
  const crate = first('crate');
  if (crate) return { kind: 'external', path: [crateName(module, crate)] };
  return first('struct', 'enum', 'union', 'trait', 'type') && { kind: 'type', module, name };
}

/** `extern crate lambda_runtime as rt` */
const crateName = (module: Module, item: Item): string =>
  /\bcrate\s+(?:r#)?(\w+)/.exec(module.file.text.slice(item.start, item.end))?.[1] ?? '';

function functionOf(module: Module, item: Item, owner?: TypeDefinition): FunctionDefinition | undefined {
  const node = module.sources.item(module.file, item, (text) => withOpenMacros(text, module));
  if (node?.type !== 'function_item') return undefined;
  return { kind: 'function', module, node, offset: item.start, ...(owner && { owner }) };
}

/** `Type::function` of an `impl Type` in the type's own module. */
export function associatedFunction(type: TypeDefinition, name: string): FunctionDefinition | undefined {
  for (const implementation of implementations(type.module, type.name)) {
    const fn = functionIn(type, type.module, implementation, name);
    if (fn) return fn;
  }
  return undefined;
}

/** `fn name` of an `impl`, which may be in another module than the type. */
export function functionIn(
  owner: TypeDefinition,
  module: Module,
  { body }: Item,
  name: string,
): FunctionDefinition | undefined {
  const items = body ? splitItems(module.file.text, undefined, body).items : [];
  const fn = items.find(
    (entry) => entry.keyword === 'fn' && entry.name === name && isCompiled(entry.attributes),
  );
  return fn && functionOf(module, fn, owner);
}

/** The `impl`s for a type of that name in a module. */
export const implementations = (module: Module, type: string): readonly Item[] =>
  module.items.filter((item) => item.keyword === 'impl' && implementedType(module, item) === type);

/** `Orders` of `impl<T> fmt::Display for Orders<T> where …`. */
function implementedType(module: Module, item: Item): string | undefined {
  let head = headOf(module, item).replace(/\bwhere\b[^]*/, '');
  for (let before = ''; before !== head;) {
    before = head;
    head = head.replace(/<[^<>]*>/g, '');
  }
  return /(\w+)\s*$/.exec(head)?.[1];
}

/** What comes before the braces of an item. */
export const headOf = ({ file }: Module, item: Item): string =>
  file.text.slice(item.start, (item.body?.start ?? item.end + 1) - 1);
