/**
 * What serde accepts for a Rust type, in serde's own terms: not JSON Schema, which can't say that a struct may also be
 * an array, that 1.0 is no integer, or that a key may not come twice. https://serde.rs/data-model.html
 */

export type Shape =
  /** A definition of the set: structs and enums are never written out, so that types may contain themselves. */
  | { readonly kind: 'ref'; readonly id: string }
  /** What can't be known from the source: anything passes, as a false alarm is worse than silence. */
  | { readonly kind: 'open'; readonly why: string }
  /** `serde_json::Value`: every JSON. */
  | { readonly kind: 'any' }
  /** `IgnoredAny`: every JSON, and not even read. */
  | { readonly kind: 'ignored' }
  /** `()`, which serde calls `unit`; unit structs and `PhantomData`, which it calls `unit struct …`. */
  | { readonly kind: 'unit'; readonly expected: string }
  | { readonly kind: 'bool' }
  | IntegerShape
  | { readonly kind: 'float'; readonly name: 'f32' | 'f64' }
  | { readonly kind: 'char' }
  | StringShape
  | { readonly kind: 'option'; readonly of: Shape }
  /** `length`: exactly so many, as in `[T; 3]`. */
  | { readonly kind: 'seq'; readonly of: Shape; readonly length?: number }
  | TupleShape
  | MapShape
  | StructShape
  | EnumShape
  /** Hand-written visitors that take several kinds of value: the first that fits. */
  | { readonly kind: 'union'; readonly of: readonly Shape[]; readonly expected: string };

export interface IntegerShape {
  readonly kind: 'integer';
  /** `u8`, as serde names it in its messages. */
  readonly name: string;
  readonly min: bigint;
  readonly max: bigint;
  readonly nonZero?: true;
}

export interface StringShape {
  readonly kind: 'string';
  /** What is parsed from the string; undefined: every string will do. */
  readonly format?: StringFormat;
  /** Kept where it is in the payload, as `&str`: there are no escapes to be undone in it. */
  readonly borrowed?: true;
  /** One that is accepted, where not all are and the format is not known. */
  readonly example?: string;
  /** JSON that is read from the string. It is not checked: code may do more with it. */
  readonly holds?: Shape;
}

export interface MapShape {
  readonly kind: 'map';
  readonly key: Shape;
  readonly of: Shape;
  /** That code looks for, which may refuse others and miss these. */
  readonly names?: readonly string[];
  /** Code looks at the entries once they are read, and may refuse some. */
  readonly mayRefuse?: true;
}

export type StringFormat =
  /** Any string, even one that is no text: half a surrogate pair. */
  | 'bytes'
  | 'path'
  | 'uuid'
  | 'ip'
  | 'ipv4'
  | 'ipv6'
  | 'socketAddress'
  | 'dateTime'
  | 'date'
  | 'url'
  | 'decimal'
  /** The standard alphabet, with padding. */
  | 'base64';

export interface TupleShape {
  readonly kind: 'tuple';
  /** In serde's words: `a tuple of size 2`, `tuple struct Point with 2 elements`. */
  readonly expected: string;
  readonly items: readonly TupleItem[];
}

export interface TupleItem {
  readonly shape: Shape;
  /** May be left out at the end. */
  readonly optional: boolean;
}

export interface Field {
  /** As JSON has it. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly shape: Shape;
  /**
   * Without the key: a default is taken, serde tells that it is missing (as it also does for a newtype struct round an
   * `Option`), or the type decides (an `Option` is `None`).
   */
  readonly absent: 'default' | 'error' | 'byType';
  /** Whether the struct has it depends on how it is built. */
  readonly doubtful?: true;
  readonly rust: RustSide;
}

/** For people: what hovers and completions show. */
export interface RustSide {
  /** `retry_count` */
  readonly name?: string;
  /** `Option<u32>`, as written. */
  readonly type?: string;
  /** The doc comment, Markdown. */
  readonly doc?: string;
}

export interface StructShape {
  readonly kind: 'struct';
  /** In serde's words: `struct Order`, `struct variant Event::Created`. */
  readonly expected: string;
  readonly fields: readonly Field[];
  /** Of `#[serde(flatten)]` fields, in their order. */
  readonly flattened: readonly Shape[];
  readonly denyUnknown: boolean;
  /** serde also takes an array of the values in their order; not with `flatten`, nor in untagged variants. */
  readonly asSequence: boolean;
  /** Seconds and nanoseconds, which together may be too many. */
  readonly time?: 'Duration' | 'SystemTime';
  readonly rust: RustSide;
}

export interface Variant {
  readonly names: readonly string[];
  readonly form: 'unit' | 'newtype' | 'tuple' | 'struct';
  /** Of what it carries; a unit variant carries `unit`. */
  readonly shape: Shape;
  /** `#[serde(other)]`: takes every name that no other variant has. */
  readonly other: boolean;
  /** `#[serde(untagged)]` on the variant: tried when no tagged one fits. */
  readonly untagged: boolean;
  /** Adjacently tagged, it may not lack its content, though what it carries could be absent. */
  readonly needsContent?: true;
  readonly rust: RustSide;
}

/** https://serde.rs/enum-representations.html */
export type Tagging =
  | { readonly kind: 'external' }
  | { readonly kind: 'internal'; readonly tag: string }
  | {
      readonly kind: 'adjacent';
      readonly tag: string;
      readonly content: string;
      readonly denyUnknown: boolean;
    }
  | { readonly kind: 'untagged' };

export interface EnumShape {
  readonly kind: 'enum';
  readonly name: string;
  readonly tagging: Tagging;
  readonly variants: readonly Variant[];
  readonly rust: RustSide;
}

export interface ShapeSet {
  readonly root: Shape;
  readonly definitions: ReadonlyMap<string, Shape>;
}

/** More references one after the other than any type has: `struct A(Box<A>)`. */
const maxSteps = 100;

/** A shape that says itself what is accepted. */
export type ResolvedShape = Exclude<Shape, { kind: 'ref' }>;

/** What a shape stands for; a reference to itself, or to nothing, is open. */
export function resolved(shape: Shape, definitions: ShapeSet['definitions']): ResolvedShape {
  let at: Shape = shape;
  for (let step = 0; step < maxSteps; step++) {
    if (at.kind !== 'ref') return at;
    at = definitions.get(at.id) ?? { kind: 'open', why: `${at.id} is not known` };
  }
  return { kind: 'open', why: 'it is defined by itself' };
}

/** Whether serde takes a field of this type as present when its key is not. */
export function acceptsAbsence(shape: Shape, definitions: ShapeSet['definitions']): boolean {
  const { kind } = resolved(shape, definitions);
  return kind === 'option' || kind === 'open';
}

/** Whether an adjacently tagged variant is complete without its content. */
export const mayLackContent = (
  { form, shape, needsContent }: Variant,
  definitions: ShapeSet['definitions'],
): boolean =>
  !needsContent && (form === 'unit' || (form === 'newtype' && acceptsAbsence(shape, definitions)));
