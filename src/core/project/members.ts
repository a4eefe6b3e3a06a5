import { packageTable, pathDependencies, texts, workspaceTable, type ManifestFile } from './manifestFile';
import { membership, type Membership } from './memberPatterns';
import { dirname, foldersUp, isInside, join, pathFrom } from './paths';

/**
 * Which workspace each manifest belongs to, by the rules of the Cargo book ("Workspaces"): keys are all manifests,
 * values the root's. A manifest that is no member of anything is its own root. A root that can't be read takes
 * in everything below it that names no other root: what it lists can't be known.
 */
export function rootsOf(files: ReadonlyMap<string, ManifestFile>): ReadonlyMap<string, string> {
  const members = new Map<string, ReadonlySet<string>>();
  for (const file of files.values()) {
    if (workspaceTable(file) || !file.toml) members.set(file.path, membersOf(file.path, files));
  }
  const rootOf = (file: ManifestFile): string => {
    if (workspaceTable(file)) return file.path;
    return rootCandidates(file, files).find((path) => members.get(path)?.has(file.path)) ?? file.path;
  };
  return new Map([...files.values()].map((file) => [file.path, rootOf(file)]));
}

/** Where Cargo looks for the root: `package.workspace` if there is one, else in each folder above. */
function rootCandidates(file: ManifestFile, files: ReadonlyMap<string, ManifestFile>): readonly string[] {
  const folder = dirname(file.path);
  const named = packageTable(file)?.['workspace'];
  if (typeof named === 'string') return [join(join(folder, named), 'Cargo.toml')];
  const above = [...foldersUp(dirname(folder))].map((each) => join(each, 'Cargo.toml'));
  // Members may lie anywhere (`members = ["../other"]`), but then they have to name their root.
  return above.filter((path) => files.has(path));
}

function membersOf(root: string, files: ReadonlyMap<string, ManifestFile>): ReadonlySet<string> {
  const file = files.get(root);
  const folder = dirname(root);
  const workspace = file && workspaceTable(file);
  if (!workspace) return new Set([...files.keys()].filter((path) => isInside(path, folder)));

  const entries = (key: string): readonly string[] =>
    texts(workspace[key]).map((entry) => pathFrom(folder, join(folder, entry)));
  const verdictOn = membership({ members: entries('members'), exclude: entries('exclude') });
  const verdict = (path: string): Membership => verdictOn(pathFrom(folder, dirname(path)));
  const members = new Set<string>([root]);
  for (const path of files.keys()) if (verdict(path) === 'member') members.add(path);
  // A Set hands out what is added while it is walked: dependencies of dependencies are found as well.
  for (const path of members) {
    const member = files.get(path);
    for (const dependency of member ? pathDependencies(member) : []) {
      const isBelow = files.has(dependency) && isInside(dependency, folder);
      if (isBelow && verdict(dependency) !== 'excluded') members.add(dependency);
    }
  }
  return members;
}
