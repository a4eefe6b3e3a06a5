/**
 * Which folders `members` and `exclude` of a `[workspace]` name. Paths are relative to the workspace's root and
 * have forward slashes. The rules are cargo's (src/cargo/core/workspace.rs) and those of the `glob` crate.
 */

/** Without `./`, doubled and trailing slashes: cargo compares paths, not text. */
export const normalisePath = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

const isBelowOrEqual = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

export const isGlob = (pattern: string): boolean => /[*?[]/.test(pattern);

/** One component of a pattern: `*`, `?`, `[abc]` and `[!abc]` stay within it. There are no braces. */
function componentSource(component: string): string {
  return component.replace(
    /\*+|\?|\[(!?)([^\]]+)\]|[\\^$.|+(){}[\]]/g,
    (match, not?: string, set?: string) => {
      if (match.startsWith('*')) return '[^/]*';
      if (match === '?') return '[^/]';
      if (set !== undefined) return `[${not === '!' ? '^' : ''}${set.replace(/[\\^\]]/g, '\\$&')}]`;
      return `\\${match}`;
    },
  );
}

/** @param pattern an entry of `members`; `**` alone between slashes stands for any number of folders */
export function matchesPattern(pattern: string, path: string): boolean {
  const source = normalisePath(pattern)
    .split('/')
    .map((component) => (component === '**' ? '(?:[^/]+/)*' : `${componentSource(component)}/`))
    .join('');
  return new RegExp(`^${source}$`).test(`${normalisePath(path)}/`);
}

export interface MemberLists {
  readonly members: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * `excluded`: cargo treats a package there as one of its own. `outside`: cargo refuses a package there ("believes
 * it's in a workspace when it's not").
 */
export function membership(lists: MemberLists, path: string): 'member' | 'excluded' | 'outside' {
  const wanted = normalisePath(path);
  const below = (folder: string): boolean => isBelowOrEqual(wanted, normalisePath(folder));
  // An entry that names the folder itself wins over `exclude`, a pattern that happens to match does not.
  if (lists.exclude.some(below) && !lists.members.some(below)) return 'excluded';
  return lists.members.some((pattern) => matchesPattern(pattern, wanted)) ? 'member' : 'outside';
}

/**
 * The first of these new folders that a pattern would take for a package although it only holds one: cargo then
 * refuses the whole workspace.
 */
export function folderTakenForPackage(
  lists: MemberLists,
  newFolders: readonly string[],
): { readonly folder: string; readonly pattern: string } | undefined {
  for (const folder of newFolders) {
    const pattern = lists.members.find((entry) => isGlob(entry) && matchesPattern(entry, folder));
    if (pattern !== undefined && membership(lists, folder) === 'member') return { folder, pattern };
  }
  return undefined;
}
