import { basename, dirname, join } from '../project/paths';
import { cfg, isCompiled } from './cfg';
import { splitItems, type Item } from './items';
import type { SourceFile, Sources } from './sources';
import { importsOf, type Import } from './uses';

/** More than are looked through for one type. */
const mostModules = 100;

/**
 * A module of a crate, its files read when something in it is asked for. Where files are:
 * https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames
 */
export class Module {
  /** Unlike that of any other module. */
  readonly id: string;
  /** Without what is compiled for tests only. */
  readonly items: readonly Item[];
  #imports: readonly Import[] | undefined;
  readonly #children = new Map<string, Promise<Module | undefined>>();

  private constructor(
    readonly sources: Sources,
    readonly file: SourceFile,
    readonly parent: Module | undefined,
    /** Where the files of its child modules are. */
    private readonly childFolder: string,
    /** What a `#[path]` in it is relative to. */
    private readonly pathFolder: string,
    body?: Item['body'],
    /** Of the package it belongs to. */
    readonly manifestPath: string | undefined = parent?.manifestPath,
    /** That its crate is built with; undefined: not known. */
    readonly features: ReadonlySet<string> | undefined = parent?.features,
  ) {
    const { items, broken } = body ? splitItems(file.text, undefined, body) : sources.split(file);
    this.id = `${file.path}@${body?.start ?? 0}`;
    this.items = items.filter((item) => isCompiled(item.attributes, this.features));
    sources.incomplete ||= broken;
  }

  /** The module of a crate's main file, undefined when there is no such file. */
  static async root(
    sources: Sources,
    path: string,
    manifestPath?: string,
    features?: ReadonlySet<string>,
  ): Promise<Module | undefined> {
    const file = await sources.file(path);
    const folder = dirname(path);
    return file && new Module(sources, file, undefined, folder, folder, undefined, manifestPath, features);
  }

  get root(): Module {
    return this.parent?.root ?? this;
  }

  get imports(): readonly Import[] {
    if (!this.#imports) {
      const uses = this.items.filter((item) => item.keyword === 'use');
      const text = uses.map((item) => this.file.text.slice(item.start, item.end)).join('\n');
      this.#imports = uses.length === 0 ? [] : this.sources.parse(text).flatMap(importsOf);
    }
    return this.#imports;
  }

  /** It and the modules in it, as far as their files are there. */
  async *all(): AsyncGenerator<Module> {
    const open: Module[] = [this];
    const seen = new Set([this.id]);
    let left = mostModules;
    for (let module = open.shift(); module; module = open.shift()) {
      yield module;
      for (const item of module.items) {
        if (item.keyword !== 'mod') continue;
        if (left-- === 0) return;
        const child = await module.child(item);
        // A file can be its own module.
        if (!child || seen.has(child.id)) continue;
        seen.add(child.id);
        open.push(child);
      }
    }
  }

  child(item: Item): Promise<Module | undefined> {
    const name = item.name ?? '';
    const key = `${name} ${item.start}`;
    let child = this.#children.get(key);
    if (!child) {
      child = item.body ? Promise.resolve(this.#inline(name, item)) : this.#fromFile(name, item);
      this.#children.set(key, child);
    }
    return child;
  }

  #inline(name: string, item: Item): Module {
    const folder = join(this.childFolder, pathAttributes(item, this.features)[0] ?? name);
    return new Module(this.sources, this.file, this, folder, folder, item.body);
  }

  async #fromFile(name: string, item: Item): Promise<Module | undefined> {
    const explicit = pathAttributes(item, this.features).map((path) => join(this.pathFolder, path));
    const isCertain = item.attributes.some((text) => /^#\[\s*path\b/.test(text));
    const usual = [join(this.childFolder, `${name}.rs`), join(this.childFolder, `${name}/mod.rs`)];
    const candidates = isCertain ? explicit : [...explicit, ...usual];
    for (const path of candidates) {
      const file = await this.sources.file(path);
      if (!file) continue;
      const folder = dirname(path);
      // Files named `mod.rs` or by `#[path]` have their child modules beside them.
      const own = explicit.includes(path) || stemOf(path) === 'mod' ? folder : join(folder, stemOf(path));
      return new Module(this.sources, file, this, own, folder);
    }
    return undefined;
  }
}

/** Of `#[path = "…"]`, and of `#[cfg_attr(unix, path = "…")]` unless its condition is known not to hold. */
function pathAttributes({ attributes }: Item, features?: ReadonlySet<string>): readonly string[] {
  return attributes.flatMap((text) => {
    const plain = /^#\[\s*path\s*=\s*"([^"]*)"\s*\]$/.exec(text)?.[1];
    if (plain !== undefined) return plain;
    const [, predicate = 'false', path = ''] =
      /^#\[\s*cfg_attr\s*\(([^]*),\s*path\s*=\s*"([^"]*)"\s*,?\s*\)\s*\]$/.exec(text) ?? [];
    return cfg(predicate, features) === false ? [] : path;
  });
}

/** `orders` of `src/orders.rs`. */
const stemOf = (path: string): string => basename(path).replace(/\.rs$/, '');
