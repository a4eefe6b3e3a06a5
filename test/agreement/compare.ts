/** A payload's two verdicts, side by side. */
import { check } from '../../src/core/shape/checker';
import { parseJson } from '../../src/core/shape/tree';
import type { ShapeSet } from '../../src/core/shape/shape';
import type { Verdict } from './probe';

export interface Comparison {
  readonly serde: boolean;
  readonly ours: boolean;
  /**
   * Of what both reject: `below`: serde lost the rest of the path by buffering, and ours goes on from where it ends;
   * `text`: the payload is no JSON, which has places and no paths.
   */
  readonly path?: 'same' | 'below' | 'other' | 'text';
  readonly sameWords?: boolean;
  readonly ourPath: readonly (string | number)[];
  readonly ourMessage: string;
}

export function compare(text: string, set: ShapeSet, verdict: Verdict): Comparison {
  const serde = verdict.accepted;
  const parsed = parseJson(text);
  if (!parsed.root) {
    return {
      serde,
      ours: false,
      ...(serde ? {} : { path: 'text' }),
      ourPath: [],
      ourMessage: `no JSON at ${parsed.offset}`,
    };
  }
  const [problem] = check(parsed.root, set);
  const ours = problem === undefined;
  const ourPath = problem?.path ?? [];
  const ourMessage = problem?.message ?? '';
  if (serde || ours) return { serde, ours, ourPath, ourMessage };
  return {
    serde,
    ours,
    path: comparePaths(ourPath, verdict.path),
    sameWords: verdict.message.replace(/ at line \d+ column \d+$/, '') === ourMessage,
    ourPath,
    ourMessage,
  };
}

function comparePaths(
  ours: readonly (string | number)[],
  serde: Verdict['path'],
): 'same' | 'below' | 'other' {
  // What is not known stands for a key: one that could not be read, and thus is in no path, or one that is no string.
  const known = serde.indexOf(null);
  const theirs = known < 0 ? serde : serde.slice(0, known);
  // Keys that are numbers may be read as numbers.
  const begins = theirs.every((segment, index) => String(segment) === String(ours[index]));
  if (!begins) return 'other';
  return ours.length === theirs.length || ours.length === serde.length ? 'same' : 'below';
}
