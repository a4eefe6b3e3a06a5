import type { Module } from './module';
import { parameters } from './patterns';
import type { Resolver } from './resolve';
import { children, field, pathSegments, type SyntaxNode } from './syntax';
import type { HandlerFunction, Place } from './traceFunction';

/** Where it is written what a handler takes. Its node is the parameter that the event arrives in. */
export interface EventParameter extends Place {
  /** `SqsEvent` of `LambdaEvent<SqsEvent>`, else the parameter's own type (`Request` of lambda_http). */
  readonly type: SyntaxNode;
}

/** undefined: the type is not written, or it is whatever the handler's caller says. */
export async function eventParameter(
  resolver: Resolver,
  handler: HandlerFunction,
): Promise<EventParameter | undefined> {
  const { definition, eventIndex } =
    handler.kind === 'function' ? handler : (handler.typedBy ?? { definition: handler, eventIndex: 0 });
  const { module, node: owner, offset } = definition;
  const node = parameters(owner)[eventIndex];
  let type = node && field(node, 'type');
  while (type?.type === 'reference_type') type = field(type, 'type');
  if (!node || !type) return undefined;
  const event = (await payloadOf(resolver, module, type)) ?? type;
  const isOpen = event.type === 'abstract_type' || isParameterOf(owner, event);
  return isOpen ? undefined : { module, node, offset, type: event };
}

/** `T` of `fn handler<T>(event: T)`: whatever its caller says. */
const isParameterOf = (fn: SyntaxNode, type: SyntaxNode): boolean =>
  type.type === 'type_identifier' &&
  children(field(fn, 'type_parameters') ?? type).some(
    (parameter) => (field(parameter, 'name') ?? parameter).text === type.text,
  );

/** `T` of `LambdaEvent<T>`. */
async function payloadOf(
  resolver: Resolver,
  module: Module,
  type: SyntaxNode,
): Promise<SyntaxNode | undefined> {
  if (type.type !== 'generic_type') return undefined;
  const definition = await resolver.resolve(module, pathSegments(type));
  const name = definition?.kind === 'external' ? definition.path.join('::') : '';
  const list = field(type, 'type_arguments');
  return name === 'lambda_runtime::LambdaEvent' && list ? children(list)[0] : undefined;
}
