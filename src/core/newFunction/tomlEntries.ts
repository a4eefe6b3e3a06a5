import type { AST } from 'toml-eslint-parser';

export interface TomlEntry {
  readonly path: readonly string[];
  readonly node: AST.TOMLKeyValue;
}

export const keyPath = (key: AST.TOMLKey): string[] =>
  key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));

/** Every key with its full path, whichever of TOML's ways it was written in: header, dotted or inline. */
export function tomlEntries(
  nodes: readonly (AST.TOMLKeyValue | AST.TOMLTable)[],
  above: readonly string[] = [],
): TomlEntry[] {
  return nodes.flatMap((node) => {
    const path = [...above, ...keyPath(node.key)];
    if (node.type === 'TOMLTable') return node.kind === 'standard' ? tomlEntries(node.body, path) : [];
    const inner = node.value.type === 'TOMLInlineTable' ? tomlEntries(node.value.body, path) : [];
    return [{ path, node }, ...inner];
  });
}

export function strings(node: AST.TOMLContentNode | undefined): string[] {
  if (node?.type !== 'TOMLArray') return [];
  return node.elements.flatMap((element) =>
    element.type === 'TOMLValue' && typeof element.value === 'string' ? [element.value] : [],
  );
}
