import { calledPath, isPath } from './calls';
import type { Definition, FunctionDefinition, Namespace, Place } from './definition';
import { associatedFunction } from './implementations';
import { lambdaRole, type Role } from './lambdaApi';
import type { Resolver } from './resolve';
import { globsAround, localBinding, type LocalBinding } from './scope';
import { pathSegments, remembered, type SyntaxNode } from './syntax';

/** A function being looked at, and the call that led to it: what its parameters stand for. */
export interface Frame {
  readonly definition: FunctionDefinition;
  readonly call?: {
    readonly args: readonly SyntaxNode[];
    readonly typeArguments?: readonly Place[];
    readonly frame: Frame;
  };
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
    return deeper.length === 0 ? associatedFunction(resolver, owner, member) : undefined;
  }
  const local = localBinding(node, first);
  for (const glob of local || !mayHaveGlobs(node.tree.rootNode) ? [] : globsAround(node)) {
    const definition = await resolver.resolveThrough(module, glob, path, namespace);
    if (definition) return definition;
  }
  if (local?.kind === 'import') return resolver.resolve(module, [...local.path, ...rest], namespace);
  if (rest.length > 0 || !local) return resolver.resolve(module, path, namespace);
  return local.kind === 'function' ? { kind: 'function', module, node: local.node, offset } : local;
}

/** Few functions import something whole, and to look through all blocks around a node takes long. */
const mayHaveGlobs = remembered((root) => /\*\s*[;,}]/.test(root.text));

/** What a call means to Lambda's crates, if it calls one of theirs. */
export async function calledRole(
  resolver: Resolver,
  frame: Frame,
  call: SyntaxNode,
): Promise<Role | undefined> {
  const path = calledPath(call);
  let reference = path && (await refer(resolver, frame, path));
  // `let start = lambda_runtime::run;`
  if (reference?.kind === 'let' && isPath(reference.value) && reference.later.length === 0) {
    reference = await refer(resolver, frame, reference.value);
  }
  return reference?.kind === 'external' ? lambdaRole(reference.path) : undefined;
}
