/** The four ways in which an enum is written, as JSON Schema. */
import type { SchemaWriter } from './jsonSchema';
import { described, type JsonSchema } from './jsonSchemaParts';
import { members } from './jsonSchemaStruct';
import { mayLackContent, resolved, type EnumShape, type Variant } from './shape';

export function enumSchema(writer: SchemaWriter, shape: EnumShape): JsonSchema {
  const { tagging, variants } = shape;
  const tagged = variants.filter(({ untagged }) => !untagged);
  const others = variants.filter(({ untagged }) => untagged).map((variant) => content(writer, variant));
  switch (tagging.kind) {
    case 'external':
      return choice(shape, [...external(writer, tagged), ...others]);
    case 'internal':
      return choice(shape, [
        ...tagged.flatMap((variant) => internal(writer, variant, tagging.tag)),
        ...others,
      ]);
    case 'adjacent':
      return choice(shape, [...tagged.flatMap((variant) => adjacent(writer, variant, tagging)), ...others]);
    case 'untagged':
      return choice(
        shape,
        variants.map((variant) => content(writer, variant)),
      );
  }
}

const choice = ({ rust }: EnumShape, choices: readonly JsonSchema[]): JsonSchema => {
  const [only, ...more] = choices;
  const of = only === undefined ? { not: {} } : more.length === 0 ? only : { anyOf: choices };
  return { ...of, ...described(rust) };
};

const nameOf = (variant: Variant): JsonSchema => (variant.other ? { type: 'string' } : named([variant]));

/** Names of variants, each with its doc comment where there are any. */
const named = (variants: readonly Variant[]): JsonSchema => ({
  enum: variants.flatMap(({ names }) => names),
  ...(variants.some(({ rust }) => rust.doc !== undefined) && {
    enumDescriptions: variants.flatMap(({ names, rust }) => names.map(() => rust.doc ?? '')),
  }),
});

/** Without a tag. A struct variant is no array here. */
function content(writer: SchemaWriter, { form, shape: unresolved, rust }: Variant): JsonSchema {
  if (form === 'unit') return { type: 'null', ...described(rust) };
  const shape = resolved(unresolved, writer.definitions);
  const exact = form === 'struct' && shape.kind === 'struct' ? { ...shape, asSequence: false } : unresolved;
  return { ...writer.of(exact), ...described(rust) };
}

/** `"Unit"`, or `{"Variant": …}`: one property, and no other. */
function external(writer: SchemaWriter, variants: readonly Variant[]): JsonSchema[] {
  const units = variants.filter(({ form }) => form === 'unit');
  const isOpen = units.some(({ other }) => other);
  const properties = Object.fromEntries(
    variants.flatMap(({ names, shape, rust }) =>
      names.map((name) => [name, { ...writer.of(shape), ...described(rust) }]),
    ),
  );
  const object = {
    type: 'object',
    properties,
    additionalProperties: isOpen ? { type: 'null' } : false,
    minProperties: 1,
    maxProperties: 1,
  };
  const text = isOpen ? { type: 'string' } : named(units);
  return [...(units.length > 0 ? [text] : []), ...(variants.length > 0 ? [object] : [])];
}

/** The tag among the fields; or first, in an array. */
function internal(writer: SchemaWriter, variant: Variant, tag: string): JsonSchema[] {
  const name = nameOf(variant);
  const array = { type: 'array', prefixItems: [name], minItems: 1, 'x-serde': 'the tag, then the fields' };
  const shape = resolved(variant.shape, writer.definitions);
  if (variant.form === 'unit' || shape.kind !== 'struct' || shape.flattened.length > 0) {
    const object = { type: 'object', properties: { [tag]: name }, required: [tag] };
    const inner = variant.form === 'unit' ? {} : { 'x-serde': 'and what the variant holds' };
    return [{ ...object, ...inner, ...described(variant.rust) }, array];
  }
  const own = members(writer, shape);
  const object = {
    ...own,
    type: 'object',
    properties: { [tag]: name, ...(own['properties'] as JsonSchema) },
    required: [tag, ...((own['required'] as string[] | undefined) ?? [])],
    ...(shape.denyUnknown && { additionalProperties: false }),
    ...described(variant.rust),
  };
  return [object, array];
}

/** Tag and content as two properties, or two items. */
function adjacent(
  writer: SchemaWriter,
  variant: Variant,
  {
    tag,
    content: key,
    denyUnknown,
  }: { readonly tag: string; readonly content: string; readonly denyUnknown: boolean },
): JsonSchema[] {
  const name = nameOf(variant);
  const value = content(writer, variant);
  const object = {
    type: 'object',
    properties: { [tag]: name, [key]: value },
    required: mayLackContent(variant, writer.definitions) ? [tag] : [tag, key],
    ...(denyUnknown && { additionalProperties: false }),
    ...described(variant.rust),
  };
  return [object, { type: 'array', prefixItems: [name, value], items: false, minItems: 2 }];
}
