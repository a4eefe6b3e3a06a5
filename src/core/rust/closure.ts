import { bindings, parameters } from './patterns';
import { argumentsOf, calledPath, refer, type Frame } from './reference';
import type { Resolver } from './resolve';
import { localBinding } from './scope';
import { children, descendants, field, pathSegments, plainName, type SyntaxNode } from './syntax';
import type { Handler } from './trace';

/**
 * `|event| handler(&client, event)` only passes the event on: its value is that of a function of this crate
 * that is given the event. undefined when the closure does more, and so is the handler itself.
 */
export async function closureTarget(
  resolver: Resolver,
  frame: Frame,
  closure: SyntaxNode,
): Promise<Handler | undefined> {
  const body = field(closure, 'body');
  const [event] = parameters(closure);
  if (!body || !event) return undefined;
  const call = valueOf(body);
  const path = call.type === 'call_expression' ? calledPath(call) : undefined;
  if (!path) return undefined;
  const names = eventNames(event, body);
  const eventIndex = argumentsOf(call).findIndex((argument) => mentions(argument, names));
  if (eventIndex < 0) return undefined;
  const reference = await refer(resolver, frame, path);
  return reference?.kind === 'function' ? { kind: 'function', definition: reference, eventIndex } : undefined;
}

/** The event's own names, and those of what was taken from it: `let (payload, _) = event.into_parts()`. */
function eventNames(event: SyntaxNode, body: SyntaxNode): ReadonlySet<string> {
  const names = new Set(bindings(event));
  for (const node of descendants(body)) {
    if (node.type !== 'let_declaration') continue;
    const pattern = field(node, 'pattern');
    const value = field(node, 'value');
    if (!pattern || !value || !mentions(value, names)) continue;
    for (const name of bindings(pattern)) names.add(name);
  }
  return names;
}

const mentions = (expression: SyntaxNode, names: ReadonlySet<string>): boolean =>
  [expression, ...descendants(expression)].some(
    (node) => node.type === 'identifier' && names.has(plainName(node.text)),
  );

/** The expression that an expression's value comes from: through blocks, `.await`, `?`, `Ok(…)`, variables. */
function valueOf(expression: SyntaxNode): SyntaxNode {
  let node = expression;
  // Bounded because `let a = b; let b = a` may be half-typed.
  for (let steps = 0; steps < 50; steps++) {
    const inner = innerValue(node);
    if (!inner) break;
    node = inner;
  }
  return node;
}

function innerValue(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'await_expression':
    case 'try_expression':
    case 'async_block':
    case 'unsafe_block':
    case 'return_expression':
      return children(node).at(-1);
    case 'block': {
      const last = children(node).at(-1);
      // The grammar takes a block at the end for a statement, though its value counts.
      if (last?.type === 'expression_statement' && !last.text.endsWith(';')) return children(last)[0];
      return last && !/_(statement|declaration|item)$/.test(last.type) ? last : undefined;
    }
    case 'identifier': {
      const binding = localBinding(node, plainName(node.text));
      return binding?.kind === 'let' ? binding.value : undefined;
    }
    case 'call_expression': {
      const path = calledPath(node);
      const wrapper = path ? pathSegments(path).join('::') : '';
      return ['Ok', 'Box::pin'].includes(wrapper) ? argumentsOf(node)[0] : undefined;
    }
    default:
      return undefined;
  }
}
