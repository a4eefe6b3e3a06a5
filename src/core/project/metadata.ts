import { assembleWorkspace, type PackageFacts } from './assemble';
import type { CargoWorkspace } from './model';
import { join } from './paths';

/** What is used of `cargo metadata --no-deps --format-version 1` (see `cargo help metadata`). */
interface CargoMetadata {
  readonly version: number;
  readonly workspace_root: string;
  readonly target_directory: string;
  readonly packages: readonly {
    readonly name: string;
    readonly manifest_path: string;
    /** `name` is the real one, renamed or inherited or not; `kind` is null for a normal dependency. */
    readonly dependencies: readonly { readonly name: string; readonly kind: 'dev' | 'build' | null }[];
    readonly targets: readonly {
      readonly name: string;
      readonly kind: readonly string[];
      readonly src_path: string;
    }[];
  }[];
}

/** @throws Error when it is not the metadata format of version 1 */
export function workspaceFromMetadata(json: string): CargoWorkspace {
  const metadata = JSON.parse(json) as Partial<CargoMetadata> | null;
  if (metadata?.version !== 1) throw new Error('cargo metadata did not answer in its format version 1');
  const { workspace_root: root, target_directory: targetDirectory, packages } = metadata as CargoMetadata;
  return assembleWorkspace({
    root,
    targetDirectory,
    source: 'cargo',
    furtherManifests: [join(root, 'Cargo.toml')],
    packages: packages.map((pkg): PackageFacts => ({
      name: pkg.name,
      manifestPath: pkg.manifest_path,
      dependencies: new Set(pkg.dependencies.filter((d) => d.kind === null).map((d) => d.name)),
      binaries: pkg.targets
        .filter((target) => target.kind.includes('bin'))
        .map((target) => ({ name: target.name, sourcePath: target.src_path })),
    })),
  });
}
