/** From `fn main` to the call that runs the handler. */
import type { FunctionDefinition } from './definition';
import { processorMethods } from './lambdaApi';
import { argumentsOf, calledMethod, calledPath, calledRole, refer, startsAt, type Frame } from './reference';
import type { Resolver } from './resolve';
import { descendants, field, type SyntaxNode } from './syntax';
import { traceService, type Handler } from './trace';

/** More functions than lie between any `main` and its `run`. */
const maxFunctions = 100;

/** One place where a handler is given to Lambda's crates. */
interface Found {
  readonly of: 'function' | 'extension';
  readonly handler: Handler | undefined;
  /** Index in `processorMethods`: an extension can have several. */
  readonly rank: number;
}

/**
 * The handler that `main`, or a function it calls, gives to Lambda's runtime, or to the Extensions API.
 * undefined when there is none, or when several are possible.
 * @param kind of the binary: a function may have an extension inside, whose handler is not the function's
 */
export async function findHandler(
  resolver: Resolver,
  main: FunctionDefinition,
  kind: 'function' | 'extension',
): Promise<Handler | undefined> {
  const frames: Frame[] = [{ definition: main }];
  const seen = new Set([functionKey(main)]);
  const processors: Found[] = [];
  for (const frame of frames) {
    const runs: Found[] = [];
    for (const call of callsIn(frame.definition.node)) {
      const found = await handlerGiven(resolver, frame, call);
      if (found) (found.of === 'function' ? runs : processors).push(found);
      const path = found ? undefined : calledPath(call);
      const callee = path && (await refer(resolver, frame, path));
      if (callee?.kind !== 'function' || seen.has(functionKey(callee)) || seen.size >= maxFunctions) continue;
      seen.add(functionKey(callee));
      frames.push({ definition: callee, call: { args: argumentsOf(call), frame } });
    }
    if (kind === 'function' && runs.length > 0) return only(runs);
  }
  if (kind === 'function') return undefined;
  const [first] = processors.filter(({ handler }) => handler).sort((a, b) => a.rank - b.rank);
  return first?.handler;
}

/** Two handlers in one binary are chosen between at run time. */
function only(runs: readonly Found[]): Handler | undefined {
  const keys = new Set(runs.map(({ handler }) => handler && handlerKey(handler)));
  return keys.size === 1 ? runs[0]?.handler : undefined;
}

async function handlerGiven(resolver: Resolver, frame: Frame, call: SyntaxNode): Promise<Found | undefined> {
  const [service] = argumentsOf(call);
  const method = calledMethod(call);
  const rank = method ? processorMethods.indexOf(method.name) : -1;
  if (method && rank >= 0 && (await startsAt('extension', resolver, frame, method.receiver))) {
    return { of: 'extension', handler: await traceService(resolver, frame, service), rank };
  }
  const role = await calledRole(resolver, frame, call);
  if (role !== 'runFunction' && role !== 'runExtension') return undefined;
  const handler = await traceService(resolver, frame, service);
  return { of: role === 'runFunction' ? 'function' : 'extension', handler, rank: 0 };
}

function callsIn(fn: SyntaxNode): readonly SyntaxNode[] {
  const body = field(fn, 'body');
  if (!body) return [];
  return descendants(body, (node) => node.type !== 'function_item').filter(
    (node) => node.type === 'call_expression',
  );
}

const functionKey = ({ module, node, offset }: FunctionDefinition): string =>
  `${module.file.path} ${offset + node.startIndex}`;

const handlerKey = (handler: Handler): string =>
  handler.kind === 'function'
    ? functionKey(handler.definition)
    : `${handler.module.file.path} ${handler.offset + handler.node.startIndex}`;
