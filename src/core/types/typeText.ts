/** Types as texts and paths. */
import { localBinding } from '../rust/scope';
import type { SyntaxNode } from '../rust/syntax';
import type { TypeScope } from './scope';

export const asWritten = (node: SyntaxNode): string => node.text.replace(/\s+/g, ' ').slice(0, 80);

/** A path that starts with what the function around it imports. */
export function withImport(node: SyntaxNode, path: readonly string[]): readonly string[] {
  const binding = localBinding(node, path[0] ?? '');
  return binding?.kind === 'import' ? [...binding.path, ...path.slice(1)] : path;
}

/** Tells instances of a generic type apart; '' when it is none. */
export function argumentKey({ types, consts }: TypeScope): string {
  const parts = [...types, ...consts];
  if (parts.length === 0) return '';
  return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}
