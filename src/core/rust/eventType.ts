import type { Module } from './module';
import { parameters } from './patterns';
import type { Resolver } from './resolve';
import { children, field, pathSegments, type SyntaxNode } from './syntax';

/**
 * The type of the event as written in the handler's signature: `SqsEvent` of `LambdaEvent<SqsEvent>`, else
 * the parameter's own type (`Request` of lambda_http, `Vec<LambdaLog>` of an extension).
 */
export async function eventType(
  resolver: Resolver,
  module: Module,
  handler: SyntaxNode,
  eventIndex: number,
): Promise<string | undefined> {
  const parameter = parameters(handler)[eventIndex];
  let type = parameter && field(parameter, 'type');
  while (type?.type === 'reference_type') type = field(type, 'type');
  if (!type) return undefined;
  const event = (await payloadOf(resolver, module, type)) ?? type;
  return event.type === 'abstract_type' || isParameterOf(handler, event) ? undefined : asWritten(event);
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

const asWritten = (type: SyntaxNode): string => type.text.replace(/\s+/g, ' ');
