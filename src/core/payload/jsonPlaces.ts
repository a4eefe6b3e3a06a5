/** Where things are in a payload, and how it is laid out. */
import type { Entry, JsonNode } from '../shape/tree';

export interface Found {
  /** Only the key is there. */
  readonly isKey: boolean;
  /** The value that is there, or of which the key is there. */
  readonly value: JsonNode;
  /** The entry whose key or value that is. */
  readonly entry?: Entry;
  /** The object or array around. */
  readonly parent?: JsonNode;
}

/** What is at a place; undefined when neither a key nor a value is exactly there. */
export function nodeAt(root: JsonNode, offset: number, length: number): Found | undefined {
  const isThere = (node: { readonly offset: number; readonly length: number }): boolean =>
    node.offset === offset && node.length === length;
  let parent: JsonNode | undefined;
  let entry: Entry | undefined;
  for (let value: JsonNode | undefined = root; value;) {
    const isKey = !isThere(value);
    if (!isKey || (entry && isThere(entry.key)))
      return { isKey, value, ...(entry && { entry }), ...(parent && { parent }) };
    parent = value;
    const around = (node: JsonNode): boolean =>
      node.offset <= offset && offset + length <= node.offset + node.length;
    if (value.kind === 'object') {
      entry = value.entries.find(({ key, value: of }) => isThere(key) || around(of));
      value = entry?.value;
    } else if (value.kind === 'array') {
      entry = undefined;
      value = value.items.find(around);
    } else value = undefined;
  }
  return undefined;
}

/** The white space that its line begins with. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
