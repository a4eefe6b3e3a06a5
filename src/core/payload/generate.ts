/** Payloads that a type accepts, made from its shape. */
import { check } from '../shape/checker';
import { partsOf } from '../shape/parts';
import { resolved, type EnumShape, type Shape, type ShapeSet, type Variant } from '../shape/shape';
import { parseJson } from '../shape/tree';
import { Writer } from './writer';

export interface GenerateOptions {
  /** `required`: what must be there, and no more. `all`: everything there is a field for. */
  readonly fields: 'required' | 'all';
  /** Of these enums not the first variant that can be written, but this one. */
  readonly variants?: ReadonlyMap<EnumShape, Variant>;
}

/**
 * A payload that is accepted, which the checker has the last word on: fields and flattened types can rule each other out
 * in ways that only show when they are read.
 * @returns JSON, laid out; undefined when none was found, as for a type that contains itself without end
 */
export function generate(set: ShapeSet, options: GenerateOptions): string | undefined {
  for (const attempt of attempts(set, options)) {
    const value = new Writer(set.definitions, attempt).value(set.root, {});
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
    // Not every variant may be taken there: it is the first ones that are.
    if (seen.has(shape) || (shape.kind === 'map' && shape.mayRefuse)) continue;
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
