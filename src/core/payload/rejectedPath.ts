import type { Entry, JsonNode } from '../shape/tree';

export interface Reached {
  readonly node: JsonNode;
  /** Whose value it is. */
  readonly entry?: Entry;
}

/**
 * What a path of serde_path_to_error leads to: `lines[0].pieces`. Keys are written as they are, dots and brackets
 * included, so that there may be several ways; `?` is what it does not know, and ends the way.
 */
export function nodesAt(root: JsonNode, path: string): readonly Reached[] {
  const found: Reached[] = [];
  const ends: Reached[] = [];
  const open: { readonly reached: Reached; readonly rest: string }[] = [
    { reached: { node: root }, rest: path },
  ];
  for (let at = open.pop(); at; at = open.pop()) {
    const { reached, rest } = at;
    if (rest === '' || /^\.?\?/.test(rest)) {
      found.push(reached);
      continue;
    }
    const { node } = reached;
    const further: (typeof open)[number][] = [];
    if (node.kind === 'array') {
      const [segment = '', index] = /^\[(\d+)\]/.exec(rest) ?? [];
      const item = index === undefined ? undefined : node.items[Number(index) - (node.first ?? 0)];
      if (item) further.push({ reached: { node: item }, rest: rest.slice(segment.length) });
    } else if (node.kind === 'object') {
      const keys = node === root ? rest : rest.replace(/^\./, '');
      for (const entry of node.entries) {
        const key = entry.key.value;
        const after = keys.slice(key.length);
        if (keys.startsWith(key) && /^(?:$|[.[])/.test(after))
          further.push({ reached: { node: entry.value, entry }, rest: after });
      }
    }
    // The name of a variant is a segment too, also where it is no key.
    if (further.length === 0) ends.push(reached);
    open.push(...further.reverse());
  }
  return found.length > 0 ? found : ends;
}
