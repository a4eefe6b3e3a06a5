/** The variables that parameters and patterns introduce. */
import { children, field, plainName, type SyntaxNode } from './syntax';

/** Parameters of a function or closure, in order, without `self` and attributes. */
export function parameters(owner: SyntaxNode): readonly SyntaxNode[] {
  const list = field(owner, 'parameters');
  return list
    ? children(list).filter(({ type }) => type !== 'self_parameter' && type !== 'attribute_item')
    : [];
}

/** Names of the variables that a pattern, parameter or `let` condition introduces. */
export function bindings(pattern: SyntaxNode): readonly string[] {
  switch (pattern.type) {
    case 'identifier':
    case 'shorthand_field_identifier':
      return [plainName(pattern.text)];
    case 'parameter':
    case 'let_condition':
      return bindingsOf(field(pattern, 'pattern'));
    case 'tuple_struct_pattern':
    case 'struct_pattern': {
      // The first child is the path of the type: `Some`, `LambdaEvent`.
      const [, ...fields] = children(pattern);
      return fields.flatMap(bindings);
    }
    case 'field_pattern': {
      const inner = field(pattern, 'pattern');
      return inner ? bindings(inner) : children(pattern).flatMap(bindings);
    }
    case 'match_pattern': {
      // What follows is the guard.
      const [inner] = children(pattern);
      return bindingsOf(inner);
    }
    case 'tuple_pattern':
    case 'slice_pattern':
    case 'ref_pattern':
    case 'mut_pattern':
    case 'reference_pattern':
    case 'captured_pattern':
    case 'or_pattern':
    case 'let_chain':
      return children(pattern).flatMap(bindings);
    default:
      return [];
  }
}

const bindingsOf = (pattern: SyntaxNode | undefined): readonly string[] => (pattern ? bindings(pattern) : []);
