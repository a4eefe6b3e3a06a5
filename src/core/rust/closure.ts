import { argumentsOf, calledPath } from './calls';
import { eventNames, isEvent } from './passedEvent';
import { parameters } from './patterns';
import type { Frame } from './reference';
import type { Resolver } from './resolve';
import { field, type SyntaxNode } from './syntax';
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
