/** Which variables of a closure are its event, or the payload of it: parts of the payload are not. */
import { calledMethod } from './calls';
import { bindings } from './patterns';
import { children, descendants, field, plainName, type SyntaxNode } from './syntax';
import { bare } from './value';

/** @param event the parameter of the closure */
export function eventNames(event: SyntaxNode, body: SyntaxNode): ReadonlySet<string> {
  const names = new Set(boundToEvent(event));
  for (const node of descendants(body)) {
    const pattern = node.type === 'let_declaration' ? field(node, 'pattern') : undefined;
    const value = pattern && field(node, 'value');
    for (const name of value ? boundTo(pattern, value, names) : []) names.add(name);
  }
  return names;
}

export function isEvent(expression: SyntaxNode, names: ReadonlySet<string>): boolean {
  const node = bare(expression);
  if (node.type === 'identifier') return names.has(plainName(node.text));
  const whole = node.type === 'field_expression' ? field(node, 'value') : undefined;
  return whole !== undefined && field(node, 'field')?.text === 'payload' && isEvent(whole, names);
}

function boundTo(pattern: SyntaxNode, value: SyntaxNode, names: ReadonlySet<string>): readonly string[] {
  if (isEvent(value, names)) return boundToEvent(pattern);
  const node = bare(value);
  const method = node.type === 'call_expression' ? calledMethod(node) : undefined;
  if (method?.name !== 'into_parts' || !isEvent(method.receiver, names)) return [];
  // `let (payload, context) = event.into_parts()`
  const [first] = pattern.type === 'tuple_pattern' ? children(pattern) : [];
  return first ? bindings(first) : [];
}

/** `event`, `mut event`, `LambdaEvent { payload, .. }` */
function boundToEvent(pattern: SyntaxNode): readonly string[] {
  const inner = pattern.type === 'parameter' ? field(pattern, 'pattern') : pattern;
  if (inner?.type !== 'struct_pattern') return inner && inner.type !== 'tuple_pattern' ? bindings(inner) : [];
  return children(inner)
    .filter((part) => part.type === 'field_pattern' && field(part, 'name')?.text === 'payload')
    .flatMap(bindings);
}
