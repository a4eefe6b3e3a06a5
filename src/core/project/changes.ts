import type { BrokenManifest, CargoWorkspace, ProjectModel } from './model';
import { basename, dirname, isInside } from './paths';

/** With more changes at once (a checkout), finding out what they touch costs more than reading everything. */
const many = 50;

/**
 * What a change of files leaves as it is, and which manifests have to be read for the rest. A workspace is touched
 * by what lies in its folders and by manifests above it, which may have become its root.
 * @param found all manifests there are now
 * @param changed manifests, lock files, cargo configurations and sources that changed, came or went; folders too
 */
export function afterChanges(
  model: ProjectModel,
  found: readonly string[],
  changed: readonly string[],
): { readonly kept: ProjectModel; readonly manifests: readonly string[] } {
  if (changed.length > many) return { kept: emptyModel, manifests: found };
  const workspaces = model.workspaces.filter((each) => !changed.some((path) => touches(path, each)));
  const gone = model.workspaces.filter((each) => !workspaces.includes(each));
  const broken = model.broken.filter(
    ({ manifestPath }) =>
      !changed.some((path) => touchesFolder(path, dirname(manifestPath))) &&
      !gone.some((each) => isInside(manifestPath, each.root) || each.manifests.includes(manifestPath)),
  );
  const settled = new Set([
    ...workspaces.flatMap((each) => each.manifests),
    ...broken.map((each) => each.manifestPath),
  ]);
  return { kept: { workspaces, broken }, manifests: found.filter((path) => !settled.has(path)) };
}

export const emptyModel: ProjectModel = { workspaces: [], broken: [] };

/** Both together, in the order of their places; what was read anew replaces what was kept. */
export function mergeModels(kept: ProjectModel, fresh: ProjectModel): ProjectModel {
  const workspaces = new Map([...kept.workspaces, ...fresh.workspaces].map((each) => [each.root, each]));
  const covered = new Set(fresh.workspaces.flatMap((each) => each.manifests));
  const broken = new Map<string, BrokenManifest>();
  for (const each of kept.broken) if (!covered.has(each.manifestPath)) broken.set(each.manifestPath, each);
  for (const each of fresh.broken) broken.set(each.manifestPath, each);
  return {
    workspaces: [...workspaces.values()].sort(by((each) => each.root)),
    broken: [...broken.values()].sort(by((each) => each.manifestPath)),
  };
}

/** Leaves what lies in the open folders: cargo tells of a whole workspace although only one member is open. */
export function modelWithin(model: ProjectModel, isOpen: (path: string) => boolean): ProjectModel {
  return {
    workspaces: model.workspaces.map((workspace) => ({
      ...workspace,
      packages: workspace.packages.filter((pkg) => isOpen(pkg.manifestPath)),
    })),
    // A broken root above an open member is why that member is not right: it is shown.
    broken: model.broken,
  };
}

const touches = (path: string, { root, manifests }: CargoWorkspace): boolean =>
  touchesFolder(path, root) || manifests.some((manifest) => isInside(path, dirname(manifest)));

const touchesFolder = (path: string, folder: string): boolean =>
  isInside(path, folder) || isInside(folder, ruledBy(path));

/** A manifest may be the root of all below its folder, and `.cargo/config.toml` counts for all below its parent. */
function ruledBy(path: string): string {
  if (basename(path) === 'Cargo.toml') return dirname(path);
  return basename(dirname(path)) === '.cargo' ? dirname(dirname(path)) : path;
}

const by =
  <T>(key: (item: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
