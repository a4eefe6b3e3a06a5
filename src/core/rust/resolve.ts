/**
 * What a path means in a module, as far as it matters for finding handlers
 * (https://doc.rust-lang.org/reference/names/name-resolution.html; visibility is left to the compiler).
 */
import { ownItem, type Definition, type Namespace } from './definition';
import { associatedFunction, type TypeResolver } from './implementations';
import { canonical, isLambdaName } from './lambdaApi';
import type { Crate, CrateFinder } from './crates';
import { Module } from './module';

/** Results of one resolution; undefined while a name is being resolved, which ends cycles. */
type Memo = Map<string, Definition | undefined>;

/** Some hundred times what a usual program needs; they take a tenth of a second. */
const mostSteps = 10_000;

export class Resolver {
  readonly #libraries = new Map<string, Promise<Module | undefined>>();

  readonly #resolved = new Map<string, Promise<Definition | undefined>>();
  #stepsLeft = mostSteps;

  constructor(private readonly crates: CrateFinder) {}

  /** One step of many. False when there were so many that the source is made to be hard, or no Rust. */
  step(): boolean {
    return this.#stepsLeft-- > 0;
  }

  /** undefined: a name of this crate that does not exist (yet). */
  resolve(
    module: Module,
    path: readonly string[],
    namespace: Namespace = 'value',
  ): Promise<Definition | undefined> {
    const key = [module.id, namespace, ...path].join(' ');
    let resolved = this.#resolved.get(key);
    if (!resolved) {
      resolved = this.#resolve(module, path, namespace, new Map());
      this.#resolved.set(key, resolved);
    }
    return resolved;
  }

  /** A path whose first name may come from a `use glob::*` that is not of the module, but of a block in it. */
  async resolveThrough(
    module: Module,
    glob: readonly string[],
    path: readonly string[],
    namespace: Namespace,
  ): Promise<Definition | undefined> {
    const [name = ''] = path;
    const first = path.length > 1 ? 'type' : namespace;
    const known = await this.#throughGlob(module, glob, name, first, new Map());
    return known && this.resolve(module, [...glob, ...path], namespace);
  }

  type(module: Module, path: readonly string[]): Promise<Definition | undefined> {
    return this.resolve(module, path, 'type');
  }

  async #resolve(
    module: Module,
    path: readonly string[],
    last: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    let definition: Definition | undefined;
    for (const [index, segment] of path.entries()) {
      const namespace = index === path.length - 1 ? last : 'type';
      definition =
        index === 0
          ? await this.#first(module, segment, namespace, memo)
          : definition && (await this.#member(module, definition, segment, namespace, memo));
      if (!definition) return undefined;
    }
    return definition;
  }

  async #first(
    module: Module,
    segment: string,
    namespace: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    if (segment === '::') return { kind: 'external', path: [] };
    if (segment === 'crate') return { kind: 'module', module: module.root };
    if (segment === 'self') return { kind: 'module', module };
    if (segment === 'super') return { kind: 'module', module: module.parent ?? module };
    const known = await this.#named(module, segment, namespace, memo);
    return known ?? this.#crate(module, segment);
  }

  async #crate(module: Module, name: string): Promise<Definition> {
    const { manifestPath } = module;
    const crate = manifestPath === undefined ? undefined : await this.crates.find(manifestPath, name);
    const library = crate?.library && (await this.#libraryAt(module, crate.library));
    if (library) return { kind: 'module', module: library };
    // In Rust 2015 paths of `use`, and those with `::` before them, start at the crate's root.
    const ofRoot = crate ? undefined : await ownItem(module.root, name, 'type');
    return ofRoot ?? { kind: 'external', path: [crate?.name ?? name] };
  }

  #libraryAt(
    from: Module,
    { path, manifestPath, features }: NonNullable<Crate['library']>,
  ): Promise<Module | undefined> {
    let library = this.#libraries.get(path);
    if (!library) {
      library = Module.root(from.sources, path, manifestPath, features);
      this.#libraries.set(path, library);
    }
    return library;
  }

  async #member(
    from: Module,
    definition: Definition,
    segment: string,
    namespace: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    switch (definition.kind) {
      case 'module':
        if (segment === 'super')
          return { kind: 'module', module: definition.module.parent ?? definition.module };
        return this.#named(definition.module, segment, namespace, memo);
      case 'type':
        return associatedFunction(this.#within(memo), definition, segment);
      case 'external':
        if (definition.path.length === 0) return this.#crate(from, segment);
        return { kind: 'external', path: canonical([...definition.path, segment]) };
      case 'function':
      case 'constant':
      case 'other':
        return undefined;
    }
  }

  /** For what is asked while a path is resolved, which then may not be waited for. */
  #within(memo: Memo): TypeResolver {
    return {
      type: (module, path) => this.#resolve(module, path, 'type', memo),
      step: () => this.step(),
    };
  }

  async #named(
    module: Module,
    name: string,
    namespace: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    const key = `${module.id} ${namespace} ${name}`;
    if (memo.has(key) || !this.step()) return memo.get(key);
    memo.set(key, undefined);
    const definition =
      (await this.#own(module, name, namespace)) ??
      (await this.#imported(module, name, namespace, memo)) ??
      (await this.#throughGlobs(module, name, namespace, memo));
    memo.set(key, definition);
    return definition;
  }

  /** `extern crate events as ev` is that crate, of which the source may be known. */
  async #own(module: Module, name: string, namespace: Namespace): Promise<Definition | undefined> {
    const item = await ownItem(module, name, namespace);
    const [crate, ...more] = item?.kind === 'external' ? item.path : [];
    if (crate === undefined || more.length > 0) return item;
    return crate === 'self' ? { kind: 'module', module: module.root } : this.#crate(module, crate);
  }

  async #imported(
    module: Module,
    name: string,
    namespace: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    let missing = false;
    for (const { path } of module.imports.filter((entry) => entry.name === name)) {
      const isOfCrate = path.length > 1 && path[0] === name && !(await ownItem(module, name, 'type'));
      // `use lambda::lambda`: the first is the crate, and not what is imported.
      const from = isOfCrate ? ['::', ...path] : path;
      const definition = await this.#resolve(module, from, namespace, memo);
      if (definition) return definition;
      const other = namespace === 'value' ? 'type' : 'value';
      missing ||= !(await this.#resolve(module, path, other, memo));
    }
    // An import of something that does not exist (yet) still hides what `*` would bring.
    return missing ? { kind: 'other' } : undefined;
  }

  async #throughGlobs(
    module: Module,
    name: string,
    namespace: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    for (const glob of module.imports.filter((entry) => entry.name === undefined)) {
      const definition = await this.#throughGlob(module, glob.path, name, namespace, memo);
      if (definition) return definition;
    }
    return undefined;
  }

  async #throughGlob(
    module: Module,
    glob: readonly string[],
    name: string,
    namespace: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    const source = await this.#resolve(module, glob, 'type', memo);
    if (source?.kind === 'module') return this.#named(source.module, name, namespace, memo);
    const path = source?.kind === 'external' ? [...source.path, name] : [];
    const isKnown = isLambdaName(path) || this.crates.knows(path);
    return isKnown ? { kind: 'external', path: canonical(path) } : undefined;
  }
}
