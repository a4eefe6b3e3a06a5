import type { CargoWorkspace } from '../project/model';
import { dirname, isInside, join } from '../project/paths';
import type { TaskRequest } from './taskDefinition';

/**
 * The root of the Cargo workspace that a task is about: that of its manifest, else one that has its package and
 * binary, else the folder's own, or the first there is.
 * @param folders that the task may mean, absolute: its own, or all that are open
 * @returns undefined when there is no folder
 */
export function rootOfTask(
  { manifestPath, packageName, binaryName }: TaskRequest,
  folders: readonly string[],
  workspaces: readonly CargoWorkspace[],
): string | undefined {
  const [first] = folders;
  if (first === undefined) return undefined;
  if (manifestPath !== undefined) {
    const manifests = folders.map((folder) => join(folder, manifestPath));
    const owner = workspaces.find((workspace) =>
      manifests.some((path) => workspace.manifests.includes(path)),
    );
    return owner?.root ?? dirname(join(first, manifestPath));
  }
  const has = ({ packages }: CargoWorkspace): boolean =>
    packages.some(
      ({ name, binaries }) =>
        name === (packageName ?? name) &&
        (binaryName === undefined || binaries.some((binary) => binary.name === binaryName)),
    );
  const inside = workspaces.filter(({ root }) => folders.some((folder) => isInside(root, folder)));
  const meant = inside.filter(has);
  const candidates = meant.length > 0 ? meant : inside;
  return (candidates.find(({ root }) => folders.includes(root)) ?? candidates[0])?.root ?? first;
}
