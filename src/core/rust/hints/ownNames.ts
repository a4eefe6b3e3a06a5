import { bindings, parameters } from '../patterns';
import { children, field, nameOf, type SyntaxNode } from '../syntax';
import { importsOf } from '../uses';
import { nodesOf } from './nodes';

/**
 * The names that a function declares, wherever in it. Not where they are known: looking that up for each call takes
 * seconds in a long handler, and whoever gives a variable the name of a crate's function gets no hint.
 */
export interface OwnNames {
  readonly variables: ReadonlySet<string>;
  /** Functions, types, modules, and type parameters. */
  readonly items: ReadonlySet<string>;
  readonly imports: ReadonlyMap<string, readonly string[]>;
  /** It has a `use path::*`, which may bring any name. */
  readonly hasGlob: boolean;
}

export function ownNames(fn: SyntaxNode): OwnNames {
  const variables = new Set<string>();
  const items = new Set<string>();
  const imports = new Map<string, readonly string[]>();
  let hasGlob = false;
  for (const node of nodesOf(fn)) {
    for (const name of introducedBy(node)) variables.add(name);
    for (const name of node === fn ? typeParameters(fn) : declaredBy(node)) items.add(name);
    for (const { name, path } of node.type === 'use_declaration' ? importsOf(node) : []) {
      if (name === undefined) hasGlob = true;
      // Two of one name, in two blocks: either may be meant.
      else if (imports.has(name)) items.add(name);
      else imports.set(name, path);
    }
  }
  return { variables, items, imports, hasGlob };
}

function introducedBy(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'function_item':
    case 'closure_expression':
      return parameters(node).flatMap(bindings);
    case 'let_condition':
      return bindings(node);
    case 'let_declaration':
    case 'match_arm':
    case 'for_expression': {
      const pattern = field(node, 'pattern');
      return pattern ? bindings(pattern) : [];
    }
    default:
      return [];
  }
}

function declaredBy(node: SyntaxNode): readonly string[] {
  const name = node.type.endsWith('_item') ? nameOf(node) : undefined;
  return name === undefined ? [] : [name];
}

/** `fn handler<Client: Connect>` */
const typeParameters = (fn: SyntaxNode): readonly string[] =>
  children(fn)
    .filter(({ type }) => type === 'type_parameters')
    .flatMap(children)
    .map((parameter) => nameOf(parameter) ?? parameter.text);
