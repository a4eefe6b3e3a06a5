/** Payloads that a type accepts, made from its shape. */
import { check } from '../shape/checker';
import { partsOf } from '../shape/parts';
import {
  acceptsAbsence,
  resolved,
  type EnumShape,
  type Field,
  type IntegerShape,
  type ResolvedShape,
  type Shape,
  type ShapeSet,
  type StructShape,
  type Variant,
} from '../shape/shape';
import { parseJson } from '../shape/tree';
import { sensibleText } from './sensibleText';

export interface GenerateOptions {
  /** `required`: what must be there, and no more. `all`: everything there is a field for. */
  readonly fields: 'required' | 'all';
  /** Of these enums not the first variant that can be written, but this one. */
  readonly variants?: ReadonlyMap<EnumShape, Variant>;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

/**
 * A payload that is accepted, which the checker has the last word on: fields and flattened types can rule each other out
 * in ways that only show when they are read.
 * @returns JSON, laid out; undefined when none was found, as for a type that contains itself without end
 */
export function generate(set: ShapeSet, options: GenerateOptions): string | undefined {
  for (const attempt of attempts(set, options)) {
    const value = new Writer(set.definitions, attempt).value(set.root, undefined);
    if (value === undefined) continue;
    const json = `${JSON.stringify(value, undefined, 2)}\n`;
    const { root } = parseJson(json);
    if (root && check(root, set).length === 0) return json;
  }
  return undefined;
}

/** What is wanted first, then what comes close to it. */
function* attempts(set: ShapeSet, options: GenerateOptions): Generator<GenerateOptions> {
  // The first variants may not do; where one is asked for, no other will.
  const choices = options.variants ? [] : choicesOf(set);
  for (const fields of options.fields === 'all' ? (['all', 'required'] as const) : (['required'] as const)) {
    yield { ...options, fields };
    for (const { variants } of choices) yield { fields, variants };
  }
}

/** One way to write a payload: a variant, and those of the enums around it that lead to it. */
export interface Choice {
  readonly of: EnumShape;
  readonly variant: Variant;
  readonly variants: ReadonlyMap<EnumShape, Variant>;
}

/** Every variant that a payload can be of. */
export function choicesOf({ root, definitions }: ShapeSet): readonly Choice[] {
  const found: Choice[] = [];
  const seen = new Set<Shape>();
  const waiting: { readonly shape: Shape; readonly variants: Choice['variants'] }[] = [];
  const enter = (shape: Shape, variants: Choice['variants']): void => void waiting.push({ shape, variants });
  enter(root, new Map());
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const shape = resolved(next.shape, definitions);
    const around = next.variants;
    if (seen.has(shape)) continue;
    seen.add(shape);
    if (shape.kind !== 'enum') {
      for (const part of partsOf(shape)) enter(part, around);
      continue;
    }
    for (const variant of shape.variants) {
      const variants = new Map(around).set(shape, variant);
      if (shape.variants.length > 1) found.push({ of: shape, variant, variants });
      enter(variant.shape, variants);
    }
  }
  return found;
}

class Writer {
  /** Types that are being written: one within itself is left out where it may be. */
  readonly #within = new Set<ResolvedShape>();

  constructor(
    private readonly definitions: ShapeSet['definitions'],
    private readonly options: GenerateOptions,
  ) {}

