/** Writes a value of a shape. */
import {
  resolved,
  type EnumShape,
  type Field,
  type IntegerShape,
  type MapShape,
  type ResolvedShape,
  type Shape,
  type ShapeSet,
  type StructShape,
  type Variant,
} from '../shape/shape';
import type { GenerateOptions } from './generate';
import { sensibleKey } from './sensible/keys';
import { sensibleFlag, sensibleNumber } from './sensible/number';
import { serviceOf, type Spot } from './sensible/spot';
import { sensibleAnything, sensibleText } from './sensible/text';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

export class Writer {
  /** Types that are being written: one within itself is left out where it may be. */
  readonly #within = new Set<ResolvedShape>();

  constructor(
    private readonly definitions: ShapeSet['definitions'],
    private readonly options: GenerateOptions,
  ) {}

  value(unresolved: Shape, outer: Spot): Json | undefined {
    const shape = resolved(unresolved, this.definitions);
    if (this.#within.has(shape)) return undefined;
    const service = unresolved.kind === 'ref' ? serviceOf(unresolved.id) : undefined;
    const spot = service === undefined ? outer : { ...outer, service };
    this.#within.add(shape);
    const value = this.#value(shape, spot);
    this.#within.delete(shape);
    return value;
  }

  #value(shape: ResolvedShape, spot: Spot): Json | undefined {
    switch (shape.kind) {
      case 'struct':
        return this.#struct(shape, spot);
      case 'enum':
        return this.#enum(shape, spot);
      case 'open':
        return sensibleAnything(spot);
      case 'unit':
        return null;
      case 'any':
      case 'ignored':
        return {};
      case 'bool':
        return sensibleFlag(spot);
      case 'integer':
        return integer(shape, spot);
      case 'float':
        return sensibleNumber(spot, false);
      case 'char':
        return 'a';
      case 'string':
        return shape.holds
          ? this.#held(shape.holds, spot)
          : (shape.example ?? sensibleText(spot, shape.format));
      case 'option':
        return (this.#isFull ? this.value(shape.of, spot) : undefined) ?? null;
      case 'seq':
        return this.#items(shape.of, shape.length, spot);
      case 'tuple': {
        const items = shape.items.filter(({ optional }) => this.#isFull || !optional);
        return all(items.map((item) => this.value(item.shape, spot)));
      }
      case 'map':
        return this.#map(shape, spot);
      case 'union':
        return first(shape.of, (each) => this.value(each, spot));
    }
  }

  get #isFull(): boolean {
    return this.options.fields === 'all';
  }

  #held(shape: Shape, spot: Spot): Json | undefined {
    const value = this.value(shape, spot);
    return value === undefined ? undefined : JSON.stringify(value);
  }

  #items(of: Shape, length: number | undefined, spot: Spot): Json | undefined {
    if (length === 0 || (length === undefined && !this.#isFull)) return [];
    const item = this.value(of, spot);
    if (item === undefined) return length === undefined ? [] : undefined;
    return Array.from({ length: length ?? 1 }, () => item);
  }

  #map({ key: keys, of, names }: MapShape, spot: Spot): Json {
    // Code that looks for names may miss them.
    if (names)
      return Object.fromEntries(names.map((name) => [name, sensibleText({ ...spot, key: name }, undefined)]));
    if (!this.#isFull) return {};
    const key = this.#key(keys, spot);
    const value = key === undefined ? undefined : this.value(of, { ...spot, key });
    return key === undefined || value === undefined ? {} : { [key]: value };
  }

  /** Keys are strings in JSON, whatever they are made into. */
  #key(unresolved: Shape, spot: Spot): string | undefined {
    const shape = resolved(unresolved, this.definitions);
    if ((shape.kind === 'string' && !shape.format) || shape.kind === 'open') return sensibleKey(spot);
    const key = this.value(shape, {});
    return typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean'
      ? String(key)
      : undefined;
  }

