/**
 * What is asked of a Rust parser. The shapes are those of tree-sitter's JavaScript binding, so its nodes are
 * used as they are; the node types are those of the tree-sitter-rust grammar.
 */
import { isCompiled } from './cfg';

export interface SyntaxNode {
  /** Of its tree, and unlike that of any other node in it; the objects are made anew when they are asked for. */
  readonly id: number;
  readonly tree: { readonly rootNode: SyntaxNode };
  readonly type: string;
  readonly text: string;
  /** UTF-16 code units from the start of the parsed text. */
  readonly startIndex: number;
  readonly endIndex: number;
  readonly hasError: boolean;
  readonly parent: SyntaxNode | null;
  readonly namedChildren: readonly (SyntaxNode | null)[];
  childForFieldName(name: string): SyntaxNode | null;
}

/** Lives outside the garbage-collected heap: whoever parsed it deletes it. */
export interface SyntaxTree {
  readonly rootNode: SyntaxNode;
  delete(): void;
}

export interface RustParser {
  /** What is no Rust becomes ERROR nodes. undefined: no end was in sight, the text is not worth the wait. */
  parse(text: string): SyntaxTree | undefined;
}

export const field = (node: SyntaxNode, name: string): SyntaxNode | undefined =>
  node.childForFieldName(name) ?? undefined;

/** Named children without comments. */
export const children = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.namedChildren.filter((child): child is SyntaxNode => child !== null && !isComment(child));

const isComment = (node: SyntaxNode): boolean =>
  node.type === 'line_comment' || node.type === 'block_comment';

/** Named children without comments, attributes, and what an attribute keeps out of the binary. */
export function compiledChildren(node: SyntaxNode): readonly SyntaxNode[] {
  let attributes: string[] = [];
  return children(node).filter((child) => {
    if (child.type === 'attribute_item') {
      attributes.push(child.text);
      return false;
    }
    const compiled = isCompiled(attributes);
    attributes = [];
    return compiled;
  });
}

/** Every compiled node below `node`, in source order; `enter` decides whether to go into one. */
export function descendants(
  node: SyntaxNode,
  enter: (node: SyntaxNode) => boolean = () => true,
): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  // A stack of our own: nesting in a source file is not bounded, the call stack is.
  const open = [...compiledChildren(node)].reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    found.push(next);
    if (enter(next)) open.push(...[...compiledChildren(next)].reverse());
  }
  return found;
}

/** The segments of a path such as `a::b::<T>::c`; a leading `::` is a segment of its own. */
export function pathSegments(node: SyntaxNode): readonly string[] {
  const segments: string[] = [];
  let at: SyntaxNode | undefined = node;
  while (at) {
    if (at.type === 'scoped_identifier' || at.type === 'scoped_type_identifier') {
      const name = field(at, 'name');
      if (name) segments.unshift(plainName(name.text));
      at = field(at, 'path');
      if (!at) segments.unshift('::');
    } else if (at.type === 'generic_type') at = field(at, 'type');
    else if (at.type === 'generic_function') at = field(at, 'function');
    // `<App as Handler>::handle`
    else if (at.type === 'bracketed_type') at = children(at)[0];
    else if (at.type === 'qualified_type') at = field(at, 'type');
    else {
      segments.unshift(plainName(at.text));
      at = undefined;
    }
  }
  return segments;
}

/** `r#type` and `type` are one name. */
export const plainName = (text: string): string => (text.startsWith('r#') ? text.slice(2) : text);

export const nameOf = (item: SyntaxNode): string | undefined => {
  const name = field(item, 'name');
  return name && plainName(name.text);
};

/** Names of the parameters of a function, type or `impl` that are not lifetimes. */
export function typeParameters(owner: SyntaxNode): readonly string[] {
  const list = field(owner, 'type_parameters');
  return (list ? children(list) : [])
    .filter(({ type }) => !type.startsWith('lifetime') && type !== 'attribute_item')
    .map((parameter) => nameOf(parameter) ?? parameter.text);
}

/** A function that is computed once for each node, whatever object stands for it. */
export function remembered<T>(compute: (node: SyntaxNode) => T): (node: SyntaxNode) => T {
  const known = new WeakMap<object, Map<number, { readonly value: T }>>();
  return (node) => {
    let ofTree = known.get(node.tree);
    if (!ofTree) known.set(node.tree, (ofTree = new Map<number, { readonly value: T }>()));
    let entry = ofTree.get(node.id);
    if (!entry) ofTree.set(node.id, (entry = { value: compute(node) }));
    return entry.value;
  };
}

/** Whether one of these names of types is in a type. */
export const mentions = (type: SyntaxNode, names: readonly string[]): boolean =>
  names.length > 0 &&
  [type, ...descendants(type)].some((node) => node.type === 'type_identifier' && names.includes(node.text));
