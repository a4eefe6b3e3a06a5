/** Native absolute paths as text: core has no Node. A path that starts with `/` is a POSIX one. */

const isPosix = (path: string): boolean => path.startsWith('/');
const separatorOf = (path: string): string => (isPosix(path) ? '/' : '\\');
const slashes = (path: string): string => (isPosix(path) ? path : path.replaceAll('\\', '/'));
/** Windows does not tell letters by case. */
const folded = (path: string): string => (isPosix(path) ? path : slashes(path).toLowerCase());

const cut = (path: string): number => {
  const text = slashes(path);
  return text.lastIndexOf('/');
};

/** `/`, `C:\` or `\\server\share\`: what no `..` leads out of. Empty for a relative path. */
function rootOf(path: string): string {
  if (isPosix(path)) return '/';
  const root = /^(?:\/\/[^/]+\/[^/]+|[a-zA-Z]:(?=\/|$))/.exec(slashes(path))?.[0];
  // `C:` alone would mean the current folder of that drive.
  return root === undefined ? '' : `${root.replaceAll('/', '\\')}\\`;
}

export function dirname(path: string): string {
  const root = rootOf(path);
  const at = cut(path);
  return at < root.length ? root || path : path.slice(0, at);
}

export const basename = (path: string): string => path.slice(cut(path) + 1);

/** Joins and resolves `.` and `..`; `relative` may use either separator on Windows, and may be absolute. */
export function join(folder: string, relative: string): string {
  const start = rootOf(relative) === '' ? `${folder}/${relative}` : relative;
  const root = rootOf(start);
  const parts: string[] = [];
  for (const part of slashes(start).slice(root.length).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return root + parts.join(separatorOf(start));
}

/** True for the folder itself too. */
export function isInside(path: string, folder: string): boolean {
  const outer = folded(folder);
  const inner = folded(path);
  return inner === outer || inner.startsWith(outer.endsWith('/') ? outer : `${outer}/`);
}

export const isSame = (path: string, other: string): boolean =>
  isInside(path, other) && isInside(other, path);

/** From folder to path with `/`; '' for the folder itself; undefined when the path is elsewhere. */
export function relativeTo(folder: string, path: string): string | undefined {
  if (!isInside(path, folder)) return undefined;
  return slashes(path).slice(folder.length).replace(/^\/+/, '');
}

/** From folder to path with `/`, by way of `..` if need be; an absolute path when it is on another drive. */
export function pathFrom(folder: string, path: string): string {
  let up = '';
  for (const above of foldersUp(folder)) {
    const below = relativeTo(above, path);
    if (below !== undefined) return up + below;
    up += '../';
  }
  return slashes(path);
}

/** The folder, its parent, and so on up to the root. */
export function* foldersUp(folder: string): Generator<string> {
  for (let at = folder; ;) {
    yield at;
    const parent = dirname(at);
    if (parent === at) return;
    at = parent;
  }
}

/** In order of depth: a manifest comes after those of the folders it lies in. */
export const byDepth = (a: string, b: string): number =>
  slashes(a).split('/').length - slashes(b).split('/').length || (a < b ? -1 : a > b ? 1 : 0);
