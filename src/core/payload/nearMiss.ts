/** Names that are almost right. */

/** Letters alone: `detail_type`, `detail-type` and `detailType` are one. */
const letters = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** The name that was most likely meant; undefined when none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = letters(name);
  const same = known.find((each) => letters(each) === wanted);
  if (same !== undefined) return same;
  // One slip of the finger in short names, more in long ones.
  let best: string | undefined;
  let least = Math.min(3, Math.floor(wanted.length / 3)) + 1;
  for (const each of known) {
    const distance = distanceBetween(wanted, letters(each));
    if (distance < least) [best, least] = [each, distance];
  }
  return best;
}

/** Levenshtein's: how many letters were added, left out or taken for others. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
