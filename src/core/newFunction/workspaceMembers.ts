/** Makes a new package a member of a Cargo workspace by changing nothing but `members` in the root's manifest. */
import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import {
  folderTakenForPackage,
  membership,
  normalisePath,
  type MemberLists,
} from '../project/memberPatterns';
import { appendToArray, insertAt, lineEnd, nextLine } from './tomlEdits';
import { keyPath, strings, tomlEntries, type TomlEntry } from './tomlEntries';

export type MemberEdit = {
  /** The manifest with the member, or as it was. */
  readonly text: string;
  readonly changed: boolean;
} & (
  | { readonly outcome: 'added' | 'alreadyMember'; /** See {@link isLeftOut}. */ readonly leftOut: boolean }
  /** `excluded`: cargo treats the package as one of its own. `outside`: the path is not below the root. */
  | { readonly outcome: 'notAWorkspace' | 'excluded' | 'outside' }
  /** A pattern of `members` would take `folder`, which only holds the package, for a package. */
  | { readonly outcome: 'folderTakenForPackage'; readonly folder: string; readonly pattern: string }
  /** `line` is 1-based. */
  | { readonly outcome: 'invalid'; readonly line: number; readonly message: string }
);

/**
 * Whether `default-members` leaves the package out. Cargo then finds its binary from the workspace's root only when
 * asked for the package, and `cargo lambda watch` there does not ask.
 */
function isLeftOut(defaultMembers: AST.TOMLContentNode | undefined, path: string): boolean {
  return (
    defaultMembers !== undefined &&
    membership({ members: strings(defaultMembers), exclude: [] })(path) !== 'member'
  );
}

/**
 * @param text the root's Cargo.toml
 * @param relativePath of the new package's folder, from the root, with forward slashes
 * @param newFolders those above it, relative to the root, that are made with it
 */
export function addWorkspaceMember(
  text: string,
  relativePath: string,
  newFolders: readonly string[] = [],
): MemberEdit {
  const same = { text, changed: false } as const;
  const path = normalisePath(relativePath);
  if (path === '' || path.split('/').includes('..') || /^([\\/]|[A-Za-z]:)/.test(relativePath))
    return { ...same, outcome: 'outside' };

  let nodes: readonly (AST.TOMLKeyValue | AST.TOMLTable)[];
  try {
    // Cargo takes a byte order mark, this parser does not; what replaces it keeps every position.
    nodes = parseTOML(text.replace(/^\uFEFF/, ' ')).body[0].body;
  } catch (error) {
    if (error instanceof ParseError)
      return { ...same, outcome: 'invalid', line: error.lineNumber, message: error.message };
    throw error;
  }
  const all = tomlEntries(nodes);
  const value = (name: string): AST.TOMLContentNode | undefined =>
    all.find((entry) => entry.path.length === 2 && entry.path.join('.') === `workspace.${name}`)?.node.value;

  const place = placeForMembers(text, nodes, all);
  const list = value('members');
  if (list === undefined && place === undefined) return { ...same, outcome: 'notAWorkspace' };
  if (list !== undefined && list.type !== 'TOMLArray')
    return { ...same, outcome: 'invalid', line: list.loc.start.line, message: '`members` is not an array' };

  const lists: MemberLists = { members: strings(list), exclude: strings(value('exclude')) };
  const taken = folderTakenForPackage(lists, newFolders);
  if (taken) return { ...same, outcome: 'folderTakenForPackage', ...taken };

  const leftOut = isLeftOut(value('default-members'), path);
  switch (membership(lists)(path)) {
    case 'member':
      return { ...same, outcome: 'alreadyMember', leftOut };
    case 'excluded':
      return { ...same, outcome: 'excluded' };
    case 'outside': {
      const edited = list ? appendToArray(text, list, path) : place?.(`members = [${JSON.stringify(path)}]`);
      return { text: edited ?? text, changed: true, outcome: 'added', leftOut };
    }
  }
}

/** How to put `members = […]` into a workspace that has none; undefined when this is no workspace's manifest. */
function placeForMembers(
  text: string,
  nodes: readonly (AST.TOMLKeyValue | AST.TOMLTable)[],
  all: readonly TomlEntry[],
): ((members: string) => string) | undefined {
  const eol = lineEnd(text);
  const insertLine = (after: number, line: string): string => {
    const at = nextLine(text, after);
    return insertAt(text, at, text[at - 1] === '\n' ? line + eol : eol + line);
  };

  const header = nodes.find(
    (node) => node.type === 'TOMLTable' && keyPath(node.key).join('.') === 'workspace',
  );
  if (header) return (members) => insertLine(header.key.range[1], members);

  const inline = all.find((entry) => entry.path.join('.') === 'workspace')?.node.value;
  if (inline?.type === 'TOMLInlineTable')
    return (members) =>
      insertAt(text, inline.range[0] + 1, inline.body.length > 0 ? ` ${members},` : ` ${members} `);

  const dotted = nodes.findLast(
    (node) => node.type === 'TOMLKeyValue' && keyPath(node.key)[0] === 'workspace',
  );
  if (dotted) return (members) => insertLine(dotted.range[1], `workspace.${members}`);

  // Tables such as [workspace.dependencies] make a workspace without a [workspace] of its own.
  const below = nodes.find((node) => node.type === 'TOMLTable' && keyPath(node.key)[0] === 'workspace');
  if (below) return (members) => insertAt(text, below.range[0], `[workspace]${eol}${members}${eol}${eol}`);
  return undefined;
}
