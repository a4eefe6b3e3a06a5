import { table, texts } from '../../project/manifestFile';
import { packageOf, type CrateGraph, type CratePackage } from '../../types/crateGraph';
import type { Module } from '../module';
import type { Sources } from '../sources';
import type { MissingFeature } from './hint';

export interface Dependency {
  readonly place: Omit<MissingFeature, 'features'>;
  /** Whether the package has features of its own that enable this one: how it is built then decides. */
  mayHave(feature: string): boolean;
}

/** How a module's package depends on another; undefined when it does not do so itself. */
export async function dependencyOn(
  sources: Sources,
  graph: CrateGraph,
  { manifestPath }: Module,
  { id, name: crate }: CratePackage,
): Promise<Dependency | undefined> {
  const own = manifestPath === undefined ? undefined : packageOf(graph, manifestPath);
  const [dependency] = [...(own?.dependencies ?? [])].find(([, to]) => to === id) ?? [];
  const file = manifestPath === undefined ? undefined : await sources.file(manifestPath);
  if (manifestPath === undefined || dependency === undefined || !file) return undefined;
  const { parse } = await import('smol-toml');
  try {
    const enabled = Object.values(table(parse(file.text)['features']) ?? {}).flatMap(texts);
    return {
      place: { crate, manifestPath, dependency },
      mayHave: (feature) =>
        enabled.some((each) => {
          const [of = '', what] = each.split('/');
          return what === feature && of.replace(/\?$/, '').replaceAll('-', '_') === dependency;
        }),
    };
  } catch {
    // Half-typed.
    return undefined;
  }
}
