import { children, field, pathSegments, plainName, type SyntaxNode } from './syntax';

/** A name that a `use` declaration makes known. */
export interface Import {
  /** undefined for `use path::*`. */
  readonly name: string | undefined;
  readonly path: readonly string[];
}

/** What a `use_declaration` imports, one by one. */
export function importsOf(declaration: SyntaxNode): readonly Import[] {
  const argument = field(declaration, 'argument');
  return argument ? flatten(argument, []) : [];
}

function flatten(tree: SyntaxNode, prefix: readonly string[]): readonly Import[] {
  switch (tree.type) {
    case 'use_list':
      return children(tree).flatMap((child) => flatten(child, prefix));
    case 'scoped_use_list': {
      const path = field(tree, 'path');
      const list = field(tree, 'list');
      return list ? flatten(list, [...prefix, ...(path ? pathSegments(path) : [])]) : [];
    }
    case 'use_wildcard': {
      const [path] = children(tree);
      return [{ name: undefined, path: [...prefix, ...(path ? pathSegments(path) : [])] }];
    }
    case 'use_as_clause': {
      const path = field(tree, 'path');
      const alias = field(tree, 'alias');
      if (!path || !alias || alias.text === '_') return [];
      return [{ name: plainName(alias.text), path: withoutSelf([...prefix, ...pathSegments(path)]) }];
    }
    default: {
      const path = withoutSelf([...prefix, ...pathSegments(tree)]);
      return [{ name: path.at(-1), path }];
    }
  }
}

/** `use a::b::{self}` imports `a::b`. */
const withoutSelf = (path: readonly string[]): readonly string[] =>
  path.length > 1 && path.at(-1) === 'self' ? path.slice(0, -1) : path;
