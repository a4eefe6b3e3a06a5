import type { Definition } from '../rust/definition';
import { Module } from '../rust/module';
import type { Crates } from '../rust/resolve';
import type { Sources } from '../rust/sources';
import type { CrateGraph, CratePackage } from './crateGraph';
import { isKnownCrate, isKnownName, isStd } from './knownCrates';

/** Opens the crates of a graph when their names are met. */
export class GraphCrates implements Crates {
  readonly #roots = new Map<string, Promise<Module | undefined>>();

  constructor(
    private readonly sources: Sources,
    private readonly graph: CrateGraph,
  ) {}

  async named(module: Module, name: string): Promise<Definition | undefined> {
    if (isStd(name)) return { kind: 'external', path: [name] };
    const seen = this.#seenFrom(module, name);
    if (!seen) return undefined;
    const crate = seen.name.replaceAll('-', '_');
    if (isKnownCrate(crate, seen.version)) return { kind: 'external', path: [crate] };
    const root = await this.root(seen);
    return root ? { kind: 'module', module: root } : undefined;
  }

  knows(path: readonly string[]): boolean {
    return isKnownName(path);
  }

  root(pkg: CratePackage): Promise<Module | undefined> {
    let root = this.#roots.get(pkg.id);
    if (!root) {
      root = pkg.library ? Module.root(this.sources, pkg.library.path, pkg) : Promise.resolve(undefined);
      this.#roots.set(pkg.id, root);
    }
    return root;
  }

  /** Of a crate that a module's crate can name, or is itself. */
  async rootNamed(module: Module, name: string): Promise<Module | undefined> {
    const seen = this.#seenFrom(module, name);
    return seen ? this.root(seen) : undefined;
  }

  /** Of the crate that a module belongs to. */
  packageOf({ crate }: Module): CratePackage | undefined {
    return crate && this.graph.get(crate.id);
  }

  /** Of the only package of that name; undefined when there are several versions, or none. */
  features(name: string): ReadonlySet<string> | undefined {
    const found = [...this.graph.values()].filter((pkg) => pkg.name.replaceAll('-', '_') === name);
    return found.length === 1 ? found[0]?.features : undefined;
  }

  #seenFrom(module: Module, name: string): CratePackage | undefined {
    const pkg = this.packageOf(module);
    const id = pkg?.dependencies.get(name);
    if (id !== undefined) return this.graph.get(id);
    return pkg?.library?.name === name ? pkg : undefined;
  }
}
