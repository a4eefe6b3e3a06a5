/**
 * What types of crates take whose `Deserialize` is written by hand, read from their sources: serde_json 1.0.154, chrono
 * 0.4.45, time 0.3.55, uuid 1.29, url 2.5.8, bytes 1.12, indexmap 2.14, hashbrown 0.17, jiff 0.2.43.
 */
import type { Shape } from '../shape/shape';
import { isInStd, knownStd } from './knownStd';
import { bytes, integer, open, text, tuple } from './primitives';

export interface Known {
  readonly shape: Shape;
  /** Why serde may refuse what the shape takes. */
  readonly loose?: string;
}

type Read = (args: readonly Shape[], features: ReadonlySet<string> | undefined) => Known;

const exactly =
  (shape: Shape): Read =>
  () => ({ shape });
const looser =
  (shape: Shape, loose: string): Read =>
  () => ({ shape, loose });

const i64 = integer('i64') ?? open('i64');
const i32 = integer('i32') ?? open('i32');
const number: Shape = { kind: 'union', of: [{ kind: 'float', name: 'f64' }], expected: 'a JSON number' };
const stringMap: Shape = { kind: 'map', key: text(), of: { kind: 'any' } };

const mapLike: Read = ([key, of]) => ({
  shape: { kind: 'map', key: key ?? open('no key type'), of: of ?? open('no value type') },
});
const setLike: Read = ([of]) => ({ shape: { kind: 'seq', of: of ?? open('no item type') } });

/** With its feature `serde-human-readable` a string or an array, else an array only. */
const timeType =
  (length: number, example: string): Read =>
  (_, features) => {
    if (!features) return { shape: open('the features of time are not known') };
    const array: Shape = { kind: 'seq', of: i64, length };
    const loose = 'the ranges of a time are not checked';
    return features.has('serde-human-readable')
      ? { shape: { kind: 'union', of: [{ ...text(), example }, array], expected: 'a time' }, loose }
      : { shape: array, loose };
  };

const parsed = (what: string, example: string): Read =>
  looser({ ...text(), example }, `whether a string is ${what} is not checked`);

const types: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  lambda_runtime: { LambdaEvent: ([payload]) => ({ shape: payload ?? open('no event type') }) },
  serde: { IgnoredAny: exactly({ kind: 'ignored' }) },
  serde_json: {
    Value: exactly({ kind: 'any' }),
    Map: exactly(stringMap),
    Number: exactly(number),
    RawValue: exactly({ kind: 'ignored' }),
  },
  chrono: {
    DateTime: exactly(text('dateTime')),
    NaiveDate: exactly(text('date')),
    NaiveDateTime: parsed('a date and time', '2026-01-02T03:04:05'),
    NaiveTime: parsed('a time', '03:04:05'),
    Weekday: parsed('a weekday', 'Friday'),
    Month: parsed('a month', 'January'),
    TimeDelta: looser(tuple([i64, i32]), 'the range of a duration is not checked'),
    Duration: looser(tuple([i64, i32]), 'the range of a duration is not checked'),
  },
  time: {
    Date: timeType(2, '2026-01-02'),
    Duration: timeType(2, '1.500000000'),
    Time: timeType(4, '03:04:05.0'),
    UtcOffset: timeType(3, '+00:00:00'),
    PrimitiveDateTime: timeType(6, '2026-01-02 03:04:05.0'),
    PlainDateTime: timeType(6, '2026-01-02 03:04:05.0'),
    UtcDateTime: timeType(6, '2026-01-02 03:04:05.0'),
    OffsetDateTime: timeType(9, '2026-01-02 03:04:05.0 +00:00:00'),
  },
  uuid: { Uuid: exactly(text('uuid')) },
  url: { Url: looser(text('url'), 'of a URL only its scheme is checked') },
  bytes: { Bytes: exactly(bytes('byte array')), BytesMut: exactly(bytes('byte array')) },
  indexmap: { IndexMap: mapLike, IndexSet: setLike },
  hashbrown: { HashMap: mapLike, HashSet: setLike },
  jiff: Object.fromEntries(
    Object.entries({
      Timestamp: '2026-01-02T03:04:05Z',
      Zoned: '2026-01-02T03:04:05+00:00[UTC]',
      Date: '2026-01-02',
      Time: '03:04:05',
      DateTime: '2026-01-02T03:04:05',
      Span: 'PT1H',
      SignedDuration: 'PT1H',
    }).map(([name, example]) => [name, parsed(`a ${name} of jiff`, example)]),
  ),
};

