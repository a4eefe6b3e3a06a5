import { argumentsOf, calledPath } from './calls';
import { eventNames, isEvent } from './passedEvent';
import { parameters } from './patterns';
import { refer, type Frame } from './reference';
import type { Resolver } from './resolve';
import { descendants, field, type SyntaxNode } from './syntax';
import { functionHandler, type EventSource, type HandlerFunction } from './handlerFunction';
import { calledFunction } from './typeOf';
import { valueOf } from './value';

/** What a variable or parameter that is called stands for. */
type Trace = (frame: Frame, callee: SyntaxNode) => Promise<HandlerFunction | undefined>;

/**
 * `|event| handler(&client, event)` only passes the event on: its value is that of a function of this workspace
 * that is given the event. undefined when the closure does more, and so is the handler itself.
 */
export async function closureTarget(
  resolver: Resolver,
  frame: Frame,
  closure: SyntaxNode,
  trace: Trace,
): Promise<HandlerFunction | undefined> {
  const body = field(closure, 'body');
  const [event] = parameters(closure);
  if (!body || !event) return undefined;
  const names = eventNames(event, body);
  const call = valueOf(body);
  const target =
    call.type === 'call_expression' ? await passedOn(resolver, frame, call, names, trace) : undefined;
  return target ?? givenFunction(resolver, frame, body, names, trace);
}

async function passedOn(
  resolver: Resolver,
  frame: Frame,
  call: SyntaxNode,
  names: ReadonlySet<string>,
  trace: Trace,
): Promise<HandlerFunction | undefined> {
  const called = await calledFunction(resolver, frame, call);
  const args = called?.call?.args ?? argumentsOf(call);
  const eventIndex = args.findIndex((argument) => isEvent(argument, names));
  if (eventIndex < 0) return undefined;
  if (called)
    return (
      (await wrapped(resolver, called, eventIndex, trace)) ?? functionHandler(sourceOf(called, eventIndex))
    );
  const callee = calledPath(call);
  const given = callee?.type === 'identifier' ? await trace(frame, callee) : undefined;
  return given && withEventAt(given, eventIndex);
}

/** `traced(event, handler)` gives the event to the function that it is given. */
async function wrapped(
  resolver: Resolver,
  called: Frame,
  eventIndex: number,
  trace: Trace,
): Promise<HandlerFunction | undefined> {
  const { node } = called.definition;
  const event = parameters(node)[eventIndex];
  const body = field(node, 'body');
  if (!event || !body) return undefined;
  const head = node.text.slice(0, body.startIndex - node.startIndex);
  if (!/\bFn(Mut|Once)?\b|\bfn\s*\(/.test(head.replace(/^.*?\bfn\b/s, ''))) return undefined;
  const given = await givenFunction(resolver, called, body, eventNames(event, body), trace);
  return given && { ...given, events: [...given.events, sourceOf(called, eventIndex)] };
}

/**
 * `|event| async { match f(event).await { … } }` of a function that wraps `run`: the handler is what it was given for
 * `f`, whatever it makes of the answer. undefined when there are several.
 */
async function givenFunction(
  resolver: Resolver,
  frame: Frame,
  body: SyntaxNode,
  names: ReadonlySet<string>,
  trace: Trace,
): Promise<HandlerFunction | undefined> {
  const found: HandlerFunction[] = [];
  for (const call of descendants(body)) {
    const callee = call.type === 'call_expression' ? calledPath(call) : undefined;
    if (callee?.type !== 'identifier') continue;
    const eventIndex = argumentsOf(call).findIndex((argument) => isEvent(argument, names));
    const reference = eventIndex < 0 ? undefined : await refer(resolver, frame, callee);
    if (reference?.kind !== 'let' && reference?.kind !== 'parameter') continue;
    const handler = await trace(frame, callee);
    if (handler) found.push(withEventAt(handler, eventIndex));
  }
  return found.length === 1 ? found[0] : undefined;
}

const withEventAt = (handler: HandlerFunction, eventIndex: number): HandlerFunction =>
  handler.kind === 'function'
    ? { ...handler, events: handler.events.map((source) => ({ ...source, eventIndex })) }
    : handler;

const sourceOf = (
  { definition, call }: Frame,
  eventIndex: number,
): EventSource & Pick<Frame, 'definition'> => ({
  definition,
  eventIndex,
  ...(call?.typeArguments && { typeArguments: call.typeArguments }),
});

/** A function that is given the event by a closure that does not say of what type it is. */
export async function typedBy(
  resolver: Resolver,
  frame: Frame,
  closure: SyntaxNode,
): Promise<EventSource | undefined> {
  const body = field(closure, 'body');
  const [event] = parameters(closure);
  if (!body || !event || field(event, 'type')) return undefined;
  const names = eventNames(event, body);
  for (const call of [body, ...descendants(body)].filter(({ type }) => type === 'call_expression')) {
    if (!argumentsOf(call).some((argument) => isEvent(argument, names))) continue;
    const called = await calledFunction(resolver, frame, call);
    const eventIndex = called?.call?.args.findIndex((argument) => isEvent(argument, names)) ?? -1;
    if (called && eventIndex >= 0) return sourceOf(called, eventIndex);
  }
  return undefined;
}
