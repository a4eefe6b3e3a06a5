/** Asks serde and the extension about every payload of every type, and counts. */
import type { GeneratedType } from './model';
import { isBuffered } from './buffered';
import { compare, type Comparison } from './compare';
import { payloadsFor, type Payload } from './payloads';
import type { Probe, Verdict } from './probe';
import { empty, tally, tallyFound, type Row } from './row';
import type { ShapeSet } from '../../src/core/shape/shape';

export interface Disagreement {
  readonly type: GeneratedType;
  readonly payload: Payload;
  readonly verdict: Verdict;
  readonly comparison: Comparison;
  /** Ours is not at what was changed. */
  readonly lost?: true;
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
  /** Of those, the types that serde reads straight from the text, and those of which it buffers something. */
  readonly straight: Row;
  readonly buffered: Row;
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
  const straight = empty('… read straight from the text');
  const buffered = empty('… in part buffered by serde');
  const all = empty('**All types**');
  const disagreements: Disagreement[] = [];
  const sets = types.map(shapeSetOf);
  const rowsOf = types.map((type, at) => [
    ...rulesOf(type).map((rule) => rowOf(byRule, rule)),
    all,
    ...(type.open ? [] : [exact, isBuffered(sets[at]!) ? buffered : straight]),
  ]);
  // In portions: a million payloads need not be in memory at once.
  for (let first = 0; first < types.length; first += portion) {
    const asked = types.slice(first, first + portion).flatMap((type, index) => {
      const at = first + index;
      const payloads = payloadsFor(sets[at]!, {
        seed: seed + at,
        count,
        onlyJson: type.rawBytes === true,
        words: type.words,
      });
      return payloads.map((payload) => ({ at, type, payload }));
    });
    const verdicts = await probe.ask(asked.map(({ at, payload }) => ({ type: at, text: payload.text })));
    const lost: Lost[] = [];
    for (const [index, { at, type, payload }] of asked.entries()) {
      const verdict = verdicts[index]!;
      const comparison = compare(payload.text, sets[at]!, verdict);
      const rows = [...rowsOf[at]!, rowOf(byOrigin, payload.origin)];
      for (const row of rows) tally(row, comparison);
      const disagreement = { type, payload, verdict, comparison };
      if (isOdd(comparison)) disagreements.push(disagreement);
      const { change } = payload;
      if (comparison.path === 'below' && change) lost.push({ ...disagreement, at, rows, change });
    }
    disagreements.push(...(await tallyLost(lost, probe)));
  }
  for (const rows of rowsOf) for (const row of rows) row.types++;
  const totals = { exact, straight, buffered, all };
  return { byRule: [...byRule.values()], byOrigin: [...byOrigin.values()], ...totals, disagreements };
}

/** A payload of which serde does not tell the place, while we do. */
interface Lost extends Disagreement {
  /** The type's index. */
  readonly at: number;
  readonly rows: readonly Row[];
  readonly change: NonNullable<Payload['change']>;
}

/** Where serde accepted what was changed, the change is what is wrong. */
async function tallyLost(lost: readonly Lost[], probe: Probe): Promise<Disagreement[]> {
  const notFound: Disagreement[] = [];
  const before = await probe.ask(lost.map(({ at, change }) => ({ type: at, text: change.of })));
  for (const [index, each] of lost.entries()) {
    if (!before[index]!.accepted) continue;
    const { at } = each.change;
    const isFound = each.comparison.ourPath.every(
      (segment, depth) => depth >= at.length || segment === at[depth],
    );
    if (!isFound) notFound.push({ ...each, lost: true });
    for (const row of each.rows) tallyFound(row, isFound);
  }
  return notFound;
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
