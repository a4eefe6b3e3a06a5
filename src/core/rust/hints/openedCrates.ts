import type { Crate, CrateFinder } from '../crates';

/** The crates of a graph as if one package were built with other features; undefined: with any. */
export class OpenedCrates implements CrateFinder {
  constructor(
    private readonly crates: CrateFinder,
    private readonly opened: {
      readonly manifestPath: string | undefined;
      readonly features: ReadonlySet<string> | undefined;
    },
  ) {}

  async find(manifestPath: string, name: string): Promise<Crate | undefined> {
    const crate = await this.crates.find(manifestPath, name);
    const { library } = crate ?? {};
    const { manifestPath: only, features } = this.opened;
    if (!crate || !library || (only ?? library.manifestPath) !== library.manifestPath) return crate;
    const { path } = library;
    return { ...crate, library: { path, manifestPath: library.manifestPath, ...(features && { features }) } };
  }

  knows(path: readonly string[]): boolean {
    return this.crates.knows(path);
  }
}
