/** What a name means inside a function's body: variables, parameters, and items declared in blocks. */
import { blockOf } from './block';
import { bindings, parameters } from './patterns';
import { children, field, type SyntaxNode } from './syntax';

export type LocalBinding =
  /** `let name = value`, and what a `let mut` is set to `later`. */
  | {
      readonly kind: 'let';
      readonly value: SyntaxNode;
      readonly later: readonly SyntaxNode[];
      readonly isMutable: boolean;
    }
  /** The parameter of the function or closure `owner`, by its place. */
  | { readonly kind: 'parameter'; readonly owner: SyntaxNode; readonly index: number }
  /** A variable whose value isn't written down as one expression. */
  | { readonly kind: 'opaque' }
  /** `fn` within the function. */
  | { readonly kind: 'function'; readonly node: SyntaxNode }
  /** `use` within the function. */
  | { readonly kind: 'import'; readonly path: readonly string[] };

/** Deeper than any source; finding a parent takes the longer the deeper it lies. */
const maxDepth = 1000;

/** undefined: `name` is not declared between `node` and the outermost function around it. */
export function localBinding(node: SyntaxNode, name: string): LocalBinding | undefined {
  // A function within a function sees the outer one's items, but not its variables.
  let variables = true;
  let depth = 0;
  for (let child = node, scope = node.parent; scope; child = scope, scope = scope.parent) {
    if (++depth > maxDepth) return { kind: 'opaque' };
    const found = scope.type === 'block' ? inBlock(scope, child, name, variables) : undefined;
    if (found) return found;
    const variable = variables ? asVariable(scope, child, name) : undefined;
    if (variable) return variable;
    if (scope.type === 'function_item') variables = false;
  }
  return undefined;
}

/** The paths of `use path::*` in the blocks around a node. */
export function globsAround(node: SyntaxNode): readonly (readonly string[])[] {
  const globs = new Map<string, readonly string[]>();
  let depth = 0;
  for (let scope = node.parent; scope && depth < maxDepth; scope = scope.parent, depth++) {
    for (const { name, path } of scope.type === 'block' ? blockOf(scope).imports : []) {
      if (name === undefined) globs.set(path.join('::'), path);
    }
  }
  return [...globs.values()];
}

function inBlock(
  node: SyntaxNode,
  before: SyntaxNode,
  name: string,
  variables: boolean,
): LocalBinding | undefined {
  const block = blockOf(node);
  // The last of several `let`s of one name is the one that is seen.
  const lets = variables ? block.lets.get(name) : undefined;
  const start = lets ? before.startIndex : 0;
  const last = lets?.findLast(({ end }) => end <= start)?.node;
  if (last) {
    const value = field(last, 'value');
    if (field(last, 'pattern')?.type !== 'identifier' || !value) return { kind: 'opaque' };
    const isMutable = children(last).some(({ type }) => type === 'mutable_specifier');
    return { kind: 'let', value, later: isMutable ? block.assigned(name) : [], isMutable };
  }
  // Items are known in the whole block.
  const fn = block.functions.get(name);
  if (fn) return { kind: 'function', node: fn };
  const entry = block.imports.find((candidate) => candidate.name === name);
  return entry && { kind: 'import', path: entry.path };
}

function asVariable(scope: SyntaxNode, child: SyntaxNode, name: string): LocalBinding | undefined {
  switch (scope.type) {
    case 'function_item':
    case 'closure_expression': {
      const index = parameters(scope).findIndex((parameter) => bindings(parameter).includes(name));
      return index < 0 ? undefined : { kind: 'parameter', owner: scope, index };
    }
    case 'match_arm':
    case 'for_expression': {
      const pattern = field(scope, 'pattern');
      return pattern && bindings(pattern).includes(name) ? { kind: 'opaque' } : undefined;
    }
    case 'if_expression':
    case 'while_expression': {
      const condition = field(scope, 'condition');
      const taken = child.startIndex !== condition?.startIndex && child.type !== 'else_clause';
      return taken && condition && bindings(condition).includes(name) ? { kind: 'opaque' } : undefined;
    }
    default:
      return undefined;
  }
}
