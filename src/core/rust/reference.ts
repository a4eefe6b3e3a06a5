import { calledMethod, calledPath, isPath } from './calls';
import { associatedFunction, type Definition, type FunctionDefinition, type Namespace } from './definition';
import { lambdaRole, type Role } from './lambdaApi';
import type { Resolver } from './resolve';
import { localBinding, type LocalBinding } from './scope';
import { pathSegments, type SyntaxNode } from './syntax';

/** A function being looked at, and the call that led to it: what its parameters stand for. */
export interface Frame {
  readonly definition: FunctionDefinition;
  readonly call?: { readonly args: readonly SyntaxNode[]; readonly frame: Frame };
}

export type Reference = Definition | Exclude<LocalBinding, { kind: 'function' | 'import' }>;

/** What a path in a function's body stands for. */
export async function refer(
  resolver: Resolver,
  frame: Frame,
  node: SyntaxNode,
  namespace: Namespace = 'value',
): Promise<Reference | undefined> {
  const { module, offset, owner } = frame.definition;
  const path = pathSegments(node);
  const [first = '', ...rest] = path;
  if (first === 'Self' && owner) {
    const [member, ...deeper] = rest;
    if (member === undefined) return owner;
    return deeper.length === 0 ? associatedFunction(owner, member) : undefined;
  }
  const local = localBinding(node, first);
  if (local?.kind === 'import') return resolver.resolve(module, [...local.path, ...rest], namespace);
  if (rest.length > 0 || !local) return resolver.resolve(module, path, namespace);
  return local.kind === 'function' ? { kind: 'function', module, node: local.node, offset } : local;
}

/** What a call means to Lambda's crates, if it calls one of theirs. */
export async function calledRole(
  resolver: Resolver,
  frame: Frame,
  call: SyntaxNode,
): Promise<Role | undefined> {
  const path = calledPath(call);
  const reference = path && (await refer(resolver, frame, path));
  return reference?.kind === 'external' ? lambdaRole(reference.path) : undefined;
}

/** Whether a chain of methods, as in `Extension::new().with_events(…)`, starts with a call of that role. */
export async function startsAt(
  role: Role,
  resolver: Resolver,
  frame: Frame,
  receiver: SyntaxNode,
): Promise<boolean> {
  let node: SyntaxNode | undefined = receiver;
  for (let steps = 0; node && steps < maxChain; steps++) {
    if (node.type === 'call_expression') {
      if ((await calledRole(resolver, frame, node)) === role) return true;
      node = calledMethod(node)?.receiver;
    } else if (isPath(node)) {
      const reference: Reference | undefined = await refer(resolver, frame, node);
      node = reference?.kind === 'let' ? reference.value : undefined;
    } else return false;
  }
  return false;
}

/** Ends `let a = b; let b = a` of half-typed code. */
const maxChain = 50;
