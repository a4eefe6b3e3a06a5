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

/**
 * @param pattern an entry of `members`; `**` alone between slashes stands for any number of folders, and for at
 *   least one at the end
 * @returns whether it names a folder, whose path has been through {@link normalisePath}
 */
function matcherOf(pattern: string): (path: string) => boolean {
  const source = normalisePath(pattern)
    .split('/')
    .map((component) => (component === '**' ? '(?:[^/]+/)*' : `${componentSource(component)}/`))
    .join('')
    .replace(/\*$/, '+');
  try {
    const expression = new RegExp(`^${source}$`);
    return (path) => expression.test(`${path}/`);
  } catch {
    // Such as `[z-a]`, which no character is in.
    return () => false;
  }
}

export interface MemberLists {
  readonly members: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * `excluded`: cargo treats a package there as one of its own. `outside`: cargo refuses a package there ("believes
 * it's in a workspace when it's not").
 */
export type Membership = 'member' | 'excluded' | 'outside';

export function membership({ members, exclude }: MemberLists): (path: string) => Membership {
  const matchers = members.map(matcherOf);
  const named = members.map(normalisePath);
  const excluded = exclude.map(normalisePath);
  return (folder) => {
    const path = normalisePath(folder);
    const isBelow = (above: string): boolean => isBelowOrEqual(path, above);
    // An entry that names the folder itself wins over `exclude`, a pattern that happens to match does not.
    if (excluded.some(isBelow) && !named.some(isBelow)) return 'excluded';
    return matchers.some((matches) => matches(path)) ? 'member' : 'outside';
  };
}

/**
 * The first of these new folders that a pattern would take for a package although it only holds one: cargo then
 * refuses the whole workspace.
 */
export function folderTakenForPackage(
  lists: MemberLists,
  newFolders: readonly string[],
): { readonly folder: string; readonly pattern: string } | undefined {
  const patterns = lists.members.filter((entry) => /[*?[]/.test(entry));
  const verdict = membership(lists);
  for (const folder of newFolders) {
    const pattern = patterns.find((entry) => matcherOf(entry)(normalisePath(folder)));
    if (pattern !== undefined && verdict(folder) === 'member') return { folder, pattern };
  }
  return undefined;
}
