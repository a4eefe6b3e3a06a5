/** What a set of JSON values have in common. */
import type { JsonNode } from '../../shape/tree';

/** What was seen in one place of all payloads. */
export interface SampleType {
  /** How often there was a value, `null` included. */
  readonly count: number;
  readonly isNull: boolean;
  readonly isBool: boolean;
  readonly isText: boolean;
  readonly numbers?: Numbers;
  /** Of the items of arrays; `count` 0 where all were empty. */
  readonly items?: SampleType;
  readonly object?: SampleObject;
}

export interface Numbers {
  /** With a point or an exponent, or too large for 64 bits. */
  readonly isFloat: boolean;
  /** Of those that are whole. */
  readonly min: bigint;
  readonly max: bigint;
}

export interface SampleObject {
  readonly count: number;
  /** In the order in which they were first seen. */
  readonly fields: ReadonlyMap<string, SampleType>;
}

export const nothing: SampleType = { count: 0, isNull: false, isBool: false, isText: false };

/** @returns what `node` adds to what was seen before */
export function seen(before: SampleType, node: JsonNode): SampleType {
  const type = { ...before, count: before.count + 1 };
  switch (node.kind) {
    case 'null':
      return { ...type, isNull: true };
    case 'boolean':
      return { ...type, isBool: true };
    case 'string':
      return { ...type, isText: true };
    case 'number':
      return { ...type, numbers: withNumber(before.numbers, node.raw) };
    case 'array':
      return { ...type, items: node.items.reduce(seen, before.items ?? nothing) };
    case 'object': {
      const fields = new Map(before.object?.fields);
      // Of a key that comes twice the last value counts.
      for (const [key, value] of new Map(node.entries.map((entry) => [entry.key.value, entry.value])))
        fields.set(key, seen(fields.get(key) ?? nothing, value));
      return { ...type, object: { count: (before.object?.count ?? 0) + 1, fields } };
    }
  }
}

const least = -(2n ** 63n);
const most = 2n ** 64n - 1n;

function withNumber(before: Numbers | undefined, raw: string): Numbers {
  // serde_json reads `-0` as a float.
  const whole = /^-?\d{1,20}$/.test(raw) && raw !== '-0' ? BigInt(raw) : undefined;
  const { isFloat = false, min, max } = before ?? {};
  if (whole === undefined || whole < least || whole > most)
    return { isFloat: true, min: min ?? 0n, max: max ?? 0n };
  const smaller = min === undefined || whole < min ? whole : min;
  const larger = max === undefined || whole > max ? whole : max;
  return { isFloat, min: smaller, max: larger };
}
