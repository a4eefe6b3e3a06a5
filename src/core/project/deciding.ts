import type { LambdaBinary } from './model';
import { dirname, foldersUp, join } from './paths';

const besideWorkspace = ['.cargo/config.toml', '.cargo/config', 'rust-toolchain.toml', 'rust-toolchain'];

/**
 * Files that decide what a binary is built to, besides its sources, where they are: the manifests of the packages that
 * the sources belong to, with those of their Cargo workspaces, and what cargo and rustup look for from the workspace's
 * root upwards. https://doc.rust-lang.org/cargo/reference/config.html#hierarchical-structure
 * @param sources of all packages that are compiled from a folder, the binary's own among them; absolute
 */
export function decidingFiles(
  binary: Pick<LambdaBinary, 'manifestPath' | 'workspaceRoot'>,
  sources: readonly string[],
): readonly string[] {
  const folders = new Set([binary.manifestPath, ...sources].map(dirname));
  const manifests = [...folders].flatMap((folder) =>
    [...foldersUp(folder)].map((above) => join(above, 'Cargo.toml')),
  );
  const root = binary.workspaceRoot;
  const configuration = [...foldersUp(root)].flatMap((folder) =>
    besideWorkspace.map((name) => join(folder, name)),
  );
  return [...new Set([...manifests, join(root, 'Cargo.lock'), ...configuration])];
}
