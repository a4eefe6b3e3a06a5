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
  const type = parameter && field(parameter, 'type');
  if (!type) return undefined;
  return asWritten((await payloadOf(resolver, module, type)) ?? type);
}

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
