/** From an expression given to Lambda's `run` back to what takes the events. */
import { argumentsOf, calledMethod } from './calls';
import { calledRole, startsAt, type Frame } from './reference';
import type { Resolver } from './resolve';
import { traceRouter, type Router } from './router';
import { serviceType } from './serviceType';
import { children, field, type SyntaxNode } from './syntax';
import { maxSteps, originOf, traceFunction, type HandlerFunction } from './traceFunction';
import { typeOf } from './typeOf';
import { bare } from './value';

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
  if (!node || steps === 0) return undefined;
  const further = (next: SyntaxNode | undefined): Promise<Handler | undefined> =>
    traceService(resolver, frame, next, steps - 1);
  const router = await traceRouter(resolver, frame, node);
  if (router) return router;
  if (node.type === 'call_expression') {
    const [first] = argumentsOf(node);
    const role = await calledRole(resolver, frame, node);
    if (role === 'serviceFn') return traceFunction(resolver, frame, first, steps - 1);
    if (role === 'wrapService') return further(first);
    const method = calledMethod(node);
    if (method && (await startsAt('serviceBuilder', resolver, frame, method.receiver))) {
      if (method.name === 'service') return further(first);
      return method.name === 'service_fn' ? traceFunction(resolver, frame, first, steps - 1) : undefined;
    }
    if (method && adaptors.has(method.name)) return further(method.receiver);
    // `SomeLayer::new().layer(service)`
    if (method?.name === 'layer') return further(first);
  }
  const type = await typeOf(resolver, frame, node);
  const service = type && (await serviceType(resolver, type, frame.definition.module));
  if (service) {
    const inner = service.isGeneric ? await innerService(further, node) : undefined;
    return inner ?? { kind: 'function', definition: service.call, eventIndex: 0 };
  }
  const origin = await originOf(resolver, frame, node);
  return origin && traceService(resolver, origin.frame, origin.node, steps - 1);
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
