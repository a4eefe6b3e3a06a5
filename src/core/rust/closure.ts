import { argumentsOf, calledPath } from './calls';
import type { FunctionDefinition } from './definition';
import { eventNames, isEvent } from './passedEvent';
import { parameters } from './patterns';
import type { Frame } from './reference';
import type { Resolver } from './resolve';
import { descendants, field, type SyntaxNode } from './syntax';
import type { HandlerFunction } from './traceFunction';
import { calledFunction } from './typeOf';
import { valueOf } from './value';

/**
 * `|event| handler(&client, event)` only passes the event on: its value is that of a function of this workspace
 * that is given the event. undefined when the closure does more, and so is the handler itself.
 * @param trace what a variable or parameter that is called stands for
 */
export async function closureTarget(
  resolver: Resolver,
  frame: Frame,
  closure: SyntaxNode,
  trace: (callee: SyntaxNode) => Promise<HandlerFunction | undefined>,
): Promise<HandlerFunction | undefined> {
  const body = field(closure, 'body');
  const [event] = parameters(closure);
  if (!body || !event) return undefined;
  const call = valueOf(body);
  if (call.type !== 'call_expression') return undefined;
  const names = eventNames(event, body);
  const called = await calledFunction(resolver, frame, call);
  const args = called?.call?.args ?? argumentsOf(call);
  const eventIndex = args.findIndex((argument) => isEvent(argument, names));
  if (eventIndex < 0) return undefined;
  if (called) return { kind: 'function', definition: called.definition, eventIndex };
  const callee = calledPath(call);
  const given = callee?.type === 'identifier' ? await trace(callee) : undefined;
  return given?.kind === 'function' ? { ...given, eventIndex } : given;
}

/** A function that is given the event by a closure that does not say of what type it is. */
export async function typedBy(
  resolver: Resolver,
  frame: Frame,
  closure: SyntaxNode,
): Promise<{ readonly definition: FunctionDefinition; readonly eventIndex: number } | undefined> {
  const body = field(closure, 'body');
  const [event] = parameters(closure);
  if (!body || !event || field(event, 'type')) return undefined;
  const names = eventNames(event, body);
  for (const call of [body, ...descendants(body)].filter(({ type }) => type === 'call_expression')) {
    if (!argumentsOf(call).some((argument) => isEvent(argument, names))) continue;
    const called = await calledFunction(resolver, frame, call);
    const eventIndex = called?.call?.args.findIndex((argument) => isEvent(argument, names)) ?? -1;
    if (called && eventIndex >= 0) return { definition: called.definition, eventIndex };
  }
  return undefined;
}
