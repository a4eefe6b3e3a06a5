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
  /** Whole, and with more digits than 64 bits have. */
  readonly isLarge: boolean;
  /** Of those that are whole. */
  readonly min: bigint;
  readonly max: bigint;
}

export interface SampleObject {
  readonly count: number;
  /** In one of them a key comes twice: of a struct that is an error, a `Value` keeps the last. */
  readonly isDoubled: boolean;
  /** In the order in which they were first seen. */
  readonly fields: ReadonlyMap<string, SampleType>;
}

/** Filled in place: what is copied for each of many values takes time that grows with their square. */
interface Draft extends SampleType {
  count: number;
  isNull: boolean;
  isBool: boolean;
  isText: boolean;
  numbers?: Numbers;
  items?: Draft;
  object?: { count: number; isDoubled: boolean; readonly fields: Map<string, Draft> };
}

const draft = (): Draft => ({ count: 0, isNull: false, isBool: false, isText: false });

/** @param values no deeper than serde_json goes */
export function sampleType(values: readonly JsonNode[]): SampleType {
  const type = draft();
  for (const value of values) see(type, value);
  return type;
}

function see(type: Draft, node: JsonNode): void {
  type.count++;
  switch (node.kind) {
    case 'null':
      type.isNull = true;
      return;
    case 'boolean':
      type.isBool = true;
      return;
    case 'string':
      type.isText = true;
      return;
    case 'number':
      type.numbers = withNumber(type.numbers, node.raw);
      return;
    case 'array':
      type.items ??= draft();
      for (const item of node.items) see(type.items, item);
      return;
    case 'object': {
      const object = objectOf(type);
      object.count++;
      const last = new Map(node.entries.map(({ key, value }) => [key.value, value]));
      object.isDoubled ||= last.size < node.entries.length;
      for (const [key, value] of last) see(fieldOf(object.fields, key), value);
    }
  }
}

const objectOf = (type: Draft): NonNullable<Draft['object']> =>
  (type.object ??= { count: 0, isDoubled: false, fields: new Map() });

function fieldOf(fields: Map<string, Draft>, key: string): Draft {
  let field = fields.get(key);
  if (!field) fields.set(key, (field = draft()));
  return field;
}

/** As if all had been seen in one place. */
export function merged(types: Iterable<SampleType>): SampleType {
  const all = draft();
  for (const type of types) add(all, type);
  return all;
}

function add(all: Draft, { count, isNull, isBool, isText, numbers, items, object }: SampleType): void {
  all.count += count;
  all.isNull ||= isNull;
  all.isBool ||= isBool;
  all.isText ||= isText;
  if (numbers) all.numbers = all.numbers ? bothNumbers(all.numbers, numbers) : numbers;
  if (items) add((all.items ??= draft()), items);
  if (!object) return;
  const into = objectOf(all);
  into.count += object.count;
  into.isDoubled ||= object.isDoubled;
  for (const [key, field] of object.fields) add(fieldOf(into.fields, key), field);
}

const least = -(2n ** 63n);
const most = 2n ** 64n - 1n;

function withNumber(before: Numbers | undefined, raw: string): Numbers {
  // serde_json reads `-0` as a float.
  const isWhole = /^-?\d+$/.test(raw) && raw !== '-0';
  const value = isWhole && raw.length <= 20 ? BigInt(raw) : undefined;
  const isExact = value !== undefined && value >= least && value <= most;
  const number = { isFloat: !isExact, isLarge: isWhole && !isExact, min: value ?? 0n, max: value ?? 0n };
  const seen = isExact ? number : { ...number, min: 0n, max: 0n };
  return before ? bothNumbers(before, seen) : seen;
}

const bothNumbers = (one: Numbers, other: Numbers): Numbers => ({
  isFloat: one.isFloat || other.isFloat,
  isLarge: one.isLarge || other.isLarge,
  min: one.min < other.min ? one.min : other.min,
  max: one.max > other.max ? one.max : other.max,
});
