import type { BrokenManifest, CargoPackage, LambdaBinary, ProjectModel } from './model';
import { basename, dirname, isInside, relativeTo } from './paths';

/** The levels of the functions view: folder → package → function. Levels that would say nothing are left out. */
export type OutlineNode =
  | {
      readonly kind: 'folder';
      readonly id: string;
      readonly label: string;
      readonly children: readonly OutlineNode[];
    }
  | {
      readonly kind: 'package';
      readonly id: string;
      readonly label: string;
      /** Says which of several of one name. */
      readonly detail?: string;
      readonly manifestPath: string;
      readonly children: readonly OutlineNode[];
    }
  | {
      readonly kind: 'binary';
      /** That of the function. */
      readonly id: string;
      readonly label: string;
      readonly detail?: string;
      readonly binary: LambdaBinary;
    }
  | {
      readonly kind: 'broken';
      readonly id: string;
      readonly label: string;
      readonly broken: BrokenManifest;
    };

export interface OpenFolder {
  readonly name: string;
  readonly path: string;
}

/** A single open folder is no level, and neither is a package with one function. */
export function outline(model: ProjectModel, folders: readonly OpenFolder[]): readonly OutlineNode[] {
  const packages = model.workspaces.flatMap((workspace) => workspace.packages);
  const levels = folders.map((folder): OutlineNode => {
    const inHere = (path: string): boolean => folderOf(path, folders) === folder;
    const children = [
      ...model.broken
        .filter(
          ({ manifestPath }) =>
            inHere(manifestPath) || (folder === folders[0] && isAbove(manifestPath, folders)),
        )
        .map((broken) => brokenNode(broken, folder)),
      ...packageNodes(
        packages.filter((pkg) => inHere(pkg.manifestPath)),
        folder,
      ),
    ];
    return { kind: 'folder', id: `folder:${folder.path}`, label: folder.name, children };
  });
  const [only] = levels;
  if (levels.length === 1 && only?.kind === 'folder') return only.children;
  return levels.filter((level) => level.kind === 'folder' && level.children.length > 0);
}

/** The innermost of nested folders. */
function folderOf(path: string, folders: readonly OpenFolder[]): OpenFolder | undefined {
  let best: OpenFolder | undefined;
  for (const folder of folders) {
    if (isInside(path, folder.path) && folder.path.length > (best?.path.length ?? -1)) best = folder;
  }
  return best;
}

/** Outside of all folders: the root of a workspace of which only members are open. */
const isAbove = (path: string, folders: readonly OpenFolder[]): boolean => !folderOf(path, folders);

function brokenNode(broken: BrokenManifest, folder: OpenFolder): OutlineNode {
  const label = relativeTo(folder.path, broken.manifestPath) ?? broken.manifestPath;
  return { kind: 'broken', id: `broken:${broken.manifestPath}`, label, broken };
}

function packageNodes(packages: readonly CargoPackage[], folder: OpenFolder): readonly OutlineNode[] {
  const labels = new Map<string, number>();
  const shown = packages.map((pkg) => {
    const [binary, second] = pkg.binaries;
    const alone = binary && !second ? binary : undefined;
    const label = alone?.name ?? pkg.name;
    labels.set(label, (labels.get(label) ?? 0) + 1);
    return { pkg, alone, label };
  });
  return shown
    .sort((a, b) => compare(a.label, b.label) || compare(a.pkg.manifestPath, b.pkg.manifestPath))
    .map(({ pkg, alone, label }): OutlineNode => {
      const place = relativeTo(folder.path, dirname(pkg.manifestPath)) || basename(folder.path);
      const twin = (labels.get(label) ?? 0) > 1;
      if (alone) return binaryNode(alone, twin ? place : alone.name === pkg.name ? undefined : pkg.name);
      return {
        kind: 'package',
        id: `package:${pkg.manifestPath}`,
        label,
        ...(twin && { detail: place }),
        manifestPath: pkg.manifestPath,
        children: pkg.binaries.map((binary) => binaryNode(binary, undefined)),
      };
    });
}

const binaryNode = (binary: LambdaBinary, detail: string | undefined): OutlineNode => ({
  kind: 'binary',
  id: binary.id,
  label: binary.name,
  ...(detail !== undefined && { detail }),
  binary,
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
