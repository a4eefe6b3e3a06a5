/** The variables that parameters and patterns introduce. */
import { children, field, plainName, type SyntaxNode } from './syntax';

/** Parameters of a function or closure, in order, without `self` and attributes. */
export function parameters(owner: SyntaxNode): readonly SyntaxNode[] {
  const list = field(owner, 'parameters');
  return list ? children(list).filter((node) => !isSelf(node) && node.type !== 'attribute_item') : [];
}

/** `&mut self`, `self: Arc<Self>` */
const isSelf = (node: SyntaxNode): boolean =>
  node.type === 'self_parameter' || (node.type === 'parameter' && field(node, 'pattern')?.type === 'self');

export const hasSelf = (fn: SyntaxNode): boolean => children(field(fn, 'parameters') ?? fn).some(isSelf);

/** Names of the variables that a pattern, parameter or `let` condition introduces. */
export function bindings(pattern: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'identifier' || node.type === 'shorthand_field_identifier') {
      names.push(plainName(node.text));
    } else open.push(...[...innerPatterns(node)].reverse());
  }
  return names;
}

function innerPatterns(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'parameter':
    case 'let_condition': {
      const pattern = field(node, 'pattern');
      return pattern ? [pattern] : [];
    }
    case 'tuple_struct_pattern':
    case 'struct_pattern':
      // The first child is the path of the type: `Some`, `LambdaEvent`.
      return children(node).slice(1);
    case 'match_pattern':
      // What follows the pattern is its guard.
      return children(node).slice(0, 1);
    case 'field_pattern': {
      const pattern = field(node, 'pattern');
      return pattern ? [pattern] : children(node);
    }
    case 'tuple_pattern':
    case 'slice_pattern':
    case 'ref_pattern':
    case 'mut_pattern':
    case 'reference_pattern':
    case 'captured_pattern':
    case 'or_pattern':
    case 'let_chain':
      return children(node);
    default:
      return [];
  }
}
