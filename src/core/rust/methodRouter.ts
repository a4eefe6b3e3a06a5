/** axum's `get(handler).post(other)`: what a route does with which method. */
import { argumentsOf, calledMethod, calledPath } from './calls';
import { refer, type Frame } from './reference';
import type { Resolver } from './resolve';
import type { SyntaxNode } from './syntax';
import type { HandlerFunction } from './handlerFunction';
import { originOf, traceFunction } from './traceFunction';
import { bare } from './value';

export interface MethodRoute {
  /** `GET`, or `ANY`. */
  readonly method: string;
  /** undefined when it can't be told from the source. */
  readonly handler: HandlerFunction | undefined;
}

const methods = new Set('any connect delete get head options patch post put trace'.split(' '));

/** Longer chains than there are methods and layers. */
const maxSteps = 30;

/** In source order; none when it is no method router. */
export async function methodRoutes(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode,
  steps = maxSteps,
): Promise<readonly MethodRoute[]> {
  const node = bare(expression);
  if (steps === 0) return [];
  if (node.type === 'call_expression') {
    const method = calledMethod(node);
    if (method) {
      const before = await methodRoutes(resolver, frame, method.receiver, steps - 1);
      return before.length === 0 ? [] : [...before, ...(await routeOf(resolver, frame, method.name, node))];
    }
    const path = calledPath(node);
    const reference = path && (await refer(resolver, frame, path));
    if (reference?.kind === 'external') {
      const [crate, module, name = ''] = reference.path;
      return crate === 'axum' && module === 'routing' ? routeOf(resolver, frame, name, node) : [];
    }
  }
  const origin = await originOf(resolver, frame, node);
  return origin ? methodRoutes(resolver, origin.frame, origin.node, steps - 1) : [];
}

/** `get(handler)`, `get_service(service)`, `on(MethodFilter::GET, handler)`. */
async function routeOf(
  resolver: Resolver,
  frame: Frame,
  name: string,
  call: SyntaxNode,
): Promise<readonly MethodRoute[]> {
  const [first, second] = argumentsOf(call);
  const handlerOf = (node: SyntaxNode | undefined): Promise<HandlerFunction | undefined> =>
    traceFunction(resolver, frame, node);
  if (name === 'on') {
    const filters = [...(first?.text ?? '').matchAll(/MethodFilter::([A-Z]+)\b/g)].flatMap(
      ([, each]) => each ?? [],
    );
    const handler = await handlerOf(second);
    return filters.map((method) => ({ method, handler }));
  }
  const plain = name.replace(/_service$/, '');
  if (!methods.has(plain)) return [];
  return [{ method: plain.toUpperCase(), handler: plain === name ? await handlerOf(first) : undefined }];
}
