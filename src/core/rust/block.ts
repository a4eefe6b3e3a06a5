/** What a block declares, looked through once: a block can have thousands of statements, and each asks for names. */
import { bindings } from './patterns';
import { compiledChildren, descendants, field, nameOf, remembered, type SyntaxNode } from './syntax';
import { importsOf, type Import } from './uses';

export interface Block {
  /** `let`s by the variables that they introduce, in source order, with where they end. */
  readonly lets: ReadonlyMap<string, readonly { readonly node: SyntaxNode; readonly end: number }[]>;
  readonly functions: ReadonlyMap<string, SyntaxNode>;
  readonly imports: readonly Import[];
  /** What follows `name =` anywhere in it. */
  assigned(name: string): readonly SyntaxNode[];
}

export const blockOf = remembered(read);

function read(node: SyntaxNode): Block {
  const lets = new Map<string, { readonly node: SyntaxNode; readonly end: number }[]>();
  const functions = new Map<string, SyntaxNode>();
  const imports: Import[] = [];
  for (const statement of compiledChildren(node)) {
    if (statement.type === 'let_declaration') {
      const pattern = field(statement, 'pattern');
      const entry = { node: statement, end: statement.endIndex };
      for (const name of pattern ? bindings(pattern) : []) add(lets, name, entry);
    } else if (statement.type === 'function_item') {
      const name = nameOf(statement) ?? '';
      if (!functions.has(name)) functions.set(name, statement);
    } else if (statement.type === 'use_declaration') imports.push(...importsOf(statement));
  }
  let assignments: ReadonlyMap<string, readonly SyntaxNode[]> | undefined;
  const assigned = (name: string): readonly SyntaxNode[] =>
    (assignments ??= assignmentsIn(node)).get(name) ?? [];
  return { lets, functions, imports, assigned };
}

function assignmentsIn(node: SyntaxNode): ReadonlyMap<string, readonly SyntaxNode[]> {
  const found = new Map<string, SyntaxNode[]>();
  for (const each of descendants(node)) {
    const left = each.type === 'assignment_expression' ? field(each, 'left') : undefined;
    const right = left && field(each, 'right');
    if (right) add(found, left.text, right);
  }
  return found;
}

function add<T>(map: Map<string, T[]>, name: string, entry: T): void {
  const known = map.get(name);
  if (known) known.push(entry);
  else map.set(name, [entry]);
}
