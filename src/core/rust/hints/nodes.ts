import { descendants, type SyntaxNode } from '../syntax';

/** A node and everything in it. */
export const nodesOf = (node: SyntaxNode): readonly SyntaxNode[] => [node, ...descendants(node)];
