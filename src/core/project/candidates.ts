import type { LambdaBinary } from './model';
import { dirname, isInside } from './paths';

/** Functions to choose from, in groups as a person would look for them; a function is in one group only. */
export interface Candidates {
  /** Those of the file in the active editor, the most likely one first. */
  readonly active: readonly LambdaBinary[];
  readonly lastUsed: readonly LambdaBinary[];
  readonly others: readonly LambdaBinary[];
}

export function groupCandidates(
  binaries: readonly LambdaBinary[],
  activePath: string | undefined,
  lastUsedId: string | undefined,
): Candidates {
  const closeness = (binary: LambdaBinary): number =>
    activePath === undefined ? 0 : closenessTo(activePath, binary);
  const active = binaries.filter((binary) => closeness(binary) > 0);
  active.sort((a, b) => closeness(b) - closeness(a) || byName(a, b));
  const rest = binaries.filter((binary) => !active.includes(binary));
  return {
    active,
    lastUsed: rest.filter((binary) => binary.id === lastUsedId),
    others: rest.filter((binary) => binary.id !== lastUsedId).sort(byName),
  };
}

/** 0: the file belongs to another package; else the more, the closer it is to `fn main`. */
function closenessTo(path: string, { manifestPath, sourcePath }: LambdaBinary): number {
  const folder = dirname(manifestPath);
  if (!isInside(path, folder)) return 0;
  // A package within a package is the closer one.
  const depth = folder.length * 4;
  if (isInside(path, sourcePath)) return depth + 3;
  // `src/bin/NAME/` holds the modules of one binary, `src` and `src/bin` those of all.
  const own = dirname(sourcePath);
  return depth + (!/[\\/]src([\\/]bin)?$/.test(own) && isInside(path, own) ? 2 : 1);
}

const byName = (a: LambdaBinary, b: LambdaBinary): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;
