/** What cargo leaves in the target folder about a build, beside the binary itself. */
import { basename, dirname, join } from 'node:path';
import type { Files } from '../../core/ports';
import { newest, sourcesOf, type BuildRecord, type DatedFile } from '../../core/project/artifact';
import type { LambdaBinary } from '../../core/project/model';
import { isInside, join as resolve } from '../../core/project/paths';
import { mapBounded } from './bounded';

const atOnce = 32;

/** Looks in `target/PROFILE` and `target/TRIPLE/PROFILE`. */
export async function findRecords(files: Files, binary: LambdaBinary): Promise<readonly BuildRecord[]> {
  const folders: string[] = [];
  for (const outer of await foldersIn(files, binary.targetDirectory)) {
    folders.push(outer);
    // Only names of triples have a hyphen, and `lambda` may hold a folder per function.
    if (basename(outer).includes('-')) folders.push(...(await foldersIn(files, outer)));
  }
  const records = await dated(
    files,
    folders.map((folder) => join(folder, `${binary.name}.d`)),
  );
  const written = records.flatMap(({ path, modified }) =>
    modified === undefined ? [] : [{ path, modified }],
  );
  return mapBounded(written, atOnce, async (record) => ({
    ...record,
    folderModified: (await files.stat(dirname(record.path)))?.modified,
  }));
}

/**
 * When the compiler started for this build (ms): cargo keeps it as the date of `dep-bin-NAME` (cargo 1.95, field
 * `invoked.timestamp` of its fingerprints). undefined when cargo keeps its fingerprints elsewhere.
 * @param artifactModified what started later is not in the artifact, ms since the epoch
 */
export async function compiledAt(
  files: Files,
  binary: LambdaBinary,
  record: BuildRecord,
  artifactModified: number,
): Promise<number | undefined> {
  const folder = join(dirname(record.path), '.fingerprint');
  const units = (await files.list(folder)).filter(({ name }) => name.startsWith(`${binary.packageName}-`));
  const stamps = await dated(
    files,
    units.map(({ name }) => join(folder, name, `dep-bin-${binary.name}`)),
  );
  const before = stamps.flatMap(({ path, modified }) =>
    modified !== undefined && modified <= artifactModified ? [{ path, modified }] : [],
  );
  return newest(before)?.modified;
}

/** The files a binary is built from: those of cargo's record, or all of the package when there is none to go by. */
export async function sourcesOfBinary(
  files: Files,
  binary: LambdaBinary,
  record: BuildRecord | undefined,
): Promise<readonly DatedFile[]> {
  const recorded = record ? sourcesOf(await files.readText(record.path)) : [];
  const paths = recorded
    // `build.dep-info-basedir` makes them relative.
    .map((path) => resolve(binary.workspaceRoot, path))
    // What a build script made is as old as the build.
    .filter((path) => !isInside(path, binary.targetDirectory));
  const sources = await dated(files, paths);
  // `cross` compiles in a container and records paths of its own: then none of them is here.
  if (sources.some((source) => source.modified !== undefined)) return sources;
  const folder = dirname(binary.manifestPath);
  return [
    ...(await dated(files, await filesBelow(files, join(folder, 'src')))),
    ...(await dated(files, [binary.sourcePath, join(folder, 'build.rs')])).filter((file) => file.modified),
  ];
}

export const dated = (files: Files, paths: readonly string[]): Promise<DatedFile[]> =>
  mapBounded(paths, atOnce, async (path) => ({ path, modified: (await files.stat(path))?.modified }));

async function foldersIn(files: Files, folder: string): Promise<readonly string[]> {
  const entries = await files.list(folder);
  return entries.filter((entry) => entry.isFolder).map((entry) => join(folder, entry.name));
}

async function filesBelow(files: Files, folder: string): Promise<readonly string[]> {
  const entries = await files.list(folder);
  const found = entries.filter((entry) => !entry.isFolder).map((entry) => join(folder, entry.name));
  for (const inner of await foldersIn(files, folder)) found.push(...(await filesBelow(files, inner)));
  return found;
}
