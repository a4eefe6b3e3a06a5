/** File paths of modules. Native paths of either kind, because core knows no machine. */

const separatorOf = (path: string): '/' | '\\' => (path.includes('\\') && !path.includes('/') ? '\\' : '/');

/** The folder a file is in, without a separator at its end. */
export const folderOf = (path: string): string =>
  path.slice(0, Math.max(0, path.lastIndexOf(separatorOf(path))));

/** `orders` of `src/orders.rs`. */
export const stemOf = (path: string): string =>
  path.slice(path.lastIndexOf(separatorOf(path)) + 1).replace(/\.[^.]*$/, '');

/** `relative` as in a `#[path]` attribute: with either separator, `..`, or absolute after all. */
export function joinPath(folder: string, relative: string): string {
  const separator = separatorOf(folder);
  if (/^([\\/]|[A-Za-z]:[\\/])/.test(relative)) return relative;
  const segments = folder.split(separator);
  for (const segment of relative.split(separator === '\\' ? /[\\/]/ : '/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join(separator);
}
