/** `std::time`, which serde writes as seconds and nanoseconds: both may be right, and too many together. */
import type { StructShape } from './shape';
import type { JsonNode } from './tree';

const nanosPerSecond = 1_000_000_000n;

/** @param values of the struct's fields, which are accepted: seconds, then nanoseconds */
export function overflow(
  time: NonNullable<StructShape['time']>,
  values: readonly (JsonNode | undefined)[],
): string | undefined {
  const [secs = 0n, nanos = 0n] = values.map((node) => (node?.kind === 'number' ? BigInt(node.raw) : 0n));
  const whole = secs + nanos / nanosPerSecond;
  if (whole >= 2n ** 64n)
    return `overflow deserializing ${time === 'Duration' ? time : `${time} epoch offset`}`;
  // Unix counts with a sign, and so does Lambda.
  return time === 'SystemTime' && whole >= 2n ** 63n ? `overflow deserializing ${time}` : undefined;
}
