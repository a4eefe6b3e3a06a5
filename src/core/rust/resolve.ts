/**
 * What a path means in a module, as far as it matters for finding handlers
 * (https://doc.rust-lang.org/reference/names/name-resolution.html; visibility is left to the compiler).
 */
import { associatedFunction, ownItem, type Definition, type Namespace } from './definition';
import { canonical, isLambdaName } from './lambdaApi';
import { Module } from './module';

/** A package's own library, which its binaries use by name. */
export interface Library {
  readonly name: string;
  readonly path: string;
}

/** The other crates that a crate can name. */
export interface Crates {
  /** What a crate's name stands for in a module: its root module, or its own name when its source is of no use. */
  named(module: Module, name: string): Promise<Definition | undefined>;
  /** Whether `use crate::*` brings this name, of a crate whose source is of no use. */
  knows(path: readonly string[]): boolean;
}

/** Results of one resolution; undefined while a name is being resolved, which ends cycles. */
type Memo = Map<string, Definition | undefined>;

export class Resolver {
  #library: Promise<Module | undefined> | undefined;

  constructor(
    private readonly library: Library | undefined,
    private readonly crates?: Crates,
  ) {}

  /** undefined: a name of this crate that does not exist (yet). */
  resolve(module: Module, path: readonly string[]): Promise<Definition | undefined> {
    return this.#resolve(module, path, 'value', new Map());
  }

  /** The same for a path to a type, or to the macro of a `derive`. */
  resolveType(module: Module, path: readonly string[]): Promise<Definition | undefined> {
    return this.#resolve(module, path, 'type', new Map());
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
          : path[0] === '::' && index === 1
            ? await this.#crate(module, segment)
            : definition && (await this.#member(definition, segment, namespace, memo));
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
    if (known) return known;
    if (segment === this.library?.name) {
      this.#library ??= Module.root(module.sources, this.library.path);
      const library = await this.#library;
      if (library) return { kind: 'module', module: library };
    }
    return this.#crate(module, segment);
  }

  async #crate(module: Module, name: string): Promise<Definition> {
    return (await this.crates?.named(module, name)) ?? { kind: 'external', path: [name] };
  }

  async #member(
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
        return associatedFunction(definition.module, definition.name, segment);
      case 'external':
        return { kind: 'external', path: canonical([...definition.path, segment]) };
      case 'function':
      case 'constant':
      case 'other':
        return undefined;
    }
  }

  async #named(
    module: Module,
    name: string,
    namespace: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    const key = `${module.id} ${namespace} ${name}`;
    if (memo.has(key)) return memo.get(key);
    memo.set(key, undefined);
    const definition =
      (await ownItem(module, name, namespace)) ??
      (await this.#imported(module, name, namespace, memo)) ??
      (await this.#throughGlobs(module, name, namespace, memo));
    memo.set(key, definition);
    return definition;
  }

  async #imported(
    module: Module,
    name: string,
    namespace: Namespace,
    memo: Memo,
  ): Promise<Definition | undefined> {
    let missing = false;
    for (const { path } of module.imports.filter((entry) => entry.name === name)) {
      const definition = await this.#resolve(module, path, namespace, memo);
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
      const source = await this.#resolve(module, glob.path, 'type', memo);
      if (source?.kind === 'module') {
        const definition = await this.#named(source.module, name, namespace, memo);
        if (definition) return definition;
      }
      const path = source?.kind === 'external' ? [...source.path, name] : [];
      if (isLambdaName(path) || this.crates?.knows(path)) return { kind: 'external', path: canonical(path) };
    }
    return undefined;
  }
}
