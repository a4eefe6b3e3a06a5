/** From `fn main` to the call that runs the handler. */
import { argumentsOf, calledMethod } from './calls';
import type { FunctionDefinition } from './definition';
import { lambdaRole, processorMethods } from './lambdaApi';
import { startsAt } from './chain';
import { calledRole, type Frame } from './reference';
import type { Resolver } from './resolve';
import { descendants, field, type SyntaxNode } from './syntax';
import { onlyHandler, traceService, type Handler } from './trace';
import { functionHandler } from './handlerFunction';
import { traceFunction } from './traceFunction';
import { calledFunction } from './typeOf';

/** More functions than lie between any `main` and its `run`. */
const maxFunctions = 100;

/** The last ones in a function: what is longer was made by a program, and ends with the call that counts. */
const mostCalls = 5_000;

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
  if (kind === 'function' && (await isAnnotated(resolver, main))) {
    return functionHandler({ definition: main, eventIndex: 0 });
  }
  const seen = new Set<string>();
  const processors: Found[] = [];
  for (let level: readonly Frame[] = withTwins({ definition: main }); level.length > 0;) {
    const next: Frame[] = [];
    const runs: Found[] = [];
    for (const frame of level) {
      for (const call of callsIn(frame.definition.node)) {
        const found = await handlerGiven(resolver, frame, call);
        if (found) (found.of === 'function' ? runs : processors).push(found);
        const called = found ? undefined : await calledFunction(resolver, frame, call);
        if (!called || seen.has(frameKey(called)) || seen.size >= maxFunctions) continue;
        seen.add(frameKey(called));
        next.push(...withTwins(called));
      }
    }
    if (kind === 'function' && runs.length > 0) return onlyHandler(runs.map(({ handler }) => handler));
    level = next;
  }
  if (kind === 'function') return undefined;
  const [first] = processors.filter(({ handler }) => handler).sort((a, b) => a.rank - b.rank);
  return first?.handler;
}

/** Which of functions of one name is compiled is not known: any of them may run the handler. */
const withTwins = (frame: Frame): readonly Frame[] => [
  frame,
  ...(frame.definition.twins ?? []).map((definition) => ({ ...frame, definition })),
];

async function handlerGiven(resolver: Resolver, frame: Frame, call: SyntaxNode): Promise<Found | undefined> {
  const [service] = argumentsOf(call);
  const method = calledMethod(call);
  const rank = method ? processorMethods.indexOf(method.name) : -1;
  if (method && rank >= 0 && (await startsAt('extension', resolver, frame, method.receiver))) {
    return { of: 'extension', handler: await traceService(resolver, frame, service), rank };
  }
  const role = await calledRole(resolver, frame, call);
  if (role === 'runHandler')
    return { of: 'function', handler: await traceFunction(resolver, frame, service), rank: 0 };
  if (role !== 'runFunction' && role !== 'runExtension') return undefined;
  const handler = await traceService(resolver, frame, service);
  return { of: role === 'runFunction' ? 'function' : 'extension', handler, rank: 0 };
}

function callsIn(fn: SyntaxNode): readonly SyntaxNode[] {
  const body = field(fn, 'body');
  if (!body) return [];
  const never = new Set<number>();
  const enter = (node: SyntaxNode): boolean => {
    if (node.type === 'if_expression' && field(node, 'condition')?.text === 'false') {
      const block = field(node, 'consequence');
      if (block) never.add(block.id);
    }
    return node.type !== 'function_item' && !never.has(node.id);
  };
  return descendants(body, enter)
    .filter((node) => node.type === 'call_expression')
    .slice(-mostCalls);
}

/** The oldest runtimes' `#[lambda] async fn main(event: Event, context: Context)`. */
async function isAnnotated(resolver: Resolver, { module, offset }: FunctionDefinition): Promise<boolean> {
  const attributes = module.items.find(({ start }) => start === offset)?.attributes ?? [];
  for (const attribute of attributes) {
    const path = /^#\[\s*((?:\w+\s*::\s*)*lambda)\b/.exec(attribute)?.[1];
    const definition = path && (await resolver.resolve(module, path.split(/\s*::\s*/)));
    if (definition && definition.kind === 'external' && lambdaRole(definition.path) === 'runHandler')
      return true;
  }
  return false;
}

/** One function can be called with several handlers. */
const frameKey = ({ definition: { module, node, offset }, call }: Frame): string =>
  [module.file.path, offset + node.startIndex, ...(call?.args ?? []).map(({ text }) => text)].join(' ');
