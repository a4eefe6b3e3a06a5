import type { Definition, FunctionDefinition } from './definition';
import { lambdaRole, type Role } from './lambdaApi';
import type { Resolver } from './resolve';
import { localBinding, type LocalBinding } from './scope';
import { children, field, pathSegments, type SyntaxNode } from './syntax';

/** A function being looked at, and the call that led to it: what its parameters stand for. */
export interface Frame {
  readonly definition: FunctionDefinition;
  readonly call?: { readonly args: readonly SyntaxNode[]; readonly frame: Frame };
}

export type Reference = Definition | Exclude<LocalBinding, { kind: 'function' | 'import' }>;

/** What an `identifier` or `scoped_identifier` in a function's body stands for. */
export async function refer(
  resolver: Resolver,
  frame: Frame,
  node: SyntaxNode,
): Promise<Reference | undefined> {
  const { module, offset } = frame.definition;
  const path = pathSegments(node);
  const [first = '', ...rest] = path;
  const local = localBinding(node, first);
  if (local?.kind === 'import') return resolver.resolve(module, [...local.path, ...rest]);
  if (rest.length > 0 || !local) return resolver.resolve(module, path);
  return local.kind === 'function' ? { kind: 'function', module, node: local.node, offset } : local;
}

/** The path that a call calls, without type arguments; undefined for methods and computed functions. */
export function calledPath(call: SyntaxNode): SyntaxNode | undefined {
  let callee = field(call, 'function');
  if (callee?.type === 'generic_function') callee = field(callee, 'function');
  return callee && isPath(callee) ? callee : undefined;
}

export const isPath = (node: SyntaxNode): boolean =>
  node.type === 'identifier' || node.type === 'scoped_identifier';

/** `receiver.name(…)` */
export function calledMethod(
  call: SyntaxNode,
): { readonly receiver: SyntaxNode; readonly name: string } | undefined {
  let callee = field(call, 'function');
  if (callee?.type === 'generic_function') callee = field(callee, 'function');
  if (callee?.type !== 'field_expression') return undefined;
  const receiver = field(callee, 'value');
  return receiver && { receiver, name: field(callee, 'field')?.text ?? '' };
}

export const argumentsOf = (call: SyntaxNode): readonly SyntaxNode[] => {
  const list = field(call, 'arguments');
  return list ? children(list) : [];
};

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
