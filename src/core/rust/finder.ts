/** Finds where a binary's events arrive, from its sources alone. */
import type { HandlerFinder, HandlerLocation, HandlerPlace, SourceRange } from '../ports';
import type { FunctionDefinition, Place } from './definition';
import { Crates, type BuiltCrates } from './crates';
import { findHandler } from './entry';
import { eventParameter } from './eventParameter';
import { Module } from './module';
import { rangeAt } from './positions';
import { Resolver } from './resolve';
import { Sources, Splits } from './sources';
import { field, nameOf, type RustParser, type SyntaxNode } from './syntax';
import type { Handler } from './trace';
import type { HandlerFunction } from './handlerFunction';

export type Binary = Parameters<HandlerFinder['find']>[0];

/** A binary's `fn main`, and the handler that it runs. */
export interface FoundHandler {
  readonly resolver: Resolver;
  readonly main: FunctionDefinition;
  /** undefined: none could be proven. */
  readonly handler: Handler | undefined;
}

/**
 * @param parser gives the parser, loading it when it is first needed; its error is that of `find`
 * @param splits what is kept of sources from search to search
 */
export function createHandlerFinder(parser: () => Promise<RustParser>, splits = new Splits()): HandlerFinder {
  return {
    async find(binary, readText) {
      const sources = await Sources.startingAt(binary.sourcePath, parser, splits, readText);
      try {
        const found = await handlerOf(sources, binary);
        return { location: found && (await locationOf(found, binary.id)), incomplete: sources.incomplete };
      } finally {
        sources.dispose();
      }
    },
  };
}

/**
 * @param built what crates are built with, where cargo was asked for it
 * @returns undefined when there is no `fn main`
 */
export async function handlerOf(
  sources: Sources,
  { kind, sourcePath, manifestPath }: Omit<Binary, 'id'>,
  built?: BuiltCrates,
): Promise<FoundHandler | undefined> {
  const features = manifestPath === undefined ? undefined : built?.features(manifestPath);
  const root = await Module.root(sources, sourcePath, manifestPath, features);
  if (!root) return undefined;
  const resolver = new Resolver(new Crates(sources, built));
  const main = await resolver.resolve(root, ['main']);
  if (main?.kind !== 'function') return undefined;
  return { resolver, main, handler: await findHandler(resolver, main, kind) };
}

async function locationOf(
  { resolver, main, handler }: FoundHandler,
  functionId: string,
): Promise<HandlerLocation> {
  if (!handler) return { functionId, kind: 'main', name: 'main', ...range(main, nameNode(main.node)) };
  if (handler.kind === 'router') {
    const routes = handler.routes.map(({ method, path, handler: of }) => ({
      method,
      path,
      ...(of && { handler: placeOf(of) }),
    }));
    return { functionId, kind: 'router', ...range(handler, handler.node), routes };
  }
  const place = { functionId, kind: handler.kind, ...placeOf(handler) };
  const event = await eventParameter(resolver, handler);
  if (!event) return place;
  return { ...place, eventType: event.type.node.text.replace(/\s+/g, ' '), event: range(event, event.node) };
}

function placeOf(handler: HandlerFunction): HandlerPlace {
  if (handler.kind === 'closure') return range(handler, parametersNode(handler.node));
  const { definition } = handler;
  const name = nameOf(definition.node);
  return { ...range(definition, nameNode(definition.node)), ...(name !== undefined && { name }) };
}

const nameNode = (fn: SyntaxNode): SyntaxNode => field(fn, 'name') ?? fn;
const parametersNode = (closure: SyntaxNode): SyntaxNode => field(closure, 'parameters') ?? closure;

function range({ module, offset }: Pick<Place, 'module' | 'offset'>, node: SyntaxNode): SourceRange {
  const { path, text } = module.file;
  return { path, ...rangeAt(text, offset + node.startIndex, offset + node.endIndex) };
}
