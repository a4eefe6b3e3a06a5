/** Which expression an expression's value comes from. */
import { argumentsOf, calledMethod, calledPath } from './calls';
import { localBinding } from './scope';
import { children, descendants, field, pathSegments, plainName, remembered, type SyntaxNode } from './syntax';

/** Longer chains than anyone writes; ends `let a = b; let b = a` of half-typed code. */
const maxSteps = 20;

/** What only hands on its receiver, or the value in a `Result` or future that its receiver is. */
const passing = new Set(
  'clone unwrap expect unwrap_or_else map_err inspect_err or_else ok_or ok_or_else context with_context wrap_err instrument in_current_span boxed fuse'.split(
    ' ',
  ),
);
const wrappers = new Set([
  'Ok',
  'Some',
  'Box::pin',
  'Box::new',
  'Box::leak',
  'Arc::new',
  'Arc::clone',
  'Rc::new',
  'Rc::clone',
]);

/** Through blocks, `.await`, `?`, `Ok(…)`, variables. */
export function valueOf(expression: SyntaxNode): SyntaxNode {
  let node = expression;
  for (let steps = 0; steps < maxSteps; steps++) {
    const inner = innerValue(node) ?? variableValue(node);
    if (!inner) break;
    node = inner;
  }
  return node;
}

/** As `valueOf`, but not through variables. */
export function bare(expression: SyntaxNode): SyntaxNode {
  let node = expression;
  for (let steps = 0; steps < maxSteps; steps++) {
    const inner = innerValue(node);
    if (!inner) break;
    node = inner;
  }
  return node;
}

/** What an `if` or a `match` can give back; undefined for anything else. */
export function branches(node: SyntaxNode): readonly SyntaxNode[] | undefined {
  if (node.type !== 'if_expression' && node.type !== 'match_expression') return undefined;
  const body = field(node, 'body');
  const otherwise = field(node, 'alternative');
  const parts = body
    ? children(body).flatMap((arm) => field(arm, 'value') ?? [])
    : [field(node, 'consequence') ?? node, ...(otherwise ? children(otherwise) : [])];
  return parts.filter((part) => !endsFunction(part));
}

/** `return …`, `panic!(…)`, also at the end of a block. */
function endsFunction(node: SyntaxNode): boolean {
  if (node.type !== 'block' && node.type !== 'expression_statement') {
    return node.type === 'return_expression' || node.type === 'macro_invocation';
  }
  const last = children(node).at(-1);
  return last !== undefined && endsFunction(last);
}

/** What a function gives back; undefined when it can return from several places. */
export function returnedValue(fn: SyntaxNode): SyntaxNode | undefined {
  const body = field(fn, 'body');
  if (!body) return undefined;
  const value = valueOf(body);
  const returns = descendants(body, ({ type }) => !hasReturnsOfItsOwn.has(type)).filter(
    ({ type }) => type === 'return_expression',
  );
  return returns.every((node) => node.endIndex >= value.endIndex && node.startIndex <= value.startIndex)
    ? value
    : undefined;
}

const hasReturnsOfItsOwn = new Set(['closure_expression', 'async_block', 'function_item']);

const innerValue = remembered((node): SyntaxNode | undefined => {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'await_expression':
    case 'try_expression':
    case 'async_block':
    case 'unsafe_block':
    case 'return_expression':
      return children(node).at(-1);
    case 'reference_expression':
    case 'type_cast_expression':
      return field(node, 'value');
    case 'generic_function':
      return field(node, 'function');
    case 'block': {
      const last = children(node).at(-1);
      // The grammar takes a block at the end for a statement, though its value counts; so does that of `return x;`.
      if (last?.type === 'expression_statement') {
        const [inner] = children(last);
        return inner?.type === 'return_expression' || !last.text.endsWith(';') ? inner : undefined;
      }
      return last && !/_(statement|declaration|item)$/.test(last.type) ? last : undefined;
    }
    case 'call_expression': {
      const method = calledMethod(node);
      if (method) return passing.has(method.name) ? method.receiver : undefined;
      const path = calledPath(node);
      const name = path ? pathSegments(path).slice(-2).join('::') : '';
      return wrappers.has(name) ? argumentsOf(node)[0] : undefined;
    }
    default:
      return undefined;
  }
});

function variableValue(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type !== 'identifier') return undefined;
  const binding = localBinding(node, plainName(node.text));
  return binding?.kind === 'let' && binding.later.length === 0 ? binding.value : undefined;
}
