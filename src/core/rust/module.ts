import { basename, dirname, join } from '../project/paths';
import { isCompiled } from './cfg';
import { splitItems, type Item } from './items';
import type { SourceFile, Sources } from './sources';
import { importsOf, type Import } from './uses';

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
    const folder = join(this.childFolder, pathAttribute(item) ?? name);
    return new Module(this.sources, this.file, this, folder, folder, item.body);
  }

  async #fromFile(name: string, item: Item): Promise<Module | undefined> {
    const explicit = pathAttribute(item);
    const candidates =
      explicit === undefined
        ? [join(this.childFolder, `${name}.rs`), join(this.childFolder, `${name}/mod.rs`)]
        : [join(this.pathFolder, explicit)];
    for (const path of candidates) {
      const file = await this.sources.file(path);
      if (!file) continue;
      const folder = dirname(path);
      // Files named `mod.rs` or by `#[path]` have their child modules beside them.
      const own = explicit !== undefined || stemOf(path) === 'mod' ? folder : join(folder, stemOf(path));
      return new Module(this.sources, file, this, own, folder);
    }
    return undefined;
  }
}

const pathAttribute = (item: Item): string | undefined =>
  item.attributes.map((text) => /^#\[\s*path\s*=\s*"([^"]*)"\s*\]$/.exec(text)?.[1]).find(Boolean);

/** `orders` of `src/orders.rs`. */
const stemOf = (path: string): string => basename(path).replace(/\.rs$/, '');
