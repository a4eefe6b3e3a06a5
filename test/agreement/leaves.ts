/** Types that hold no other: what serde accepts for each. https://docs.rs/serde/latest/serde/trait.Deserialize.html */
import type { IntegerShape, Shape, StringFormat } from '../../src/core/shape/shape';
import type { RustType } from './model';

export const leaf = (rust: string, shape: Shape): RustType => ({ rust, shape });

function integer(name: string, bits: number, signed: boolean): IntegerShape {
  const min = signed ? -(2n ** BigInt(bits - 1)) : 0n;
  const max = signed ? 2n ** BigInt(bits - 1) - 1n : 2n ** BigInt(bits) - 1n;
  return { kind: 'integer', name, min, max };
}

const widths = [8, 16, 32, 64, 128];
const integerShapes: readonly IntegerShape[] = [
  ...widths.map((bits) => integer(`u${bits}`, bits, false)),
  ...widths.map((bits) => integer(`i${bits}`, bits, true)),
  integer('usize', 64, false),
  integer('isize', 64, true),
];

export const integers: readonly RustType[] = integerShapes.map((shape) => leaf(shape.name, shape));
export const u8 = integers[0]!;
export const u32 = integers[2]!;
export const u64 = integers[3]!;
export const i64 = integers[8]!;

export const nonZeros: readonly RustType[] = integerShapes.map((shape) =>
  leaf(`NonZero<${shape.name}>`, { ...shape, nonZero: true }),
);

export const bool = leaf('bool', { kind: 'bool' });
export const f64 = leaf('f64', { kind: 'float', name: 'f64' });
export const f32 = leaf('f32', { kind: 'float', name: 'f32' });
export const char = leaf('char', { kind: 'char' });
export const string = leaf('String', { kind: 'string' });
export const unit = leaf('()', { kind: 'unit', expected: 'unit' });
export const value = leaf('Value', { kind: 'any' });
export const ignored = leaf('serde::de::IgnoredAny', { kind: 'ignored' });

/** Kept where they are in the payload. */
export const borrowed = leaf("&'a str", { kind: 'string', borrowed: true });
export const borrowedBytes = leaf("&'a [u8]", { kind: 'string', format: 'bytes', borrowed: true });

const any: Shape = { kind: 'any' };
export const valueMap = leaf('Map<String, Value>', { kind: 'map', key: string.shape, of: any });

const formatted = (rust: string, format: StringFormat): RustType => leaf(rust, { kind: 'string', format });

export const path = formatted('PathBuf', 'path');

/** Parsed from strings, all by this project's own words about what their parsers take. */
export const exactFormats: readonly RustType[] = [
  formatted('uuid::Uuid', 'uuid'),
  formatted('Ipv4Addr', 'ipv4'),
  formatted('Ipv6Addr', 'ipv6'),
  formatted('IpAddr', 'ip'),
];

/** Of these, less is looked at than their parsers do. */
export const looseFormats: readonly RustType[] = [
  formatted('SocketAddr', 'socketAddress'),
  formatted('chrono::DateTime<chrono::Utc>', 'dateTime'),
  formatted('chrono::DateTime<chrono::FixedOffset>', 'dateTime'),
  formatted('chrono::NaiveDate', 'date'),
  formatted('url::Url', 'url'),
];

export const simple: readonly RustType[] = [...integers, bool, f64, f32, char, string, unit, value, ignored];
