/** From an expression given to Lambda's `run` back to what takes the events. */
import { argumentsOf, calledMethod } from './calls';
import { startsAt } from './chain';
import { calledRole, type Frame } from './reference';
import type { Resolver } from './resolve';
import { traceRouter, type Router } from './router';
import { serviceType } from './serviceType';
import { children, field, type SyntaxNode } from './syntax';
import { functionHandler, type HandlerFunction } from './handlerFunction';
import { maxSteps, originOf, traceFunction } from './traceFunction';
import { typeOf } from './typeOf';
import { bare, branches } from './value';

export type Handler = HandlerFunction | Router;

/** Methods of `tower::ServiceExt` that keep what a service takes. */
const adaptors = new Set(
  'map_response map_result map_future then and_then boxed_clone boxed_sync boxed_clone_sync'.split(' '),
);

/** What a `tower::Service` expression calls; undefined when that can't be told from the source. */
export async function traceService(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode | undefined,
  steps = maxSteps,
): Promise<Handler | undefined> {
  const node = expression && bare(expression);
  if (!node || steps === 0 || !resolver.step()) return undefined;
  const further = (next: SyntaxNode | undefined): Promise<Handler | undefined> =>
    traceService(resolver, frame, next, steps - 1);
  const router = await traceRouter(resolver, frame, node);
  if (router) return router;
  const parts = branches(node);
  if (parts) return onlyHandler(await Promise.all(parts.map(further)));
  if (node.type === 'call_expression') {
    const [first] = argumentsOf(node);
    const role = await calledRole(resolver, frame, node);
    if (role === 'serviceFn') return traceFunction(resolver, frame, first, steps - 1);
    if (role === 'wrapService') return further(first);
    const method = calledMethod(node);
    if (method && (await startsAt('serviceBuilder', resolver, frame, method.receiver))) {
      const isFunction = method.name === 'service_fn';
      if (!isFunction && method.name !== 'service') return undefined;
      const inner = await (isFunction ? traceFunction(resolver, frame, first, steps - 1) : further(first));
      return mapped(resolver, frame, inner, firstMapper(method.receiver));
    }
    if (method?.name === 'map_request') {
      return mapped(resolver, frame, await further(method.receiver), first);
    }
    if (method && adaptors.has(method.name)) return further(method.receiver);
    // `SomeLayer::new().layer(service)`
    if (method?.name === 'layer') return further(first);
  }
  const type = await typeOf(resolver, frame, node);
  const service = type && (await serviceType(resolver, type));
  if (service) {
    const inner = service.isGeneric ? await innerService(further, node) : undefined;
    return inner ?? functionHandler({ definition: service.call, eventIndex: 0 });
  }
  const origin = await originOf(resolver, frame, node);
  return origin && traceService(resolver, origin.frame, origin.node, steps - 1);
}

/** The one handler that several ways lead to: which of several is taken is decided at run time. */
export function onlyHandler(handlers: readonly (Handler | undefined)[]): Handler | undefined {
  const keys = new Set(handlers.map((handler) => handler && handlerKey(handler)));
  return keys.size === 1 ? handlers[0] : undefined;
}

function handlerKey(handler: Handler): string {
  const { module, node, offset } = handler.kind === 'function' ? handler.definition : handler;
  return `${module.file.path} ${offset + node.startIndex}`;
}

/** What `map_request(decode)` takes is what arrives, and not what it makes of it for the handler. */
async function mapped(
  resolver: Resolver,
  frame: Frame,
  handler: Handler | undefined,
  mapper: SyntaxNode | undefined,
): Promise<Handler | undefined> {
  if (!mapper || !handler || handler.kind === 'router') return handler;
  return { ...handler, events: (await traceFunction(resolver, frame, mapper))?.events ?? [] };
}

/** Of the layers of a service builder, the first is the outermost. */
function firstMapper(builder: SyntaxNode): SyntaxNode | undefined {
  let mapper: SyntaxNode | undefined;
  for (let call: SyntaxNode | undefined = builder; call?.type === 'call_expression';) {
    const method = calledMethod(call);
    if (method?.name === 'map_request') mapper = argumentsOf(call)[0];
    call = method?.receiver;
  }
  return mapper;
}

/** The service that another one was made of: `Logged::new(service)`, `Logged { inner: service }`. */
async function innerService(
  trace: (node: SyntaxNode) => Promise<Handler | undefined>,
  made: SyntaxNode,
): Promise<Handler | undefined> {
  const parts = made.type === 'struct_expression' ? fieldValues(made) : argumentsOf(made);
  const found = await Promise.all(parts.map(trace));
  const handlers = found.filter((handler) => handler !== undefined);
  return handlers.length === 1 ? handlers[0] : undefined;
}

const fieldValues = (struct: SyntaxNode): readonly SyntaxNode[] =>
  children(field(struct, 'body') ?? struct).flatMap((part) =>
    part.type === 'field_initializer' ? (field(part, 'value') ?? []) : children(part),
  );
