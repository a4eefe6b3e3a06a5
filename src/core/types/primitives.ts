/** Shapes that many types share. */
import type { Field, IntegerShape, Shape, StringFormat, StringShape, StructShape } from '../shape/shape';

export const open = (why: string): Shape => ({ kind: 'open', why });

export const text = (format?: StringFormat): StringShape => ({ kind: 'string', ...(format && { format }) });

/** @param name `u8`, `isize` (64 bits wide on Lambda) */
export function integer(name: string): IntegerShape | undefined {
  const [, sign, size] = /^([iu])(8|16|32|64|128|size)$/.exec(name) ?? [];
  if (size === undefined) return undefined;
  const bits = BigInt(size === 'size' ? 64 : Number(size));
  const [min, max] = sign === 'u' ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
  return { kind: 'integer', name, min, max };
}

/** `u8`, `str`, `bool` … */
export function primitive(name: string): Shape | undefined {
  switch (name) {
    case 'bool':
    case 'char':
      return { kind: name };
    case 'f32':
    case 'f64':
      return { kind: 'float', name };
    case 'str':
      return text();
    default:
      return integer(name);
  }
}

export const tuple = (items: readonly Shape[]): Shape => ({
  kind: 'tuple',
  expected: `a tuple of size ${items.length}`,
  items: items.map((shape) => ({ shape, optional: false })),
});

export const unit: Shape = { kind: 'unit', expected: 'unit' };

/** Bytes that are taken as text, or as an array of numbers. */
export const bytes = (expected: string): Shape => ({
  kind: 'union',
  of: [text('bytes'), { kind: 'seq', of: integer('u8') ?? unit }],
  expected,
});

const required = (name: string, shape: Shape): Field => ({
  name,
  aliases: [],
  shape,
  absent: 'error',
  rust: { name },
});

/** The hand-written ones of serde, which take no other fields. */
export const strictStruct = (name: string, fields: Readonly<Record<string, Shape>>): StructShape => ({
  kind: 'struct',
  expected: `struct ${name}`,
  fields: Object.entries(fields).map(([key, shape]) => required(key, shape)),
  flattened: [],
  denyUnknown: true,
  asSequence: true,
  rust: { name },
});

/** @param variants undefined: carries nothing */
export const plainEnum = (name: string, variants: Readonly<Record<string, Shape | undefined>>): Shape => ({
  kind: 'enum',
  name,
  tagging: { kind: 'external' },
  variants: Object.entries(variants).map(([key, shape]) => ({
    names: [key],
    form: shape ? 'newtype' : 'unit',
    shape: shape ?? unit,
    other: false,
    untagged: false,
    rust: { name: key },
  })),
  rust: { name },
});