  #struct({ fields, flattened }: StructShape, spot: Spot): JsonObject | undefined {
    const entries: [string, Json][] = [];
    for (const field of fields) {
      const mayMiss = this.#mayMiss(field);
      if (mayMiss && !this.#isFull) continue;
      const value = this.value(field.shape, {
        ...spot,
        key: field.name,
        ...(field.rust.type && { type: field.rust.type }),
      });
      if (value !== undefined) entries.push([field.name, value]);
      else if (!mayMiss) return undefined;
    }
    for (const each of flattened) {
      const inner = this.#flattened(each, spot);
      if (inner === undefined) return undefined;
      entries.push(...Object.entries(inner));
    }
    return Object.fromEntries(entries);
  }

  /** Of what is not known, `null` is not refused more often than nothing. */
  #mayMiss({ absent, shape }: Field): boolean {
    const { kind } = resolved(shape, this.definitions);
    return absent === 'default' || (absent === 'byType' && kind === 'option');
  }

  /** What is written among the fields of the struct around. */
  #flattened(unresolved: Shape, spot: Spot): JsonObject | undefined {
    const shape = resolved(unresolved, this.definitions);
    if (shape.kind === 'option') return (this.#isFull ? this.#flattened(shape.of, spot) : undefined) ?? {};
    // What is left over for a map, or for nobody, is what nobody has to write.
    if (shape.kind !== 'struct' && shape.kind !== 'enum') return {};
    const value = this.value(shape, spot);
    if (typeof value === 'string') return { [value]: null };
    if (value === null) return {};
    return isObject(value) ? value : undefined;
  }

  #enum(shape: EnumShape, spot: Spot): Json | undefined {
    const chosen = this.options.variants?.get(shape);
    const wanted = chosen ? [chosen] : [];
    const number =
      shape.tagging.kind === 'untagged' ? shape.variants.find((each) => this.#isNumber(each)) : undefined;
    // Where a number will do too, it is what AWS sends, and a text may be read as one.
    const others = number ? [number, ...shape.variants] : shape.variants;
    return first([...wanted, ...others], (variant) => {
      if (number && resolved(variant.shape, this.definitions).kind === 'string')
        return this.#held(number.shape, spot);
      return this.#variant(shape, variant, spot);
    });
  }

  #isNumber({ shape }: Variant): boolean {
    const { kind } = resolved(shape, this.definitions);
    return kind === 'integer' || kind === 'float';
  }

  #variant({ tagging }: EnumShape, variant: Variant, spot: Spot): Json | undefined {
    const { names, form, shape, other } = variant;
    const name = other ? 'other' : (names[0] ?? '');
    if (variant.untagged || tagging.kind === 'untagged')
      return form === 'unit' ? null : this.value(shape, spot);
    switch (tagging.kind) {
      case 'external': {
        if (form === 'unit') return name;
        const content = this.value(shape, { ...spot, key: name });
        return content === undefined ? undefined : { [name]: content };
      }
      case 'internal': {
        const content = form === 'unit' ? {} : this.value(shape, spot);
        if (content === null) return { [tagging.tag]: name };
        return isObject(content) ? { [tagging.tag]: name, ...content } : undefined;
      }
      case 'adjacent': {
        if (form === 'unit') return { [tagging.tag]: name };
        const content = this.value(shape, { ...spot, key: tagging.content });
        return content === undefined ? undefined : { [tagging.tag]: name, [tagging.content]: content };
      }
    }
  }
}

/** What its name asks for, else 1, else what is next to it. */
function integer({ min, max }: IntegerShape, spot: Spot): number | undefined {
  const fits = (value: bigint): boolean => value >= min && value <= max;
  const sensible = sensibleNumber(spot, true);
  if (fits(BigInt(sensible))) return sensible;
  const value = max < 1n ? max : min > 1n ? min : 1n;
  return value === 0n || Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function all(values: readonly (Json | undefined)[]): readonly Json[] | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length === values.length ? present : undefined;
}

function first<T>(choices: readonly T[], make: (choice: T) => Json | undefined): Json | undefined {
  for (const choice of choices) {
    const value = make(choice);
    if (value !== undefined) return value;
  }
  return undefined;
}
