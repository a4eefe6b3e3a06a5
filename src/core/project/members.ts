import { packageTable, pathDependencies, texts, workspaceTable, type ManifestFile } from './manifestFile';
import { dirname, foldersUp, isInside, join } from './paths';

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

  const listed = texts(workspace['members']).map((pattern) => globOf(join(folder, pattern)));
  const excluded = texts(workspace['exclude']).map((path) => join(folder, path));
  const isExcluded = (path: string): boolean => excluded.some((each) => isInside(path, each));
  const members = new Set<string>([root]);
  for (const path of files.keys()) {
    if (!isExcluded(path) && listed.some((glob) => glob.test(posix(dirname(path))))) members.add(path);
  }
  // A Set hands out what is added while it is walked: dependencies of dependencies are found as well.
  for (const path of members) {
    const member = files.get(path);
    for (const dependency of member ? pathDependencies(member) : []) {
      const isMember = files.has(dependency) && isInside(dependency, folder) && !isExcluded(dependency);
      if (isMember) members.add(dependency);
    }
  }
  return members;
}

const posix = (path: string): string => path.replaceAll('\\', '/');

/** Patterns as Rust's `glob` crate takes them: `*` and `?` stay within a folder, `**` does not. */
function globOf(pattern: string): RegExp {
  const source = posix(pattern).replace(/\*\*\/|\*\*|\*|\?|\[!?[^\]]+\]|[\\^$.|+(){}[\]]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.length > 1 ? part.replace('[!', '[^') : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
