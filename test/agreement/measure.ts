/** Asks serde and the extension about every payload of every type, and counts. */
import type { GeneratedType } from './model';
import { compare, type Comparison } from './compare';
import { payloadsFor, type Payload } from './payloads';
import type { Probe, Verdict } from './probe';
import { shapeSetOf } from './shapes';

export interface Row {
  readonly rule: string;
  types: number;
  payloads: number;
  accepted: number;
  /** serde accepts, we reject: there may be none. */
  falseAlarms: number;
  rejected: number;
  /** serde rejects, and so do we. */
  caught: number;
  samePath: number;
  pathBelow: number;
  /** Of those that are JSON. */
  comparablePaths: number;
  sameWords: number;
  readonly exact: boolean;
}

export interface Disagreement {
  readonly type: GeneratedType;
  readonly payload: Payload;
  readonly verdict: Verdict;
  readonly comparison: Comparison;
}

export interface Measurement {
  readonly rows: readonly Row[];
  readonly disagreements: readonly Disagreement[];
}

/** @param count of payloads for each type, at most */
export async function measure(
  types: readonly GeneratedType[],
  probe: Probe,
  { seed, count }: { readonly seed: number; readonly count: number },
): Promise<Measurement> {
  const rows = new Map<string, Row>();
  const disagreements: Disagreement[] = [];
  const sets = types.map(shapeSetOf);
  // In portions: a million payloads need not be in memory at once.
  for (let first = 0; first < types.length; first += portion) {
    const asked = types.slice(first, first + portion).flatMap((type, index) => {
      const at = first + index;
      return payloadsFor(sets[at]!, { seed: seed + at, count, onlyJson: type.rawBytes === true }).map(
        (payload) => ({ at, type, payload }),
      );
    });
    const verdicts = await probe.ask(asked.map(({ at, payload }) => ({ type: at, text: payload.text })));
    for (const [index, { at, type, payload }] of asked.entries()) {
      const verdict = verdicts[index]!;
      const comparison = compare(payload.text, sets[at]!, verdict);
      const row = rowOf(rows, type);
      tally(row, comparison);
      const isOdd =
        comparison.serde !== comparison.ours || comparison.path === 'other' || comparison.sameWords === false;
      if (isOdd) disagreements.push({ type, payload, verdict, comparison });
    }
    for (const type of types.slice(first, first + portion)) rowOf(rows, type).types++;
  }
  return { rows: [...rows.values()], disagreements };
}

const portion = 100;

function rowOf(rows: Map<string, Row>, { rule, open }: GeneratedType): Row {
  const key = open ? `${rule} (open)` : rule;
  const row = rows.get(key) ?? empty(key, !open);
  rows.set(key, row);
  return row;
}

export const empty = (rule: string, exact: boolean): Row => ({
  rule,
  types: 0,
  payloads: 0,
  accepted: 0,
  falseAlarms: 0,
  rejected: 0,
  caught: 0,
  samePath: 0,
  pathBelow: 0,
  comparablePaths: 0,
  sameWords: 0,
  exact,
});

function tally(row: Row, { serde, ours, path, sameWords }: Comparison): void {
  row.payloads++;
  if (serde) {
    row.accepted++;
    if (!ours) row.falseAlarms++;
    return;
  }
  row.rejected++;
  if (ours) return;
  row.caught++;
  if (path === 'text') return;
  row.comparablePaths++;
  if (path === 'same') row.samePath++;
  if (path === 'below') row.pathBelow++;
  if (sameWords) row.sameWords++;
}

/** @returns the sum of rows, under a name of its own */
export function total(rule: string, rows: readonly Row[]): Row {
  const sum = empty(rule, true);
  for (const row of rows) {
    for (const key of counted) sum[key] += row[key];
  }
  return sum;
}

const counted = [
  'types',
  'payloads',
  'accepted',
  'falseAlarms',
  'rejected',
  'caught',
  'samePath',
  'pathBelow',
  'comparablePaths',
  'sameWords',
] as const;
