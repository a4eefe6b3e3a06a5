import { functionId, type CargoPackage, type CargoWorkspace } from './model';

/** What is known of a package, whoever told it: cargo or its manifest. */
export interface PackageFacts {
  readonly name: string;
  readonly manifestPath: string;
  /** Names of the packages it depends on at run time: no dev- or build-dependencies, renames undone. */
  readonly dependencies: ReadonlySet<string>;
  readonly binaries: readonly { readonly name: string; readonly sourcePath: string }[];
}

export interface WorkspaceFacts {
  readonly root: string;
  readonly targetDirectory: string;
  readonly source: CargoWorkspace['source'];
  /** Manifests that belong to it without being a package that can be shown, e.g. a virtual root. */
  readonly furtherManifests: readonly string[];
  readonly packages: readonly PackageFacts[];
}

/** Decides which binaries are functions and extensions, by the crates of AWS's Rust runtime. */
export function assembleWorkspace(facts: WorkspaceFacts): CargoWorkspace {
  const owners = ownersOfNames(facts.packages);
  const byPackageName = new Map(facts.packages.map((pkg) => [pkg.name, pkg]));
  const packages = facts.packages.flatMap((pkg): CargoPackage[] => {
    const use = lambdaUse(pkg.dependencies);
    if (!use || pkg.binaries.length === 0) return [];
    const binaries = [...pkg.binaries].sort(byName).map(({ name, sourcePath }) => ({
      ...use,
      id: functionId(pkg.manifestPath, name),
      name,
      sourcePath,
      packageName: pkg.name,
      manifestPath: pkg.manifestPath,
      workspaceRoot: facts.root,
      targetDirectory: facts.targetDirectory,
      clashesWith: (owners.get(name) ?? []).filter((owner) => owner !== pkg.name),
    }));
    const { name, manifestPath } = pkg;
    return [{ name, manifestPath, binaries, builtFrom: usedBy(pkg, byPackageName) }];
  });
  const manifests = new Set([...facts.furtherManifests, ...facts.packages.map((pkg) => pkg.manifestPath)]);
  return {
    root: facts.root,
    targetDirectory: facts.targetDirectory,
    packages: packages.sort(byName),
    names: { packages: facts.packages.map(({ name }) => name), binaries: [...owners.keys()] },
    manifests: [...manifests],
    source: facts.source,
  };
}

/** With what they were called before, and are still published as. */
const runtimes = ['lambda_runtime', 'lambda', 'netlify_lambda'];
const httpRuntimes = ['lambda_http', 'netlify_lambda_http'];

/** A package with both a function runtime and lambda-extension is a function with an internal extension. */
function lambdaUse(
  dependencies: ReadonlySet<string>,
): { readonly kind: 'function' | 'extension'; readonly http: boolean } | undefined {
  const isOne = (name: string): boolean => dependencies.has(name);
  const http = httpRuntimes.some(isOne);
  if (http || runtimes.some(isOne)) return { kind: 'function', http };
  return dependencies.has('lambda-extension') ? { kind: 'extension', http } : undefined;
}

/** Packages of the workspace that a package depends on, directly or not; no two have one name. */
function usedBy(pkg: PackageFacts, byPackageName: ReadonlyMap<string, PackageFacts>): readonly string[] {
  const found = new Set<PackageFacts>([pkg]);
  // What is added while it is walked is walked too.
  for (const each of found) {
    for (const name of each.dependencies) {
      const used = byPackageName.get(name);
      if (used) found.add(used);
    }
  }
  return [...found].slice(1).map(({ manifestPath }) => manifestPath);
}

/** Every binary counts, not just those shown: `cargo run --bin NAME` looks at all of them. */
function ownersOfNames(packages: readonly PackageFacts[]): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const pkg of packages) {
    for (const { name } of pkg.binaries) owners.set(name, [...(owners.get(name) ?? []), pkg.name]);
  }
  return owners;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
