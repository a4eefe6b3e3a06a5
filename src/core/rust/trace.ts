/** From an expression given to Lambda's `run` back to the function or closure that takes the events. */
import type { FunctionDefinition } from './definition';
import { closureTarget } from './closure';
import type { Module } from './module';
import { argumentsOf, calledMethod, calledRole, isPath, refer, startsAt, type Frame } from './reference';
import type { Resolver } from './resolve';
import { children, field, type SyntaxNode } from './syntax';

export type Handler =
  | {
      readonly kind: 'function';
      readonly definition: FunctionDefinition;
      /** Which of its parameters the event is. */
      readonly eventIndex: number;
    }
  | {
      readonly kind: 'closure';
      readonly module: Module;
      readonly node: SyntaxNode;
      /** Where the text that `node` was parsed from starts in its file. */
      readonly offset: number;
    };

/** Longer chains of variables than anyone writes; ends `let a = b; let b = a` of half-typed code. */
const maxSteps = 30;

/** What a `tower::Service` expression calls; undefined when that can't be told from the source. */
export async function traceService(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode | undefined,
  steps = maxSteps,
): Promise<Handler | undefined> {
  const node = expression && bare(expression);
  if (!node || steps === 0) return undefined;
  if (node.type === 'call_expression') {
    const role = await calledRole(resolver, frame, node);
    const [first] = argumentsOf(node);
    if (role === 'serviceFn') return traceFunction(resolver, frame, first, steps - 1);
    if (role === 'wrapService') return traceService(resolver, frame, first, steps - 1);
    const method = calledMethod(node);
    if (!method || !(await startsAt('serviceBuilder', resolver, frame, method.receiver))) return undefined;
    if (method.name === 'service') return traceService(resolver, frame, first, steps - 1);
    if (method.name === 'service_fn') return traceFunction(resolver, frame, first, steps - 1);
    return undefined;
  }
  const origin = await originOf(resolver, frame, node);
  return origin && traceService(resolver, origin.frame, origin.node, steps - 1);
}

/** What an expression of a function type calls. */
async function traceFunction(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode | undefined,
  steps: number,
): Promise<Handler | undefined> {
  const node = expression && bare(expression);
  if (!node || steps === 0) return undefined;
  if (node.type === 'closure_expression') {
    const { module, offset } = frame.definition;
    return (await closureTarget(resolver, frame, node)) ?? { kind: 'closure', module, node, offset };
  }
  if (!isPath(node)) return undefined;
  const reference = await refer(resolver, frame, node);
  if (reference?.kind === 'function') return { kind: 'function', definition: reference, eventIndex: 0 };
  const origin = await originOf(resolver, frame, node);
  return origin && traceFunction(resolver, origin.frame, origin.node, steps - 1);
}

/** Where a variable's value is written: its `let`, or the argument its parameter was given. */
async function originOf(
  resolver: Resolver,
  frame: Frame,
  node: SyntaxNode,
): Promise<{ readonly frame: Frame; readonly node: SyntaxNode } | undefined> {
  if (node.type !== 'identifier') return undefined;
  const reference = await refer(resolver, frame, node);
  if (reference?.kind === 'let') return { frame, node: reference.value };
  if (reference?.kind !== 'parameter' || !frame.call) return undefined;
  // A parameter of a closure is known to nobody.
  if (reference.owner.startIndex !== frame.definition.node.startIndex) return undefined;
  const argument = frame.call.args[reference.index];
  return argument && { frame: frame.call.frame, node: argument };
}

/** Without parentheses, `&`, type arguments and `.clone()`. */
function bare(expression: SyntaxNode): SyntaxNode {
  for (let node = expression; ;) {
    let inner: SyntaxNode | undefined;
    if (node.type === 'parenthesized_expression') [inner] = children(node);
    else if (node.type === 'reference_expression') inner = field(node, 'value');
    else if (node.type === 'generic_function') inner = field(node, 'function');
    else if (node.type === 'call_expression') {
      const method = calledMethod(node);
      if (method?.name === 'clone') inner = method.receiver;
    }
    if (!inner) return node;
    node = inner;
  }
}
