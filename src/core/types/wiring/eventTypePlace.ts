/** Where a handler says what it takes, and what is around: as much as it needs to make it take another type. */
import { eventParameter } from '../../rust/eventParameter';
import { handlerOf, type Binary } from '../../rust/finder';
import type { FunctionDefinition } from '../../rust/definition';
import type { Item } from '../../rust/items';
import type { Module } from '../../rust/module';
import type { Sources } from '../../rust/sources';
import { children, descendants, field, pathSegments, type SyntaxNode } from '../../rust/syntax';
import type { Import } from '../../rust/uses';
import { builtCrates, type CrateGraph } from '../crateGraph';
import type { TextEdit } from './eventTypeEdits';
import { oldTypeTakers } from './oldTypeTakers';

/** Offsets are of UTF-16 code units, in the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface EventTypePlace {
  readonly path: string;
  readonly text: string;
  /** Of the package whose source that is. */
  readonly manifestPath: string;
  /** The type as it is written: `Value` of `LambdaEvent<Value>`. */
  readonly type: string;
  /** Where it is written for this handler. */
  readonly spans: readonly Span[];
  /** The line of a `use` that nothing needs any more when the type is no longer written. */
  readonly lastUse: Span | undefined;
  /** What is before the item in which it is written, on its line. */
  readonly indent: string;
  /** Where a type may be put, and a `use` declaration. */
  readonly itemsAt: number;
  readonly usesAt: number;
  readonly imports: readonly Import[];
  /** Types that the file names: another one of these names would hide one. */
  readonly names: ReadonlySet<string>;
  /** What else must change for it: where a closure in `main`, in another module, says what it hands on. */
  readonly caller:
    { readonly path: string; readonly text: string; readonly edits: readonly TextEdit[] } | undefined;
  /** Functions that the handler hands its event on to, which go on taking the type as it is written now. */
  readonly takers: readonly string[];
}

/** undefined: no handler is proven, or it takes no `LambdaEvent` of a type that is written down. */
export async function eventTypePlace(
  sources: Sources,
  graph: CrateGraph | undefined,
  binary: Omit<Binary, 'id'>,
): Promise<EventTypePlace | undefined> {
  const { resolver, handler, main } = (await handlerOf(sources, binary, graph && builtCrates(graph))) ?? {};
  if (!resolver || !main || !handler || handler.kind === 'router') return undefined;
  const event = await eventParameter(resolver, handler);
  const given = event?.type.node.parent;
  if (!event || given?.type !== 'type_arguments' || !given.parent || !isEvent(given.parent)) return undefined;
  const { module, node, offset } = event.type;
  const { manifestPath } = module;
  const item = itemAt(module, offset + node.startIndex);
  if (manifestPath === undefined || !item) return undefined;
  const { path, text } = module.file;
  const type = node.text;
  // An `impl Service` says it twice, and so does a closure in `main` that only calls the handler.
  const items = new Set([item, ...(main.module.id === module.id ? [itemAt(module, main.offset)] : [])]);
  const itemsAt = startOf(text, item);
  const spans = [...items].flatMap((each) => (each ? spansIn(module, each, type) : []));
  const changed = [...items].flatMap((each) => (each ? { module, item: each } : []));
  // The type may be written elsewhere, in an alias.
  const handed = handler.events.flatMap(({ definition: { module: of, offset: at } }) => {
    const each = itemAt(of, at);
    return each && !changed.some(({ item: known }) => known === each) ? { module: of, item: each } : [];
  });
  return {
    ...{ path, text, manifestPath, type, spans, itemsAt },
    lastUse: lastUse(module, type, spans.length),
    indent: /^[ \t]*/.exec(text.slice(itemsAt))?.[0] ?? '',
    usesAt: placeOfUses(module),
    imports: module.imports,
    caller: main.module.id === module.id ? undefined : callerOf(main, type),
    takers: await oldTypeTakers(resolver, [...changed, ...handed], type),
    names: new Set(text.replace(/\/\/.*$/gm, '').match(/\b[A-Z]\w*/g)),
  };
}

const isEvent = (type: SyntaxNode): boolean => pathSegments(type).at(-1) === 'LambdaEvent';

const itemAt = ({ items }: Module, offset: number): Item | undefined =>
  items.find(({ from, end }) => from <= offset && offset < end);

/** What the handler takes decides there, too: it need not be in scope. */
function callerOf({ module, offset }: FunctionDefinition, type: string): EventTypePlace['caller'] {
  const item = itemAt(module, offset);
  const name = (written: string): string => written.replace(/\s+|<.*$/gs, '').replace(/^.*::/, '');
  const spans = item ? spansIn(module, item, type, name) : [];
  const [first] = spans;
  if (!first) return undefined;
  const { path, text } = module.file;
  const unused = lastUse(module, text.slice(first.start, first.end), spans.length);
  const edits = spans.map((span) => ({ ...span, text: '_' }));
  return { path, text, edits: [...(unused ? [{ ...unused, text: '' }] : []), ...edits] };
}

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');

/** Of the type in each `LambdaEvent<…>` of an item. @param plain what makes two of them the same */
function spansIn(
  { sources, file }: Module,
  item: Item,
  type: string,
  plain: (written: string) => string = withoutSpaces,
): readonly Span[] {
  const node = sources.item(file, item);
  return (node ? [node, ...descendants(node)] : []).flatMap((each): Span[] => {
    if (each.type !== 'generic_type' || !isEvent(each)) return [];
    const list = field(each, 'type_arguments');
    const of = list && children(list).find(({ type: kind }) => kind !== 'lifetime');
    if (!of || plain(of.text) !== plain(type)) return [];
    return [{ start: item.start + of.startIndex, end: item.start + of.endIndex }];
  });
}

/** `use serde_json::Value;`, where the name is written nowhere else, be it in a comment. */
function lastUse({ items, file: { text } }: Module, type: string, written: number): Span | undefined {
  if (!/^\w+$/.test(type) || text.match(new RegExp(`\\b${type}\\b`, 'g'))?.length !== written + 1)
    return undefined;
  const use = items.find(
    ({ keyword, from, end }) =>
      keyword === 'use' && new RegExp(`^use [\\w:]+::${type};$`).test(text.slice(from, end)),
  );
  if (!use) return undefined;
  const start = text.lastIndexOf('\n', use.from - 1) + 1;
  const end = text.indexOf('\n', use.end);
  return end < 0 ? undefined : { start, end: end + 1 };
}

/** The start of an item's first line, doc comments included. */
function startOf(text: string, { from }: Item): number {
  let start = text.lastIndexOf('\n', from - 1) + 1;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(before, start).trim();
    if (!/^(?:\/\/(?!!)|\*|\/\*[^!])/.test(line)) break;
    start = before;
  }
  return start;
}

/** The line after the last `use` of a module; else that of its first item. */
function placeOfUses({ items, file: { text } }: Module): number {
  const uses = items.filter(({ keyword }) => keyword === 'use');
  const last = uses.at(-1);
  if (!last) return items[0] ? startOf(text, items[0]) : text.length;
  const end = text.indexOf('\n', last.end);
  return end < 0 ? text.length : end + 1;
}
