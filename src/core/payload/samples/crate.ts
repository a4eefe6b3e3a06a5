/** The examples that `aws_lambda_events` has for its own tests. */
import { dirname, join } from '../../project/paths';
import { packageOf, type CrateGraph, type CratePackage } from '../../types/crateGraph';
import { sampleName } from './names';
import type { Sample } from './sample';

const crate = 'aws_lambda_events';

/** The one that a package names itself, else the one that `lambda_http` reads requests with. */
export function eventsCrate(graph: CrateGraph, manifestPath: string): CratePackage | undefined {
  const usedBy = (user: CratePackage | undefined): readonly CratePackage[] =>
    [...(user?.dependencies.values() ?? [])].flatMap((id) => graph.get(id) ?? []);
  const own = usedBy(packageOf(graph, manifestPath));
  const http = own.find(({ name }) => name === 'lambda_http');
  return [...own, ...usedBy(http)].find(({ name }) => name === crate);
}

export interface ExampleFolders {
  readonly examples: string;
  /** With the tests that read them, at most one folder deeper. */
  readonly sources: string;
}

/** The first that is there: versions before 0.8 were generated, and have them there. */
export function exampleFolders({ manifestPath }: Pick<CratePackage, 'manifestPath'>): readonly ExampleFolders[] {
  const source = join(dirname(manifestPath), 'src');
  return [
    { examples: join(source, 'fixtures'), sources: join(source, 'event') },
    { examples: join(source, 'generated/fixtures'), sources: source },
  ];
}

/** What the tests of a module read its examples as, by file. */
export function typesInTests(source: string): ReadonlyMap<string, string> {
  const starts = [...source.matchAll(/include_bytes!\(\s*"(?:[^"]*\/)?fixtures\/([^"]+)"/g)];
  const found = new Map<string, string>();
  for (const [index, start] of starts.entries()) {
    const after = source.slice(start.index, starts[index + 1]?.index ?? start.index + 1_000);
    const types = [...after.matchAll(/let (?:mut )?\w+: ([\w:<>,\s]+?) = |(?:from_slice|roundtrip)::<([^;]+?)>\(/g)]
      .map(([, declared, given]) => /(\w+)\s*(?:<|$)/.exec((declared ?? given ?? '').trim())?.[1])
      .filter((type) => type !== undefined && !/^(_|String|Value|Vec)$/.test(type));
    const [type] = types;
    const [, file = ''] = start;
    if (type !== undefined && !found.has(file)) found.set(file, type);
  }
  return found;
}

/** @param files names in the folder of examples */
export const examplesOf = (
  files: readonly string[],
  types: ReadonlyMap<string, string>,
): readonly Sample[] =>
  files.filter(isEvent).map((file) => {
    const type = types.get(file);
    return { file, name: sampleName(file), ...(type !== undefined && { type }) };
  });

/** Some are what functions answer. */
const isEvent = (file: string): boolean =>
  file.endsWith('.json') && !/-response(-with-[\w-]+)?\.json$/.test(file);
