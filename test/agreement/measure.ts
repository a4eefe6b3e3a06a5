/** Asks serde and the extension about every payload of every type, and counts. */
import type { GeneratedType } from './model';
import { compare, type Comparison } from './compare';
import { payloadsFor, type Payload } from './payloads';
import type { Probe, Verdict } from './probe';
import type { ShapeSet } from '../../src/core/shape/shape';

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
}

/** Without what any parser of JSON would refuse. */
export const jsonRejected = ({ rejected, caught, comparablePaths }: Row): number =>
  rejected - (caught - comparablePaths);

export interface Disagreement {
  readonly type: GeneratedType;
  readonly payload: Payload;
  readonly verdict: Verdict;
  readonly comparison: Comparison;
}

export interface Options {
  readonly seed: number;
  /** Of payloads for each type, at most. */
  readonly count: number;
  /** Where shapes come from: the types' descriptions (shapes.ts), or whatever else is to be measured. */
  readonly shapeSetOf: (type: GeneratedType) => ShapeSet;
}

export interface Measurement {
  /** A type counts for each of its rules. */
  readonly byRule: readonly Row[];
  readonly byOrigin: readonly Row[];
  /** Of the types whose shapes are exact. */
  readonly exact: Row;
  readonly all: Row;
  readonly disagreements: readonly Disagreement[];
}

export async function measure(
  types: readonly GeneratedType[],
  probe: Probe,
  { seed, count, shapeSetOf }: Options,
): Promise<Measurement> {
  const byRule = new Map<string, Row>();
  const byOrigin = new Map<string, Row>();
  const exact = empty('**Exact types**');
  const all = empty('**All types**');
  const disagreements: Disagreement[] = [];
  const sets = types.map(shapeSetOf);
  // In portions: a million payloads need not be in memory at once.
  for (let first = 0; first < types.length; first += portion) {
    const asked = types.slice(first, first + portion).flatMap((type, index) => {
      const at = first + index;
      const payloads = payloadsFor(sets[at]!, { seed: seed + at, count, onlyJson: type.rawBytes === true });
      return payloads.map((payload) => ({ at, type, payload }));
    });
    const verdicts = await probe.ask(asked.map(({ at, payload }) => ({ type: at, text: payload.text })));
    for (const [index, { at, type, payload }] of asked.entries()) {
      const verdict = verdicts[index]!;
      const comparison = compare(payload.text, sets[at]!, verdict);
      const rows = [...rulesOf(type).map((rule) => rowOf(byRule, rule)), all, ...(type.open ? [] : [exact])];
      for (const row of [...rows, rowOf(byOrigin, payload.origin)]) tally(row, comparison);
      if (isOdd(comparison)) disagreements.push({ type, payload, verdict, comparison });
    }
  }
  for (const type of types) {
    for (const rule of rulesOf(type)) rowOf(byRule, rule).types++;
    all.types++;
    if (!type.open) exact.types++;
  }
  return { byRule: [...byRule.values()], byOrigin: [...byOrigin.values()], exact, all, disagreements };
}

const portion = 100;

const isOdd = ({ serde, ours, path, sameWords }: Comparison): boolean =>
  serde !== ours || path === 'other' || sameWords === false;

/** `flatten: map + deny_unknown_fields` is about two rules. */
const rulesOf = ({ rule, open }: GeneratedType): readonly string[] =>
  rule.split(' + ').map((each) => (open ? `${each} (open)` : each));

function rowOf(rows: Map<string, Row>, key: string): Row {
  const row = rows.get(key) ?? empty(key);
  rows.set(key, row);
  return row;
}

const empty = (rule: string): Row => ({
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
