import { isPath } from './calls';
import { closureTarget, typedBy } from './closure';
import { functionHandler, type EventSource, type HandlerFunction } from './handlerFunction';
import { refer, type Frame } from './reference';
import type { Resolver } from './resolve';
import type { SyntaxNode } from './syntax';
import { argumentOf, calledFunction, typeArgumentsOf } from './typeOf';
import { bare, returnedValue } from './value';

/** Longer chains of variables than anyone writes; ends `let a = b; let b = a` of half-typed code. */
export const maxSteps = 30;

/** What an expression of a function type calls; undefined when that can't be told from the source. */
export async function traceFunction(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode | undefined,
  steps = maxSteps,
): Promise<HandlerFunction | undefined> {
  const node = expression && bare(expression);
  if (!node || steps === 0) return undefined;
  if (node.type === 'closure_expression') {
    const { module, offset, within } = frame.definition;
    const own: EventSource = {
      definition: { module, node, offset, ...(within && { within }) },
      eventIndex: 0,
      ...(frame.call?.typeArguments && { typeArguments: frame.call.typeArguments }),
    };
    const target = await closureTarget(resolver, frame, node, (at, callee) =>
      traceFunction(resolver, at, callee, steps - 1),
    );
    if (target) return { ...target, events: [...target.events, own] };
    const typed = await typedBy(resolver, frame, node);
    return { kind: 'closure', module, node, offset, events: typed ? [own, typed] : [own] };
  }
  const reference = isPath(node) ? await refer(resolver, frame, node) : undefined;
  if (reference?.kind === 'function') {
    const typeArguments = typeArgumentsOf(frame, expression);
    return functionHandler({ definition: reference, eventIndex: 0, ...(typeArguments && { typeArguments }) });
  }
  const origin = await originOf(resolver, frame, node);
  return origin && traceFunction(resolver, origin.frame, origin.node, steps - 1);
}

/**
 * Where a value is written that is not written here: a variable's `let`, the argument its parameter was given, or what
 * the function gives back that is called for it.
 */
export async function originOf(
  resolver: Resolver,
  frame: Frame,
  node: SyntaxNode,
): Promise<{ readonly frame: Frame; readonly node: SyntaxNode } | undefined> {
  if (node.type === 'call_expression') {
    const called = await calledFunction(resolver, frame, node);
    const value = called && returnedValue(called.definition.node);
    return value && { frame: called, node: value };
  }
  if (node.type !== 'identifier') return undefined;
  const reference = await refer(resolver, frame, node);
  if (reference?.kind === 'let') {
    return reference.later.length === 0 ? { frame, node: reference.value } : undefined;
  }
  return reference && argumentOf(frame, reference);
}
