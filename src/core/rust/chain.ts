import { calledMethod } from './calls';
import type { Role } from './lambdaApi';
import { calledRole, refer, type Frame } from './reference';
import type { Resolver } from './resolve';
import type { SyntaxNode } from './syntax';
import { originOf } from './traceFunction';
import { bare } from './value';

/** Longer chains than anyone writes; ends `let a = b; let b = a` of half-typed code. */
const maxChain = 50;

/** Whether a chain of methods, as in `Extension::new().with_events(…)`, starts with a call of that role. */
export async function startsAt(
  role: Role,
  resolver: Resolver,
  frame: Frame,
  receiver: SyntaxNode,
): Promise<boolean> {
  let at = { frame, node: receiver };
  for (let steps = 0; steps < maxChain; steps++) {
    const node = bare(at.node);
    if (node.type === 'call_expression' && (await calledRole(resolver, at.frame, node)) === role) return true;
    const method = node.type === 'call_expression' ? calledMethod(node) : undefined;
    const before = (await originOf(resolver, at.frame, node)) ?? (await changed(resolver, at.frame, node));
    if (before) at = before;
    else if (method) at = { frame: at.frame, node: method.receiver };
    else return false;
  }
  return false;
}

/** `let mut extension = Extension::new(); extension = extension.with_events(…);` started as it was first set. */
async function changed(
  resolver: Resolver,
  frame: Frame,
  node: SyntaxNode,
): Promise<{ readonly frame: Frame; readonly node: SyntaxNode } | undefined> {
  const reference = node.type === 'identifier' ? await refer(resolver, frame, node) : undefined;
  return reference?.kind === 'let' ? { frame, node: reference.value } : undefined;
}