const timestamp = looser(i64, 'the range of a timestamp is not checked');
const optionalTimestamp = looser({ kind: 'option', of: i64 }, 'the range of a timestamp is not checked');
const timeString = (example: string): { readonly deserialize: Read; readonly option: Read } => ({
  deserialize: parsed('a time', example),
  option: looser({ kind: 'option', of: { ...text(), example } }, 'whether a string is a time is not checked'),
});
const rfc3339 = timeString('2026-01-02T03:04:05Z');
const rfc2822 = timeString('Fri, 02 Jan 2026 03:04:05 +0000');
const iso8601 = timeString('2026-01-02T03:04:05.000000000Z');

/** Functions for `with`, by their crate, module and name. */
const functions: Readonly<Record<string, Read>> = {
  ...Object.fromEntries(
    ['seconds', 'milliseconds', 'microseconds', 'nanoseconds'].flatMap((unit): [string, Read][] => [
      [`chrono::ts_${unit}::deserialize`, timestamp],
      [`chrono::ts_${unit}_option::deserialize`, optionalTimestamp],
    ]),
  ),
  'time::rfc3339::deserialize': rfc3339.deserialize,
  'time::rfc3339::option::deserialize': rfc3339.option,
  'time::rfc2822::deserialize': rfc2822.deserialize,
  'time::rfc2822::option::deserialize': rfc2822.option,
  'time::iso8601::deserialize': iso8601.deserialize,
  'time::iso8601::option::deserialize': iso8601.option,
  'time::timestamp::deserialize': timestamp,
  'time::timestamp::option::deserialize': optionalTimestamp,
};

/** Of crates whose sources are not followed: which versions these rules are for. */
const versions: Readonly<Record<string, RegExp>> = {
  serde: /^1\./,
  serde_core: /^1\./,
  serde_derive: /^1\./,
  serde_json: /^1\./,
  chrono: /^0\.4\./,
  time: /^0\.3\./,
  uuid: /^(0\.8|1)\./,
  url: /^2\./,
  bytes: /^1\./,
  indexmap: /^[12]\./,
  hashbrown: /^0\./,
  jiff: /^0\.2\./,
};

export const isStd = (crate: string): boolean => crate === 'std' || crate === 'core' || crate === 'alloc';

/** @param version undefined: not known */
export const isKnownCrate = (crate: string, version: string | undefined): boolean =>
  isStd(crate) || (version === undefined ? crate in versions : (versions[crate]?.test(version) ?? false));

/** Names without a path that every module knows. */
const prelude = new Set(['Option', 'String', 'Vec', 'Box', 'Result']);

/**
 * @param path from the crate's name to the type's; one name alone is of the prelude
 * @param features of the crate, as it is built
 */
export function knownType(
  path: readonly string[],
  args: readonly Shape[],
  features: ReadonlySet<string> | undefined,
): Known | undefined {
  const name = path.at(-1) ?? '';
  const crate = path[0] ?? '';
  if (path.length === 1 || isStd(crate)) {
    if (path.length === 1 && !prelude.has(name)) return undefined;
    // `io::Result` and the like are others.
    if (name === 'Result' && path.length > 1 && path[1] !== 'result') return undefined;
    const shape = knownStd(name, args);
    return shape && { shape };
  }
  // `chrono::format::…` and other inner modules have no types of these names.
  return own(types, crate === 'serde_core' ? 'serde' : crate, (of) =>
    own(of, name, (read) => read(args, features)),
  );
}

export const knownFunction = (path: readonly string[]): Known | undefined =>
  own(functions, [path[0], ...path.slice(path.includes('option') ? -3 : -2)].join('::'), (read) =>
    read([], undefined),
  );

/** Whether `use chrono::prelude::*` and the like bring this. */
export const isKnownName = (path: readonly string[]): boolean =>
  path.at(-1) === 'Deserialize'
    ? path.length > 1 && isSerde(path)
    : isStd(path[0] ?? '')
      ? isInStd(path)
      : path.length > 1 && knownType(path, [], undefined) !== undefined;

/** Serde's `Deserialize`, trait or derive macro. */
export const isSerde = ([crate = '']: readonly string[]): boolean =>
  crate === 'serde' || crate === 'serde_core' || crate === 'serde_derive';

const own = <T, R>(record: Readonly<Record<string, T>>, key: string, map: (value: T) => R): R | undefined =>
  Object.hasOwn(record, key) ? map(record[key] as T) : undefined;
