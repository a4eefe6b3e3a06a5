/** Structs as JSON Schema. */
import type { SchemaWriter } from './jsonSchema';
import { described, listed, type JsonSchema } from './jsonSchemaParts';
import { acceptsAbsence, resolved, type Field, type Shape, type StructShape } from './shape';

const isRequired = ({ definitions }: SchemaWriter, { absent, shape }: Field): boolean =>
  absent === 'error' || (absent === 'byType' && !acceptsAbsence(shape, definitions));

/** Object and array in one: what is said of properties is said of objects only, what of items of arrays only. */
export function structSchema(writer: SchemaWriter, shape: StructShape): JsonSchema {
  const own = members(writer, shape);
  const closed = shape.denyUnknown ? { ...own, additionalProperties: false } : own;
  const named = { ...described(shape.rust), ...closed };
  if (!shape.asSequence) return { ...named, type: 'object' };
  if (shape.fields.some(({ doubtful }) => doubtful)) return { ...named, type: ['object', 'array'] };
  const needed = shape.fields.filter(({ absent }) => absent !== 'default').length;
  return {
    ...named,
    type: ['object', 'array'],
    ...listed(shape.fields.map((field) => writer.of(field.shape))),
    minItems: needed,
    'x-serde': 'an object; an array of the fields in their order is also read',
  };
}

/** Properties, and which of them there must be. */
export function members(writer: SchemaWriter, { fields }: StructShape): JsonSchema {
  const properties = Object.fromEntries(
    fields.flatMap((field) => {
      const schema = { ...writer.of(field.shape), ...described(field.rust) };
      const aliases = field.aliases.map((alias): [string, JsonSchema] => [
        alias,
        { ...schema, 'x-alias-of': field.name },
      ]);
      return [[field.name, schema] as const, ...aliases];
    }),
  );
  const required = fields.filter((field) => isRequired(writer, field));
  const plain = required.filter(({ aliases }) => aliases.length === 0).map(({ name }) => name);
  const aliased = required.filter(({ aliases }) => aliases.length > 0);
  return {
    properties,
    ...(plain.length > 0 && { required: plain }),
    ...(aliased.length > 0 && {
      allOf: aliased.map(({ name, aliases }) => ({
        anyOf: [name, ...aliases].map((each) => ({ required: [each] })),
      })),
    }),
  };
}

/** With `flatten`: the members of all, and what is left for a map or for nobody. */
export function flatSchema(writer: SchemaWriter, shape: StructShape): JsonSchema {
  const { parts, rest } = flattened(writer, shape, new Set());
  const [first, ...more] = parts;
  const left = rest ?? (shape.denyUnknown ? false : undefined);
  return {
    ...described(shape.rust),
    ...first,
    type: 'object',
    ...(more.length > 0 && { allOf: [...((first?.['allOf'] as JsonSchema[] | undefined) ?? []), ...more] }),
    ...(left !== undefined && { unevaluatedProperties: left }),
  };
}

interface Flattened {
  readonly parts: readonly JsonSchema[];
  /** Of what no member takes. */
  readonly rest?: JsonSchema;
}

/** @param within structs that this one is flattened into: those end here */
function flattened(writer: SchemaWriter, shape: StructShape, within: ReadonlySet<Shape>): Flattened {
  const inner = new Set([...within, shape]);
  const found = shape.flattened.map((each) => flatPart(writer, each, inner));
  const rest = found.find((each) => each.rest)?.rest;
  return {
    parts: [members(writer, shape), ...found.flatMap(({ parts }) => parts)],
    ...(rest && { rest }),
  };
}

function flatPart(writer: SchemaWriter, unresolved: Shape, within: ReadonlySet<Shape>): Flattened {
  const shape = resolved(unresolved, writer.definitions);
  if (within.has(shape)) return { parts: [] };
  switch (shape.kind) {
    case 'struct':
      return flattened(writer, shape, within);
    case 'map':
      return { parts: [], rest: writer.of(shape.of) };
    case 'option': {
      // None, when it does not fit: its fields are shown, and nothing is asked of them.
      const { parts } = flatPart(writer, shape.of, within);
      const anything = { 'x-serde': 'None where it does not fit', additionalProperties: true };
      return { parts: parts.length > 0 ? [{ anyOf: [{ allOf: parts }, anything] }] : [] };
    }
    case 'enum':
      // Its own schema says that there is nothing else in the object.
      return { parts: [{ 'x-serde': `flattened ${shape.name}`, additionalProperties: true }] };
    case 'open':
      return { parts: [{ 'x-open': shape.why, additionalProperties: true }] };
    default:
      return { parts: [] };
  }
}
