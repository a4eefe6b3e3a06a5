/** Finds where a binary's events arrive, from its sources alone. */
import type { HandlerFinder, HandlerLocation, HandlerPlace } from '../ports';
import { packageOf, type CrateGraph } from '../types/crateGraph';
import { Crates } from './crates';
import type { FunctionDefinition } from './definition';
import { findHandler } from './entry';
import { eventType } from './eventType';
import { Module } from './module';
import { rangeAt } from './positions';
import { Resolver } from './resolve';
import { Sources, Splits } from './sources';
import { field, nameOf, type RustParser, type SyntaxNode } from './syntax';
import type { Handler } from './trace';
import type { HandlerFunction } from './traceFunction';

type Binary = Parameters<HandlerFinder['find']>[0];

/** @param parser gives the parser, loading it when it is first needed; its error is that of `find` */
export function createHandlerFinder(parser: () => Promise<RustParser>): HandlerFinder {
  const splits = new Splits();
  return {
    async find(binary, readText) {
      const sources = new Sources(await parser(), splits, readText);
      try {
        const location = await locate(sources, binary);
        return { location, incomplete: sources.incomplete };
      } finally {
        sources.dispose();
      }
    },
    async hints(binary, readText, graph) {
      const sources = new Sources(await parser(), splits, readText);
      try {
        const { resolver, handler } = (await search(sources, binary, graph)) ?? {};
        if (!resolver || !handler) return sources.incomplete ? undefined : [];
        // Loaded when first needed: the first lens does not wait for it.
        const { hintsFor } = await import('./hints/hints');
        return await hintsFor(sources, resolver, handler, graph);
      } finally {
        sources.dispose();
      }
    },
  };
}

async function locate(sources: Sources, binary: Binary): Promise<HandlerLocation | undefined> {
  const found = await search(sources, binary);
  if (!found) return undefined;
  const { resolver, main, handler } = found;
  if (handler) return locationOf(resolver, binary.id, handler);
  return { functionId: binary.id, kind: 'main', name: 'main', ...range(main, nameNode(main.node)) };
}

interface Found {
  readonly resolver: Resolver;
  readonly main: FunctionDefinition;
  /** undefined: none could be proven. */
  readonly handler: Handler | undefined;
}

async function search(
  sources: Sources,
  { kind, sourcePath, manifestPath }: Binary,
  graph?: CrateGraph,
): Promise<Found | undefined> {
  const pkg = manifestPath === undefined ? undefined : graph && packageOf(graph, manifestPath);
  const root = await Module.root(sources, sourcePath, manifestPath, pkg?.features);
  if (!root) return undefined;
  const resolver = new Resolver(new Crates(sources));
  const main = await resolver.resolve(root, ['main']);
  if (main?.kind !== 'function') return undefined;
  return { resolver, main, handler: await findHandler(resolver, main, kind) };
}

async function locationOf(
  resolver: Resolver,
  functionId: string,
  handler: Handler,
): Promise<HandlerLocation> {
  if (handler.kind === 'router') {
    const routes = handler.routes.map(({ method, path, handler: of }) => ({
      method,
      path,
      ...(of && { handler: placeOf(of) }),
    }));
    return { functionId, kind: 'router', ...range(handler, handler.node), routes };
  }
  const { definition, eventIndex } =
    handler.kind === 'function' ? handler : (handler.typedBy ?? { definition: handler, eventIndex: 0 });
  const type = await eventType(resolver, definition.module, definition.node, eventIndex);
  return {
    functionId,
    kind: handler.kind,
    ...placeOf(handler),
    ...(type !== undefined && { eventType: type }),
  };
}

function placeOf(handler: HandlerFunction): HandlerPlace {
  if (handler.kind === 'closure') return range(handler, parametersNode(handler.node));
  const { definition } = handler;
  const name = nameOf(definition.node);
  return { ...range(definition, nameNode(definition.node)), ...(name !== undefined && { name }) };
}

const nameNode = (fn: SyntaxNode): SyntaxNode => field(fn, 'name') ?? fn;
const parametersNode = (closure: SyntaxNode): SyntaxNode => field(closure, 'parameters') ?? closure;

function range(
  { module, offset }: { readonly module: Module; readonly offset: number },
  node: SyntaxNode,
): Pick<HandlerLocation, 'path' | 'start' | 'end'> {
  const { path, text } = module.file;
  return { path, ...rangeAt(text, offset + node.startIndex, offset + node.endIndex) };
}
