/** Which parameter a handler's event arrives in, and what its type is. */
import { headOf, type FunctionDefinition, type Place } from './definition';
import { splitItems } from './items';
import { parameters } from './patterns';
import { payloadOf } from './payload';
import type { Resolver } from './resolve';
import { field, mentions, typeParameters, type SyntaxNode } from './syntax';
import type { EventSource, HandlerFunction } from './handlerFunction';

/** Its node is the parameter. */
export interface EventParameter extends Place {
  /**
   * `SqsEvent` of `LambdaEvent<SqsEvent>`, else the parameter's own type (`Request` of lambda_http). It may be written
   * elsewhere: in an alias, or where a generic handler is given to the runtime.
   */
  readonly type: Place;
}

/** undefined: the type is not written, it is whatever the handler's caller says, or how it is built decides. */
export async function eventParameter(
  resolver: Resolver,
  handler: HandlerFunction,
): Promise<EventParameter | undefined> {
  if (handler.kind === 'function' && !isTakenByTwins(handler.definition)) return undefined;
  for (const source of handler.events) {
    const { module, offset } = source.definition;
    const node = parameters(source.definition.node)[source.eventIndex];
    const written = node && field(node, 'type');
    const type = written && (await typeOf(resolver, source, written));
    if (type) return { module, node, offset, type };
  }
  return undefined;
}

/** `#[cfg(feature = "a")] async fn handler(…)` and `#[cfg(not(feature = "a"))] async fn handler(…)` take the same. */
const isTakenByTwins = ({ node, twins = [] }: FunctionDefinition): boolean =>
  twins.every((twin) => takenBy(twin.node) === takenBy(node));

const takenBy = (fn: SyntaxNode): string =>
  parameters(fn)
    .map((parameter) => field(parameter, 'type')?.text.replace(/\s+/g, '') ?? '')
    .join();

async function typeOf(
  resolver: Resolver,
  source: EventSource,
  written: SyntaxNode,
): Promise<Place | undefined> {
  const { module, offset } = source.definition;
  let node = written;
  for (let inner = field(node, 'type'); node.type === 'reference_type' && inner; inner = field(node, 'type'))
    node = inner;
  const place = { module, node, offset };
  const type = (await payloadOf(resolver, place)) ?? place;
  return isWrittenIn(type, source) ? closed(type, source) : type;
}

const isWrittenIn = ({ node, module, offset }: Place, { definition }: EventSource): boolean =>
  module.id === definition.module.id &&
  offset === definition.offset &&
  node.startIndex >= definition.node.startIndex;

/** undefined for a type parameter of which nobody says what it stands for. */
function closed(type: Place, { definition, typeArguments }: EventSource): Place | undefined {
  const { node } = type;
  if (node.type === 'abstract_type') return undefined;
  const member = /^Self\s*::\s*(\w+)$/.exec(node.text)?.[1];
  if (member !== undefined) return associatedType(definition, member) ?? type;
  // What an `impl` is generic over is written with its values, not here.
  if (mentions(node, outerParameters(definition))) return undefined;
  if (node.type !== 'type_identifier') return type;
  let isInner = true;
  for (let fn: SyntaxNode | null = definition.node; fn; fn = fn.parent) {
    if (fn.type !== 'function_item') continue;
    const index = typeParameters(fn).indexOf(node.text);
    if (index >= 0) return isInner ? said(typeArguments?.[index]) : undefined;
    isInner = false;
  }
  return type;
}

/** By another function, which may not know either. */
function said(type: Place | undefined): Place | undefined {
  if (!type || type.node.text === '_') return undefined;
  return closed(type, { definition: { ...type, node: outermost(type.node) }, eventIndex: 0 });
}

const outermost = (node: SyntaxNode): SyntaxNode => {
  let at = node;
  while (at.parent && at.type !== 'function_item') at = at.parent;
  return at;
};

/** Type parameters of the `impl` or trait that a function is in. */
function outerParameters({ module, within }: EventSource['definition']): readonly string[] {
  const [head] = within ? module.sources.parse(`${headOf(module, within)}{}`) : [];
  return head ? typeParameters(head) : [];
}

/** `type In = SqsEvent;` of the `impl` that a function is in. */
function associatedType({ module, within }: EventSource['definition'], name: string): Place | undefined {
  const items = within?.body ? splitItems(module.file.text, undefined, within.body).items : [];
  const item = items.find((each) => each.keyword === 'type' && each.name === name);
  const node = item && module.sources.item(module.file, item);
  const type = node && field(node, 'type');
  return type && { module, node: type, offset: item.start };
}
