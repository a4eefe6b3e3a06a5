/** Samples as they lie in folders. */
import { join } from '../../project/paths';
import type { Files } from '../../ports';
import type { ShapeSet } from '../../shape/shape';
import { examplesOf, typesInTests, type ExampleFolders } from './crate';
import { sampleName } from './names';
import { rate, type Rating } from './rank';
import type { Sample } from './sample';

/** Of which nothing is written. */
type ReadFiles = Pick<Files, 'list' | 'readText'>;

export interface Shelf {
  readonly folder: string;
  readonly samples: readonly Sample[];
}

/** undefined: this version of the crate comes without examples. @throws RustLambdaError fileFailed */
export async function crateShelf(
  files: ReadFiles,
  places: readonly ExampleFolders[],
): Promise<Shelf | undefined> {
  for (const { examples: folder, sources } of places) {
    const names = await namesIn(files, folder);
    if (names.length > 0) return { folder, samples: examplesOf(names, await typesIn(files, sources)) };
  }
  return undefined;
}

/** @throws RustLambdaError fileFailed */
export async function plainShelf(files: ReadFiles, folder: string): Promise<Shelf> {
  const names = await namesIn(files, folder);
  return { folder, samples: names.map((file) => ({ file, name: sampleName(file) })) };
}

/** Lambda and serde take no byte order mark. @throws RustLambdaError fileFailed */
export const readSample = async (files: ReadFiles, { folder }: Shelf, file: string): Promise<string> =>
  (await files.readText(join(folder, file))).replace(/^\ufeff/, '');

/**
 * What the type says about each.
 * @param type as written, with its shape
 * @throws RustLambdaError fileFailed
 */
export async function ratingsOf(
  files: ReadFiles,
  shelf: Shelf,
  type: string | undefined,
  set: ShapeSet,
): Promise<ReadonlyMap<string, Rating>> {
  const ratings = shelf.samples.map(async (sample) => {
    const text = await readSample(files, shelf, sample.file);
    return [sample.file, rate(sample, text, type, set)] as const;
  });
  return new Map(await Promise.all(ratings));
}

async function namesIn(files: ReadFiles, folder: string): Promise<readonly string[]> {
  const entries = await files.list(folder);
  return entries.filter(({ name, isFolder }) => !isFolder && name.endsWith('.json')).map(({ name }) => name);
}

/** What the tests of all modules read examples as. */
async function typesIn(files: ReadFiles, folder: string, depth = 1): Promise<ReadonlyMap<string, string>> {
  const types = (await files.list(folder)).map(async ({ name, isFolder }) => {
    const path = join(folder, name);
    if (isFolder) return depth > 0 ? [...(await typesIn(files, path, depth - 1))] : [];
    return name.endsWith('.rs') ? [...typesInTests(await files.readText(path))] : [];
  });
  return new Map((await Promise.all(types)).flat());
}
