import { isRecord } from '../record';
import type { PackageFacts } from './assemble';
import { dirname, join } from './paths';

type Table = Readonly<Record<string, unknown>>;

/** A Cargo.toml as it lies on the disk, with the sources that Cargo would take for binaries. */
export interface ManifestFile {
  readonly path: string;
  /** undefined when it is not TOML. */
  readonly toml: Table | undefined;
  readonly error?: {
    readonly message: string;
    readonly position?: { readonly line: number; readonly character: number };
  };
  /** Those of `src/main.rs`, `src/bin/NAME.rs` and `src/bin/NAME/main.rs` that exist, relative, with `/`. */
  readonly binarySources: readonly string[];
}

export const table = (value: unknown): Table | undefined => (isRecord(value) ? value : undefined);
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

export const workspaceTable = (file: ManifestFile): Table | undefined => table(file.toml?.['workspace']);
export const packageTable = (file: ManifestFile): Table | undefined => table(file.toml?.['package']);

/** The package of a manifest, by the rules of the Cargo book: "Cargo Targets", "Specifying Dependencies". */
export function packageFacts(file: ManifestFile, root: ManifestFile | undefined): PackageFacts | undefined {
  const name = text(packageTable(file)?.['name']);
  if (name === undefined) return undefined;
  return {
    name,
    manifestPath: file.path,
    dependencies: new Set(dependencyTables(file).flatMap((each) => realNames(each, root))),
    binaries: binaries(file, name),
  };
}

/** Paths of `path` dependencies: those inside the workspace's folder are members without being listed. */
export function pathDependencies(file: ManifestFile): readonly string[] {
  return dependencyTables(file)
    .flatMap((each) => Object.values(each))
    .map((value) => text(table(value)?.['path']))
    .filter((path) => path !== undefined)
    .map((path) => join(join(dirname(file.path), path), 'Cargo.toml'));
}

/** Of all targets, run-time ones only. */
export function dependencyTables({ toml }: Pick<ManifestFile, 'toml'>): readonly Table[] {
  const forTargets = Object.values(table(toml?.['target']) ?? {});
  return [toml, ...forTargets.map(table)].flatMap((at): Table[] => {
    const dependencies = table(at?.['dependencies']);
    return dependencies ? [dependencies] : [];
  });
}

function realNames(dependencies: Table, root: ManifestFile | undefined): readonly string[] {
  const inherited = table(root && workspaceTable(root)?.['dependencies']);
  return Object.entries(dependencies).map(([key, value]) => {
    const own = table(value);
    const from = own?.['workspace'] === true ? table(inherited?.[key]) : own;
    return text(from?.['package']) ?? key;
  });
}

function binaries(file: ManifestFile, packageName: string): PackageFacts['binaries'] {
  const inferred = file.binarySources.map((source) => ({
    name: inferredName(source, packageName),
    source,
  }));
  const declared = (Array.isArray(file.toml?.['bin']) ? file.toml['bin'] : []).flatMap((entry: unknown) => {
    const name = text(table(entry)?.['name']);
    if (name === undefined) return [];
    const source = text(table(entry)?.['path']) ?? inferred.find((each) => each.name === name)?.source;
    return [{ name, source: source ?? 'src/main.rs' }];
  });
  const isDeclared = (each: { name: string; source: string }): boolean =>
    declared.some((other) => other.name === each.name || other.source === each.source);
  const automatic = packageTable(file)?.['autobins'] === false ? [] : inferred;
  return [...declared, ...automatic.filter((each) => !isDeclared(each))].map(({ name, source }) => ({
    name,
    sourcePath: join(dirname(file.path), source),
  }));
}

const inferredName = (source: string, packageName: string): string =>
  /^src\/bin\/([^/]+?)(?:\.rs|\/main\.rs)$/.exec(source)?.[1] ?? packageName;
