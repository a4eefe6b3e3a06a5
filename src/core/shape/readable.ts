import type { JsonNode } from './tree';

/** serde_json goes no deeper. */
const maxDepth = 127;

export const tooDeep = 'recursion limit exceeded';

export const isTooDeep = (node: JsonNode): boolean => 'depth' in node && node.depth > maxDepth;

/** Why serde_json can not read a value at all; of what it holds nothing is said. */
export function unreadable(node: JsonNode): string | undefined {
  if (node.kind === 'string')
    return node.value.isWellFormed() ? undefined : 'lone leading surrogate in hex escape';
  if (node.kind === 'number') return Number.isFinite(Number(node.raw)) ? undefined : 'number out of range';
  return isTooDeep(node) ? tooDeep : undefined;
}
