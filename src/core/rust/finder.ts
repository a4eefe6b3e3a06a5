/** Finds where a binary's events arrive, from its sources alone. */
import type { HandlerFinder, HandlerLocation } from '../ports';
import { dirname, join } from '../project/paths';
import { findHandler } from './entry';
import { eventType } from './eventType';
import { Module } from './module';
import { rangeAt } from './positions';
import { Resolver, type Library } from './resolve';
import { Sources, Splits } from './sources';
import { field, nameOf, type RustParser, type SyntaxNode } from './syntax';
import type { Handler } from './trace';

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
  };
}

async function locate(sources: Sources, binary: Binary): Promise<HandlerLocation | undefined> {
  const root = await Module.root(sources, binary.sourcePath);
  if (!root) return undefined;
  const resolver = new Resolver(libraryOf(binary));
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
  const source = handler.kind === 'function' ? handler.definition : handler;
  const index = handler.kind === 'function' ? handler.eventIndex : 0;
  const type = await eventType(resolver, source.module, source.node, index);
  const name = handler.kind === 'function' ? nameOf(source.node) : undefined;
  return {
    functionId,
    kind: handler.kind,
    ...range(source, handler.kind === 'function' ? nameNode(source.node) : parametersNode(source.node)),
    ...(name !== undefined && { name }),
    ...(type !== undefined && { eventType: type }),
  };
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

/** Cargo's default for a package's library; one with another name or path is not followed. */
function libraryOf({ packageName, manifestPath }: Binary): Library | undefined {
  if (packageName === undefined || manifestPath === undefined) return undefined;
  return { name: packageName.replaceAll('-', '_'), path: join(dirname(manifestPath), 'src/lib.rs') };
}
