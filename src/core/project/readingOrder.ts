import { basename, dirname, foldersUp, join } from './paths';

/**
 * The manifests that can be given to cargo now: those without a waiting or running manifest in a folder above.
 * One above may turn out to be their workspace's root, and then cargo tells of them without being asked again.
 */
export function readable(
  waiting: ReadonlySet<string>,
  running: ReadonlySet<string>,
  limit: number,
): readonly string[] {
  const found: string[] = [];
  for (const manifest of waiting) {
    if (found.length >= limit) break;
    if (!hasManifestAbove(manifest, waiting, running)) found.push(manifest);
  }
  return found;
}

function hasManifestAbove(manifest: string, ...among: ReadonlySet<string>[]): boolean {
  const name = basename(manifest);
  for (const folder of foldersUp(dirname(dirname(manifest)))) {
    const above = join(folder, name);
    if (above !== manifest && among.some((set) => set.has(above))) return true;
  }
  return false;
}
