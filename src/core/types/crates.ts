import type { Crate, CrateFinder } from '../rust/crates';
import { Module } from '../rust/module';
import type { Sources } from '../rust/sources';
import type { CrateGraph, CratePackage } from './crateGraph';
import { isKnownCrate, isKnownName, isStd } from './knownCrates';

/** The crates of a graph. What is known of a crate's types is not read from its sources. */
export class GraphCrates implements CrateFinder {
  readonly #byManifest: ReadonlyMap<string, CratePackage>;

  constructor(
    private readonly sources: Sources,
    private readonly graph: CrateGraph,
  ) {
    this.#byManifest = new Map([...graph.values()].map((pkg) => [pkg.manifestPath, pkg]));
  }

  find(manifestPath: string, name: string): Promise<Crate | undefined> {
    return Promise.resolve(this.#find(manifestPath, name));
  }

  #find(manifestPath: string, name: string): Crate | undefined {
    if (isStd(name)) return { name };
    const seen = this.#seenFrom(manifestPath, name);
    if (!seen) return undefined;
    const crate = seen.name.replaceAll('-', '_');
    const { library, features } = seen;
    if (isKnownCrate(crate, seen.version)) return { name: crate };
    // Of another version than is known: its name alone says nothing.
    const own = isKnownCrate(crate, undefined) ? `${crate} ${seen.version}` : crate;
    if (!library) return { name: own };
    return { name: own, library: { path: library.path, manifestPath: seen.manifestPath, features } };
  }

  knows(path: readonly string[]): boolean {
    return isKnownName(path);
  }

  /** Of a crate that a module's crate can name, or is itself. */
  async rootNamed({ manifestPath = '' }: Module, name: string): Promise<Module | undefined> {
    const { library, manifestPath: path, features } = this.#seenFrom(manifestPath, name) ?? {};
    return library && Module.root(this.sources, library.path, path, features);
  }

  /** Of the crate that a module belongs to. */
  packageOf({ manifestPath = '' }: Module): CratePackage | undefined {
    return this.#byManifest.get(manifestPath);
  }

  /** Of the only package of that name; undefined when there are several versions, or none. */
  features(name: string): ReadonlySet<string> | undefined {
    const found = [...this.graph.values()].filter((pkg) => pkg.name.replaceAll('-', '_') === name);
    return found.length === 1 ? found[0]?.features : undefined;
  }

  #seenFrom(manifestPath: string, name: string): CratePackage | undefined {
    const pkg = this.#byManifest.get(manifestPath);
    const id = pkg?.dependencies.get(name);
    if (id !== undefined) return this.graph.get(id);
    return pkg?.library?.name === name ? pkg : undefined;
  }
}
