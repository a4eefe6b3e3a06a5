/**
 * Which crates a package's sources can name: its own library and its dependencies, as manifests say ("Specifying
 * Dependencies" and "Cargo Targets" in the Cargo book).
 */
import { dependencyTables, table, text } from '../project/manifestFile';
import { dirname, foldersUp, join } from '../project/paths';
import type { Sources } from './sources';

type Table = NonNullable<ReturnType<typeof table>>;

export interface Crate {
  /** The name that it has for itself: `lambda_runtime` of `rt = { package = "lambda_runtime" }`. */
  readonly name: string;
  /** Where its sources are, for those of this workspace and others that are depended on by path. */
  readonly library?: {
    readonly path: string;
    readonly manifestPath: string;
    /** That it is built with; undefined: not known. */
    readonly features?: ReadonlySet<string>;
  };
}

/** Finds crates by the names that packages have for them. */
export interface CrateFinder {
  /** undefined: the package has no dependency of that name, or its manifest can't be read. */
  find(manifestPath: string, name: string): Promise<Crate | undefined>;
  /** Whether `use crate::*` brings this name, of a crate whose sources are not read. */
  knows(path: readonly string[]): boolean;
}

/** Of so well-known a name that no manifest has to be read for it. */
const wellKnown = new Set(
  'std core alloc lambda_runtime lambda_http lambda_extension aws_lambda_events tower tokio axum'.split(' '),
);

/** What cargo was asked for beside what manifests say. */
export interface BuiltCrates {
  /** That the package of this manifest is built with; undefined: not known. */
  features(manifestPath: string): ReadonlySet<string> | undefined;
}

export class Crates implements CrateFinder {
  readonly #manifests = new Map<string, Promise<Table | undefined>>();

  constructor(
    private readonly sources: Sources,
    private readonly built?: BuiltCrates,
  ) {}

  async find(manifestPath: string, name: string): Promise<Crate | undefined> {
    if (wellKnown.has(name)) return { name };
    const manifest = await this.#manifest(manifestPath);
    if (!manifest) return undefined;
    const own = this.#libraryOf(manifest, manifestPath);
    if (own.name === name) return own;
    const dependencies = dependencyTables({ toml: manifest }).flatMap((each) => Object.entries(each));
    const found = dependencies.find(([key]) => crateName(key) === name);
    return found && this.#dependency(manifestPath, ...found);
  }

  /** Of Lambda's crates alone, which the resolver knows itself. */
  knows(): boolean {
    return false;
  }

  async #dependency(manifestPath: string, key: string, value: unknown): Promise<Crate> {
    let description = table(value);
    let base = manifestPath;
    if (description?.['workspace'] === true) {
      const root = await this.#workspaceOf(manifestPath);
      description = table(table(root?.workspace['dependencies'])?.[key]);
      base = root?.manifestPath ?? manifestPath;
    }
    const name = crateName(text(description?.['package']) ?? key);
    const folder = text(description?.['path']);
    if (folder === undefined) return { name };
    const path = join(join(dirname(base), folder), 'Cargo.toml');
    const manifest = await this.#manifest(path);
    return manifest ? this.#libraryOf(manifest, path) : { name };
  }

  #libraryOf(manifest: Table, manifestPath: string): Crate {
    const library = table(manifest['lib']);
    const name = text(library?.['name']) ?? text(table(manifest['package'])?.['name']) ?? '';
    const path = join(dirname(manifestPath), text(library?.['path']) ?? 'src/lib.rs');
    const features = this.built?.features(manifestPath);
    return { name: crateName(name), library: { path, manifestPath, ...(features && { features }) } };
  }

  /** The workspace whose dependencies a package inherits. */
  async #workspaceOf(
    manifestPath: string,
  ): Promise<{ readonly manifestPath: string; readonly workspace: Table } | undefined> {
    const named = text(table((await this.#manifest(manifestPath))?.['package'])?.['workspace']);
    const folder = dirname(manifestPath);
    for (const each of named === undefined ? foldersUp(folder) : [join(folder, named)]) {
      const path = join(each, 'Cargo.toml');
      const workspace = table((await this.#manifest(path))?.['workspace']);
      if (workspace) return { manifestPath: path, workspace };
    }
    return undefined;
  }

  #manifest(path: string): Promise<Table | undefined> {
    let manifest = this.#manifests.get(path);
    if (!manifest) {
      manifest = this.#read(path);
      this.#manifests.set(path, manifest);
    }
    return manifest;
  }

  async #read(path: string): Promise<Table | undefined> {
    const file = await this.sources.file(path);
    if (!file) return undefined;
    // Loaded when first needed: most handlers are in crates that need no manifest to be found.
    const { parse } = await import('smol-toml');
    try {
      return parse(file.text);
    } catch {
      this.sources.incomplete = true;
      return undefined;
    }
  }
}

const crateName = (name: string): string => name.replaceAll('-', '_');
