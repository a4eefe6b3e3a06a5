/** Which crates a package sees under which names, and how they are built. */
import { dirname, isInside } from '../project/paths';
import type { BuiltCrates } from '../rust/crates';
import { memberFeatures, type FeatureManifest, type User } from './memberFeatures';

/** What is used of `cargo metadata --format-version 1` (see `cargo help metadata`). */
interface CargoMetadata {
  readonly version: number;
  readonly packages: readonly (FeatureManifest & {
    readonly id: string;
    readonly version: string;
    readonly edition: string;
    readonly manifest_path: string;
    /** null: it is used from where it lies. */
    readonly source: string | null;
    readonly targets: readonly {
      readonly name: string;
      readonly kind: readonly string[];
      readonly src_path: string;
    }[];
  })[];
  readonly workspace_members: readonly string[];
  readonly resolve: {
    readonly nodes: readonly ResolveNode[];
  } | null;
}

interface ResolveNode {
  readonly id: string;
  /** `name` is the crate's as this package sees it, renamed or not. */
  readonly deps: readonly {
    readonly name: string;
    readonly pkg: string;
    readonly dep_kinds: readonly { readonly kind: 'dev' | 'build' | null }[];
  }[];
  readonly features: readonly string[];
}

export interface CratePackage {
  readonly id: string;
  /** The package's, `aws_lambda_events`. */
  readonly name: string;
  readonly version: string;
  readonly edition: string;
  readonly manifestPath: string;
  /** A person may change it: it is of this machine, not a copy of what a registry or repository has. */
  readonly isLocal: boolean;
  /** That it is built with; `extra?` is one that only some builds have. */
  readonly features: ReadonlySet<string>;
  /** The library's own name, and its main file. */
  readonly library: { readonly name: string; readonly path: string } | undefined;
  /** Ids of the packages whose libraries it can name. */
  readonly dependencies: ReadonlyMap<string, string>;
}

export type CrateGraph = ReadonlyMap<string, CratePackage>;

const libraryKinds = new Set(['lib', 'rlib', 'dylib', 'cdylib', 'staticlib', 'proc-macro']);

/** @throws Error when it is not the metadata format of version 1, or when dependencies were left out */
export function crateGraph(json: string): CrateGraph {
  const metadata = JSON.parse(json) as Partial<CargoMetadata> | null;
  if (metadata?.version !== 1 || !metadata.resolve) {
    throw new Error('cargo metadata did not answer in its format version 1, with dependencies');
  }
  const { packages, resolve, workspace_members: members } = metadata as CargoMetadata;
  const nodes = new Map(resolve?.nodes.map((node) => [node.id, node]));
  const users = usersOf(packages, nodes);
  const isMember = new Set(members);
  return new Map(
    packages.map((pkg): [string, CratePackage] => {
      const node = nodes.get(pkg.id);
      const target = pkg.targets.find(({ kind }) => kind.some((each) => libraryKinds.has(each)));
      const features = node?.features ?? [];
      return [
        pkg.id,
        {
          id: pkg.id,
          name: pkg.name,
          version: pkg.version,
          edition: pkg.edition,
          manifestPath: pkg.manifest_path,
          isLocal: pkg.source === null,
          features: new Set(
            isMember.has(pkg.id) ? memberFeatures(pkg, features, users.get(pkg.id) ?? []) : features,
          ),
          library: target && { name: target.name.replaceAll('-', '_'), path: target.src_path },
          dependencies: new Map(usedBy(node).map(({ name, pkg: id }) => [name, id])),
        },
      ];
    }),
  );
}

/** Tells the files that a registry or repository has: nobody changes them. Without a graph none is known to be one. */
export function foreignFiles(graph: CrateGraph | undefined): (path: string) => boolean {
  const packages = [...(graph?.values() ?? [])].filter(({ isLocal }) => !isLocal);
  const folders = packages.map(({ manifestPath }) => dirname(manifestPath));
  return (path) => folders.some((folder) => isInside(path, folder));
}

/** What crates are built with. */
export const builtCrates = (graph: CrateGraph): BuiltCrates => ({
  features: (manifestPath) => packageOf(graph, manifestPath)?.features,
});

/** What only tests and build scripts use is not seen by the binary. */
const usedBy = (node: ResolveNode | undefined): ResolveNode['deps'] =>
  node?.deps.filter(({ dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null)) ?? [];

/** By the id of a package, those that use it. */
function usersOf(
  packages: readonly (FeatureManifest & { readonly id: string })[],
  nodes: ReadonlyMap<string, ResolveNode>,
): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>();
  for (const manifest of packages) {
    const node = nodes.get(manifest.id);
    for (const { pkg } of usedBy(node)) {
      const known = users.get(pkg) ?? [];
      known.push({ manifest, features: node?.features ?? [] });
      users.set(pkg, known);
    }
  }
  return users;
}

/** The package that a manifest is of. */
export const packageOf = (graph: CrateGraph, manifestPath: string): CratePackage | undefined =>
  [...graph.values()].find((each) => each.manifestPath === manifestPath);
