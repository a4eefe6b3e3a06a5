/**
 * Features of a workspace's packages. cargo tells those of a build of all of them, in which each has its defaults; when
 * a function is built alone, the libraries beside it have only what is asked of them ("Resolver versions" in the Cargo book).
 */
interface Dependency {
  readonly name: string;
  readonly rename: string | null;
  /** null: a usual one. */
  readonly kind: 'dev' | 'build' | null;
  readonly features: readonly string[];
  readonly uses_default_features: boolean;
}

export interface FeatureManifest {
  readonly name: string;
  readonly dependencies: readonly Dependency[];
  /** What each feature turns on: `other`, `dep:crate`, `crate/feature`, `crate?/feature`. */
  readonly features: Readonly<Record<string, readonly string[]>>;
}

/** A package that uses a member, with its features as cargo tells them. */
export interface User {
  readonly manifest: FeatureManifest;
  readonly features: readonly string[];
}

/**
 * @param on as cargo tells them
 * @returns `on`, those with a question mark that only some builds have
 */
export function memberFeatures(
  member: FeatureManifest,
  on: readonly string[],
  users: readonly User[],
): readonly string[] {
  const asked = users.map(({ manifest, features }) => closure(member, asks(manifest, features, member.name)));
  return on.map((feature) => (asked.every((each) => each.has(feature)) ? feature : `${feature}?`));
}

function asks(by: FeatureManifest, on: readonly string[], of: string): readonly string[] {
  const uses = by.dependencies.filter(({ name, kind }) => name === of && kind === null);
  const names = new Set(uses.map(({ name, rename }) => rename ?? name));
  const through = on
    .flatMap((feature) => by.features[feature] ?? [])
    .flatMap((entry) => {
      const [crate = '', feature] = entry.split('/');
      return feature !== undefined && names.has(crate.replace(/\?$/, '')) ? [feature] : [];
    });
  return [
    ...uses.flatMap((each) => [...each.features, ...(each.uses_default_features ? ['default'] : [])]),
    ...through,
  ];
}

function closure({ features }: FeatureManifest, asked: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...asked];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(features[name] ?? []));
  }
  return found;
}
