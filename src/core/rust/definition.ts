/** What a name can stand for, and how a module's own items answer to it. */
import { isCompiled } from './cfg';
import { splitItems, type Item } from './items';
import { macroCrate, withOpenMacros } from './macros';
import type { Module } from './module';
import type { SyntaxNode } from './syntax';

/** A node, and where the text that it was parsed from starts in its file. */
export interface Place {
  readonly module: Module;
  readonly node: SyntaxNode;
  readonly offset: number;
}

/** Its node is a `function_item`. */
export interface FunctionDefinition extends Place {
  readonly kind: 'function';
  /** Of an associated function: what `Self` and `self` are. */
  readonly owner?: TypeDefinition;
  /** The `impl` or trait that it is in, which is in the same module. */
  readonly within?: Item;
  /** Of the same name, for other features or targets. */
  readonly twins?: readonly FunctionDefinition[];
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
    const [fn, ...twins] = items.flatMap((item) =>
      item.keyword === 'fn' ? (functionOf(module, item) ?? []) : [],
    );
    if (fn) return twins.length === 0 ? fn : { ...fn, twins };
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
  if (crate) {
    const of = crateName(module, crate);
    return of === 'self' ? { kind: 'module', module: module.root } : { kind: 'external', path: [of] };
  }
  return first('struct', 'enum', 'union', 'trait', 'type') && { kind: 'type', module, name };
}

/** `extern crate lambda_runtime as rt` */
const crateName = (module: Module, item: Item): string =>
  /\bcrate\s+(?:r#)?(\w+)/.exec(module.file.text.slice(item.start, item.end))?.[1] ?? '';

function functionOf(module: Module, item: Item): FunctionDefinition | undefined {
  const node = module.sources.item(module.file, item, (text) => withOpenMacros(text, module));
  if (node?.type !== 'function_item') return undefined;
  return { kind: 'function', module, node, offset: item.start };
}

/** `fn name` of an `impl` or a trait. */
export function functionIn(
  owner: TypeDefinition,
  module: Module,
  within: Item,
  name: string,
): FunctionDefinition | undefined {
  const { body } = within;
  const items = body ? splitItems(module.file.text, undefined, body).items : [];
  const fn = items.find(
    (entry) => entry.keyword === 'fn' && entry.name === name && isCompiled(entry.attributes),
  );
  const definition = fn && functionOf(module, fn);
  return definition && { ...definition, owner, within };
}

/** What comes before the braces of an item. */
export const headOf = ({ file }: Module, item: Item): string =>
  file.text.slice(item.start, (item.body?.start ?? item.end + 1) - 1);
