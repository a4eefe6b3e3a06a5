/** axum's `Router`, as a service: which of its handlers takes which requests. */
import { argumentsOf, calledMethod, calledPath } from './calls';
import type { Place } from './definition';
import { calledRole, refer, type Frame } from './reference';
import type { Resolver } from './resolve';
import { methodRoutes, type MethodRoute } from './methodRouter';
import type { SyntaxNode } from './syntax';
import { maxSteps, originOf, traceFunction } from './traceFunction';
import { textOf } from './text';
import { bare, branches } from './value';

export interface Route extends MethodRoute {
  /** With that of the router it is nested in. */
  readonly path: string;
}

/** Its place is `Router::new`. */
export interface Router extends Place {
  readonly kind: 'router';
  /** In source order; those whose path is computed are missing. */
  readonly routes: readonly Route[];
}

/** undefined when it is no router, or when where it starts can't be told from the source. */
export function traceRouter(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode,
): Promise<Router | undefined> {
  return new RouterTrace(resolver).trace(frame, expression, maxSteps);
}

class RouterTrace {
  /** Variables whose value is being looked at: `app = app.route(…)` adds to what it is already known to be. */
  readonly #open = new Map<number, Router>();

  constructor(private readonly resolver: Resolver) {}

  async trace(frame: Frame, expression: SyntaxNode, steps: number): Promise<Router | undefined> {
    // The last call of a chain is the outermost.
    const calls: SyntaxNode[] = [];
    let node = bare(expression);
    for (let method = methodOf(node); method; method = methodOf(node)) {
      calls.unshift(node);
      node = bare(method.receiver);
    }
    const start = await this.#start(frame, node, steps);
    if (!start) return undefined;
    const routes: Route[] = [...start.routes];
    for (const call of calls) routes.push(...(await this.#added(frame, call, steps)));
    return { ...start, routes };
  }

  async #start(frame: Frame, node: SyntaxNode, steps: number): Promise<Router | undefined> {
    if (steps === 0 || !this.resolver.step()) return undefined;
    const parts = branches(node);
    if (parts) return this.#either(frame, parts, steps);
    if (node.type === 'call_expression' && (await calledRole(this.resolver, frame, node)) === 'router') {
      const { module, offset } = frame.definition;
      return { kind: 'router', module, node: calledPath(node) ?? node, offset, routes: [] };
    }
    if (node.type === 'identifier') {
      const reference = await refer(this.resolver, frame, node);
      if (reference?.kind === 'let' && reference.later.length > 0)
        return this.#changed(frame, reference, steps);
    }
    const origin = await originOf(this.resolver, frame, node);
    return origin && this.trace(origin.frame, origin.node, steps - 1);
  }

  /** `if debug { app.route(…) } else { app }`: one router, with the routes of all. */
  async #either(frame: Frame, parts: readonly SyntaxNode[], steps: number): Promise<Router | undefined> {
    const routers: Router[] = [];
    for (const part of parts) {
      const router = await this.trace(frame, part, steps - 1);
      if (!router) return undefined;
      routers.push(router);
    }
    const [first] = routers;
    if (!first || new Set(routers.map(placeKey)).size > 1) return undefined;
    const routes = new Map(routers.flatMap((each) => each.routes).map((route) => [routeKey(route), route]));
    return { ...first, routes: [...routes.values()] };
  }

  /** `let mut app = Router::new(); app = app.route(…);` */
  async #changed(
    frame: Frame,
    { value, later }: { readonly value: SyntaxNode; readonly later: readonly SyntaxNode[] },
    steps: number,
  ): Promise<Router | undefined> {
    const open = this.#open.get(value.startIndex);
    if (open) return { ...open, routes: [] };
    const first = await this.trace(frame, value, steps - 1);
    if (!first) return undefined;
    this.#open.set(value.startIndex, first);
    const routes = [...first.routes];
    for (const change of later) {
      routes.push(...((await this.trace(frame, change, steps - 1))?.routes ?? []));
    }
    this.#open.delete(value.startIndex);
    return { ...first, routes };
  }

  /** The routes that one method of the chain adds. */
  async #added(frame: Frame, call: SyntaxNode, steps: number): Promise<readonly Route[]> {
    const [first, second] = argumentsOf(call);
    const name = calledMethod(call)?.name;
    if (name === 'merge' && first) return (await this.trace(frame, first, steps - 1))?.routes ?? [];
    if (name === 'fallback' && first) {
      const handler = await traceFunction(this.resolver, frame, first);
      return [{ method: 'ANY', path: anyPath, handler }];
    }
    const path = first && (await textOf(this.resolver, frame, first));
    if (path === undefined || !second) return [];
    if (name === 'route' || name === 'route_with_tsr') {
      const methods = await methodRoutes(this.resolver, frame, second);
      return methods.map((route) => ({ ...route, path }));
    }
    if (name === 'route_service') return [{ method: 'ANY', path, handler: undefined }];
    if (name === 'nest_service') return [{ method: 'ANY', path: joined(path, anyPath), handler: undefined }];
    if (name !== 'nest') return [];
    const nested = (await this.trace(frame, second, steps - 1))?.routes ?? [];
    return nested.map((route) => ({ ...route, path: joined(path, route.path) }));
  }
}

/** As axum writes whatever comes after a prefix. */
const anyPath = '/{*path}';

const placeKey = ({ module, node, offset }: Place): string =>
  `${module.file.path} ${offset + node.startIndex}`;
const routeKey = ({ method, path }: Route): string => `${method} ${path}`;

const methodOf = (node: SyntaxNode): ReturnType<typeof calledMethod> =>
  node.type === 'call_expression' ? calledMethod(node) : undefined;

/** `/api` and `/` are `/api`. */
const joined = (prefix: string, path: string): string =>
  prefix.replace(/\/$/, '') + (path === '/' ? '' : path) || '/';
