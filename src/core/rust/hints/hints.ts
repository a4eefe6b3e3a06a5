/** What can be said for certain against how a handler is written. */
import type { CrateGraph } from '../../types/crateGraph';
import type { Place } from '../definition';
import { eventParameter } from '../eventParameter';
import type { HandlerFunction } from '../handlerFunction';
import { rangeAt } from '../positions';
import type { Resolver } from '../resolve';
import type { Router } from '../router';
import type { Sources } from '../sources';
import { pathSegments, type SyntaxNode } from '../syntax';
import type { Handler } from '../trace';
import { blockingCalls } from './blockingCall';
import { clientPerEvent } from './clientPerEvent';
import { eventFeature } from './eventFeature';
import { handlerCode } from './handlerCode';
import type { Finding, Hint } from './hint';
import { nodesOf } from './nodes';
import { triggerFeature } from './triggerFeature';

/**
 * @param graph undefined: what needs it is not looked for
 * @returns undefined when the handler is half-typed
 */
export async function hintsFor(
  sources: Sources,
  resolver: Resolver,
  handler: Handler,
  graph: CrateGraph | undefined,
): Promise<readonly Hint[] | undefined> {
  const functions = handler.kind === 'router' ? handlersOf(handler) : [handler];
  const hints: Hint[] = [];
  const add = (place: Place, findings: readonly Finding[]): void => {
    hints.push(...findings.map((finding) => hintOf(place, finding)));
  };
  for (const each of functions) {
    const place = placeOf(each);
    if (place.node.hasError) return undefined;
    const code = handlerCode(each);
    add(place, await clientPerEvent(resolver, code));
    add(place, await blockingCalls(resolver, code));
  }
  if (!graph) return hints;
  if (handler.kind === 'router') {
    add(handler, await triggerFeature(sources, graph, handler.module, handler.node));
    return hints;
  }
  const event = await eventParameter(resolver, handler);
  if (!event) return hints;
  const { type } = event;
  add(type, await eventFeature(sources, graph, type.module, type.node));
  const request = await requestIn(resolver, type);
  if (request) add(type, await triggerFeature(sources, graph, type.module, request));
  return hints;
}

const placeOf = (of: HandlerFunction): Place => (of.kind === 'function' ? of.definition : of);

/** Those of the routes; each once. */
function handlersOf({ routes }: Router): readonly HandlerFunction[] {
  const byPlace = new Map<string, HandlerFunction>();
  for (const { handler } of routes) {
    if (!handler) continue;
    const { module, node, offset } = placeOf(handler);
    byPlace.set(`${module.file.path} ${offset + node.startIndex}`, handler);
  }
  return [...byPlace.values()];
}

/** Where lambda_http's `Request` is named. */
async function requestIn(resolver: Resolver, { module, node }: Place): Promise<SyntaxNode | undefined> {
  for (const path of nodesOf(node)) {
    if (!/^(?:scoped_)?type_identifier$/.test(path.type)) continue;
    const definition = await resolver.resolve(module, pathSegments(path), 'type');
    if (definition?.kind === 'external' && definition.path.join('::') === 'lambda_http::Request') return path;
  }
  return undefined;
}

function hintOf({ module, offset }: Place, { node, ...remark }: Finding): Hint {
  const { path, text } = module.file;
  return { ...remark, path, ...rangeAt(text, offset + node.startIndex, offset + node.endIndex) };
}
