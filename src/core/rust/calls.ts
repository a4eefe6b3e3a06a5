/** The parts of a call. */
import { children, field, type SyntaxNode } from './syntax';

/** The path that a call calls, without type arguments; undefined for methods and computed functions. */
export function calledPath(call: SyntaxNode): SyntaxNode | undefined {
  const callee = calleeOf(call);
  return callee && isPath(callee) ? callee : undefined;
}

/** `receiver.name(…)` */
export function calledMethod(
  call: SyntaxNode,
): { readonly receiver: SyntaxNode; readonly name: string } | undefined {
  const callee = calleeOf(call);
  if (callee?.type !== 'field_expression') return undefined;
  const receiver = field(callee, 'value');
  return receiver && { receiver, name: field(callee, 'field')?.text ?? '' };
}

export const argumentsOf = (call: SyntaxNode): readonly SyntaxNode[] => {
  const list = field(call, 'arguments');
  return list ? children(list) : [];
};

export const isPath = (node: SyntaxNode): boolean =>
  node.type === 'identifier' || node.type === 'scoped_identifier';

function calleeOf(call: SyntaxNode): SyntaxNode | undefined {
  const callee = field(call, 'function');
  return callee?.type === 'generic_function' ? field(callee, 'function') : callee;
}
