import type { LambdaBinary } from './model';
import { dirname, join } from './paths';

/** Where `cargo lambda build` puts a binary, by `--output-format` (cargo-lambda 1.9.2). */
export function artifactPaths(binary: Pick<LambdaBinary, 'kind' | 'name' | 'targetDirectory'>): {
  readonly binary: string;
  readonly zip: string;
  /** The file's name within the zip. */
  readonly entry: string;
} {
  const name = binary.kind === 'extension' ? `extensions/${binary.name}` : `${binary.name}/bootstrap`;
  const path = join(binary.targetDirectory, `lambda/${name}`);
  return { binary: path, zip: `${path}.zip`, entry: binary.kind === 'extension' ? name : 'bootstrap' };
}

/**
 * cargo's note of what a binary was built from: `target/[TRIPLE/]PROFILE/NAME.d`. It stays when cargo lambda moves
 * the binary away.
 */
export interface BuildRecord {
  readonly path: string;
  /** When cargo wrote it, ms since the epoch; a note that would say the same it leaves alone. */
  readonly modified: number;
  /**
   * When a file last came to its folder or left it, ms since the epoch. cargo puts the binary there at every build,
   * and cargo lambda takes it away.
   */
  readonly folderModified?: number | undefined;
}

/** `debug`, `release` or another profile's folder. */
export const profileOf = (record: BuildRecord): string => dirname(record.path).replace(/^.*[\\/]/, '');

/** Copied, then taken away: the folder is that much younger than the artifact, ms. */
const taking = 50;

/**
 * The record of the build that an artifact was copied from: cargo writes it, then cargo lambda copies. What is newer
 * belongs to later builds, e.g. of another profile.
 */
export function recordOf(records: readonly BuildRecord[], artifactModified: number): BuildRecord | undefined {
  const dated = records.flatMap((record) => {
    const { modified, folderModified = Number.POSITIVE_INFINITY } = record;
    const taken = folderModified <= artifactModified + taking ? [folderModified] : [];
    const written = modified <= artifactModified ? [modified] : [];
    return [...taken, ...written].map((moment) => ({ record, modified: moment }));
  });
  return newest(dated)?.record;
}

export const newest = <T extends { readonly modified: number }>(items: readonly T[]): T | undefined =>
  items.reduce<T | undefined>(
    (best, item) => (best && best.modified >= item.modified ? best : item),
    undefined,
  );

/** Sources in a record, `TARGET: SOURCE SOURCE …` with spaces in names written as `\ `. */
export function sourcesOf(record: string): readonly string[] {
  const line = record.split(/\r?\n/, 1)[0] ?? '';
  const names = line.slice(line.indexOf(': ') + 2).match(/(?:\\ |[^ ])+/g) ?? [];
  return names.map((name) => name.replaceAll('\\ ', ' '));
}

export interface DatedFile {
  readonly path: string;
  /** Milliseconds since the epoch; undefined when the file is gone. */
  readonly modified: number | undefined;
}

/** Those that changed after `since` (ms), newest first; one that is gone comes first. */
export function changedSince(files: readonly DatedFile[], since: number): readonly string[] {
  const when = ({ modified }: DatedFile): number => modified ?? Number.POSITIVE_INFINITY;
  return files
    .filter((file) => when(file) > since)
    .sort((a, b) => (when(a) === when(b) ? 0 : when(b) - when(a)))
    .map((file) => file.path);
}