  /** @param key that the value gets, whose name may tell what it is */
  value(unresolved: Shape, key: string | undefined): Json | undefined {
    const shape = resolved(unresolved, this.definitions);
    if (this.#within.has(shape)) return undefined;
    this.#within.add(shape);
    const value = this.#value(shape, key);
    this.#within.delete(shape);
    return value;
  }

  #value(shape: ResolvedShape, key: string | undefined): Json | undefined {
    switch (shape.kind) {
      case 'struct':
        return this.#struct(shape);
      case 'enum':
        return this.#enum(shape);
      case 'open':
      case 'unit':
        return null;
      case 'any':
      case 'ignored':
        return {};
      case 'bool':
        return true;
      case 'integer':
        return integer(shape);
      case 'float':
        return 1.5;
      case 'char':
        return 'a';
      case 'string':
        return sensibleText(key, shape.format);
      case 'option':
        return (this.#isFull ? this.value(shape.of, key) : undefined) ?? null;
      case 'seq':
        return this.#items(shape.of, shape.length, key);
      case 'tuple': {
        const items = shape.items.filter(({ optional }) => this.#isFull || !optional);
        return all(items.map((item) => this.value(item.shape, key)));
      }
      case 'map':
        return this.#isFull ? this.#map(shape.key, shape.of) : {};
      case 'union':
        return first(shape.of, (each) => this.value(each, key));
    }
  }

  get #isFull(): boolean {
    return this.options.fields === 'all';
  }

  #items(of: Shape, length: number | undefined, key: string | undefined): Json | undefined {
    if (length === 0 || (length === undefined && !this.#isFull)) return [];
    // `lines` holds a line.
    const item = this.value(of, key?.replace(/s$/, ''));
    if (item === undefined) return length === undefined ? [] : undefined;
    return Array.from({ length: length ?? 1 }, () => item);
  }

  #map(keys: Shape, of: Shape): Json {
    const key = this.value(keys, undefined);
    const value = this.value(of, undefined);
    if (value === undefined) return {};
    // Keys are strings in JSON, whatever they are made into.
    return typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean'
      ? { [String(key === 'text' ? 'key' : key)]: value }
      : {};
  }

  #struct({ fields, flattened }: StructShape): JsonObject | undefined {
    const entries: [string, Json][] = [];
    for (const field of fields) {
      const mayMiss = this.#mayMiss(field);
      if (mayMiss && !this.#isFull) continue;
      const value = this.value(field.shape, field.name);
      if (value !== undefined) entries.push([field.name, value]);
      else if (!mayMiss) return undefined;
    }
    for (const each of flattened) {
      const inner = this.#flattened(each);
      if (inner === undefined) return undefined;
      entries.push(...Object.entries(inner));
    }
    return Object.fromEntries(entries);
  }

  #mayMiss({ absent, shape }: Field): boolean {
    return absent === 'default' || (absent === 'byType' && acceptsAbsence(shape, this.definitions));
  }

  /** What is written among the fields of the struct around. */
  #flattened(unresolved: Shape): JsonObject | undefined {
    const shape = resolved(unresolved, this.definitions);
    if (shape.kind === 'option') return (this.#isFull ? this.#flattened(shape.of) : undefined) ?? {};
    // What is left over for a map, or for nobody, is what nobody has to write.
    if (shape.kind !== 'struct' && shape.kind !== 'enum') return {};
    const value = this.value(shape, undefined);
    if (typeof value === 'string') return { [value]: null };
    if (value === null) return {};
    return isObject(value) ? value : undefined;
  }

  #enum(shape: EnumShape): Json | undefined {
    const chosen = this.options.variants?.get(shape);
    const wanted = chosen ? [chosen] : [];
    return first([...wanted, ...shape.variants], (variant) => this.#variant(shape, variant));
  }

  #variant({ tagging }: EnumShape, variant: Variant): Json | undefined {
    const { names, form, shape, other } = variant;
    const name = other ? 'other' : (names[0] ?? '');
    if (variant.untagged || tagging.kind === 'untagged')
      return form === 'unit' ? null : this.value(shape, undefined);
    switch (tagging.kind) {
      case 'external': {
        if (form === 'unit') return name;
        const content = this.value(shape, name);
        return content === undefined ? undefined : { [name]: content };
      }
      case 'internal': {
        const content = form === 'unit' ? {} : this.value(shape, undefined);
        if (content === null) return { [tagging.tag]: name };
        return isObject(content) ? { [tagging.tag]: name, ...content } : undefined;
      }
      case 'adjacent': {
        if (form === 'unit') return { [tagging.tag]: name };
        const content = this.value(shape, undefined);
        return content === undefined ? undefined : { [tagging.tag]: name, [tagging.content]: content };
      }
    }
  }
}

/** 1, where that is one of its values. */
function integer({ min, max }: IntegerShape): number | undefined {
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
