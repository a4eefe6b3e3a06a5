import { refer, type Frame } from './reference';
import type { Resolver } from './resolve';
import { children, field, type SyntaxNode } from './syntax';
import { originOf } from './traceFunction';
import { bare } from './value';

/** Longer chains of names than anyone writes. */
const maxSteps = 10;

/** A text that is written down: itself, by the name of a constant or variable, or in `concat!`. */
export async function textOf(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode,
  steps = maxSteps,
): Promise<string | undefined> {
  const node = bare(expression);
  const literal = literalOf(node);
  if (literal !== undefined || steps === 0) return literal;
  if (node.type === 'macro_invocation') return concatenated(node);
  if (node.type !== 'identifier' && node.type !== 'scoped_identifier') return undefined;
  const reference = await refer(resolver, frame, node);
  if (reference?.kind === 'constant') {
    const { module, item } = reference;
    const constant = module.sources.item(module.file, item);
    const value = constant && field(constant, 'value');
    return value && literalOf(bare(value));
  }
  const origin = await originOf(resolver, frame, node);
  return origin && textOf(resolver, origin.frame, origin.node, steps - 1);
}

/** Without escapes, as paths are. */
const literalOf = (node: SyntaxNode): string | undefined =>
  node.type === 'string_literal' || node.type === 'raw_string_literal'
    ? (children(node).find(({ type }) => type === 'string_content')?.text ?? '')
    : undefined;

/** `concat!("/api", "/orders")` */
function concatenated(node: SyntaxNode): string | undefined {
  const tokens = children(node).find(({ type }) => type === 'token_tree');
  if (field(node, 'macro')?.text !== 'concat' || !tokens) return undefined;
  const parts = children(tokens).map(literalOf);
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}
