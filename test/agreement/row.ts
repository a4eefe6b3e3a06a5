/** What is counted, for all payloads of a rule or of all types. */
import type { Comparison } from './compare';

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
  /** Of `pathBelow`: one change of a payload that serde accepts made this one. */
  lost: number;
  /** Ours leads to the value that was changed, or through it. */
  found: number;
  sameWords: number;
}

/** Without what any parser of JSON would refuse. */
export const jsonRejected = ({ rejected, caught, comparablePaths }: Row): number =>
  rejected - (caught - comparablePaths);

export const empty = (rule: string): Row => ({
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
  lost: 0,
  found: 0,
  sameWords: 0,
});

export function tally(row: Row, { serde, ours, path, sameWords }: Comparison): void {
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

/** Of a payload whose path serde does not tell to its end. */
export function tallyFound(row: Row, isFound: boolean): void {
  row.lost++;
  if (isFound) row.found++;
}
