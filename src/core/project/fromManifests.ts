import { assembleWorkspace } from './assemble';
import { packageFacts, type ManifestFile } from './manifestFile';
import { rootsOf } from './members';
import type { BrokenManifest, CargoWorkspace, ProjectModel } from './model';
import { dirname, join } from './paths';

/**
 * The project as its files tell it, for when cargo may not run or gives up on a workspace. What Cargo's
 * configuration may change (`build.target-dir`) is not known here.
 * @param except manifests that are known to be broken: they are members, but show nothing
 */
export function modelFromManifests(
  files: ReadonlyMap<string, ManifestFile>,
  except: ReadonlySet<string> = new Set(),
): ProjectModel {
  const groups = new Map<string, ManifestFile[]>();
  for (const [path, root] of rootsOf(files)) {
    const file = files.get(path);
    if (file) groups.set(root, [...(groups.get(root) ?? []), file]);
  }
  const workspaces = [...groups].map(([root, members]): CargoWorkspace => {
    const rootFile = files.get(root);
    return assembleWorkspace({
      root: dirname(root),
      targetDirectory: join(dirname(root), 'target'),
      source: 'manifests',
      furtherManifests: members.map((member) => member.path),
      packages: members
        .filter((member) => !except.has(member.path))
        .flatMap((member) => packageFacts(member, rootFile) ?? []),
    });
  });
  const broken = [...files.values()].flatMap(({ path, error }): BrokenManifest[] =>
    error && !except.has(path) ? [{ manifestPath: path, ...error }] : [],
  );
  return { workspaces, broken };
}
