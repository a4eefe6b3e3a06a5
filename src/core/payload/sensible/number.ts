/** Numbers and flags that a field of that name holds in AWS's own events. */
import { momentMs, subjectOf, wordsOf, type Spot } from './spot';

const byName: readonly (readonly [RegExp, number])[] = [
  [/[ _](status_code|status)$/, 200],
  [/[ _]port$/, 443],
  [/[ _](size|length|bytes|size_bytes)$/, 1024],
];

const isTime = /[ _](timestamp|time|date|date_?time|epoch|created|updated|expires|at)(_(ms|millis|epoch))?$/;
/** Not a moment: `timeoutMillis`, `processing_time_millis`. */
const isDuration = /(processing|duration|timeout|remaining|elapsed)/;

/** @param isWhole whether a fraction is refused */
export function sensibleNumber(spot: Spot, isWhole: boolean): number {
  const subject = subjectOf(spot);
  if (isTime.test(subject) && !isDuration.test(subject)) return moment(spot, isWhole);
  return byName.find(([pattern]) => pattern.test(subject))?.[1] ?? (isWhole ? 1 : 1.5);
}

/** AWS counts in milliseconds, or in seconds with a fraction. */
function moment({ type = '' }: Spot, isWhole: boolean): number {
  const unit = wordsOf(type);
  if (unit.includes('milli')) return momentMs;
  if (unit.includes('second')) return isWhole ? Math.floor(momentMs / 1000) : momentMs / 1000;
  return isWhole ? momentMs : momentMs / 1000;
}

/** Bodies are written as text, and whole. */
export const sensibleFlag = (spot: Spot): boolean =>
  !/[ _](is_base64_encoded|\w*truncated)$/.test(subjectOf(spot));
