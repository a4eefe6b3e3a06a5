/** Finds where a binary's events arrive, from its sources alone. */
import type { HandlerFinder, HandlerLocation, HandlerPlace } from '../ports';
import { Crates } from './crates';
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
      const sources = await Sources.startingAt(binary.sourcePath, parser, splits, readText);
      try {
        const location = await locate(sources, binary);
        return { location, incomplete: sources.incomplete };
      } finally {
        sources.dispose();
      }
    },
  };
}

async function locate(sources: Sources, binary: Binary): Promise<HandlerLocation | undefined> {
  const root = await Module.root(sources, binary.sourcePath, binary.manifestPath);
  if (!root) return undefined;
  const resolver = new Resolver(new Crates(sources));
  const main = await resolver.resolve(root, ['main']);
  if (main?.kind !== 'function') return undefined;
  const handler = await findHandler(resolver, main, binary.kind);
  if (handler) return locationOf(resolver, binary.id, handler);
  return { functionId: binary.id, kind: 'main', name: 'main', ...range(main, nameNode(main.node)) };
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
