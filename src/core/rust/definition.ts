/** What a name can stand for, and how a module's own items answer to it. */
import { isCompiled } from './cfg';
import { splitItems, type Item } from './items';
import type { Module } from './module';
import type { SyntaxNode } from './syntax';

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly module: Module;
  /** A `function_item`. */
  readonly node: SyntaxNode;
  /** Where the text that `node` was parsed from starts in its file. */
  readonly offset: number;
}

export type Definition =
  | FunctionDefinition
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'type'; readonly module: Module; readonly name: string }
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
    const constant = first('const', 'static');
    return constant && { kind: 'constant', module, item: constant };
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

function functionOf(module: Module, item: Item): FunctionDefinition | undefined {
  const node = module.sources.item(module.file, item);
  return node?.type === 'function_item' ? { kind: 'function', module, node, offset: item.start } : undefined;
}

/** `Type::function` of an `impl Type` in the type's own module. */
export function associatedFunction(
  module: Module,
  type: string,
  name: string,
): FunctionDefinition | undefined {
  for (const item of module.items) {
    if (item.keyword !== 'impl' || !item.body || implementedType(module, item) !== type) continue;
    const { items } = splitItems(module.file.text, undefined, item.body);
    const fn = items.find(
      (entry) => entry.keyword === 'fn' && entry.name === name && isCompiled(entry.attributes),
    );
    if (fn) return functionOf(module, fn);
  }
  return undefined;
}

/** `Orders` of `impl<T> fmt::Display for Orders<T> where …`. */
function implementedType(module: Module, item: Item): string | undefined {
  let head = module.file.text
    .slice(item.start, (item.body?.start ?? item.end) - 1)
    .replace(/\bwhere\b[^]*/, '');
  for (let before = ''; before !== head;) {
    before = head;
    head = head.replace(/<[^<>]*>/g, '');
  }
  return /(\w+)\s*$/.exec(head)?.[1];
}
