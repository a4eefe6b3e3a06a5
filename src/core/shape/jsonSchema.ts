/**
 * Shapes as JSON Schema (draft 2020-12), for people and for completion. The checker decides what is wrong: a schema can't
 * say all that serde does, and what it can't say stands in `x-serde`. It is never stricter than serde, except that it
 * leaves out what serde also reads but nobody writes: numbers and `{"Name": null}` for names of variants.
 */
import { flatSchema, structSchema } from './jsonSchemaStruct';
import { enumSchema } from './jsonSchemaEnum';
import { listed, type JsonSchema } from './jsonSchemaParts';
import { resolved, type IntegerShape, type Shape, type ShapeSet, type StringFormat } from './shape';

export function jsonSchema({ root, definitions }: ShapeSet): JsonSchema {
  const writer = new SchemaWriter(definitions);
  const schema = writer.of(root);
  // A definition may lead to others: the list grows while it is walked.
  for (const id of writer.used) {
    const shape = definitions.get(id);
    if (shape) writer.defs[writer.nameOf(id)] = writer.of(shape);
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...schema,
    ...(writer.used.size > 0 && { $defs: writer.defs }),
  };
}

export class SchemaWriter {
  readonly used = new Set<string>();
  readonly defs: Record<string, JsonSchema> = {};
  readonly #names = new Map<string, string>();

  constructor(readonly definitions: ShapeSet['definitions']) {}

  /** For people: ids hold paths of this machine. Types of one name are numbered. */
  nameOf(id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const own = /#\d+::(\w+)/.exec(id)?.[1] ?? id;
    const taken = new Set(this.#names.values());
    let name = own;
    for (let number = 2; taken.has(name); number++) name = `${own}${number}`;
    this.#names.set(id, name);
    return name;
  }

  /** What a key of a map is made from; an optional one is never `None`. */
  #key(unresolved: Shape): Shape {
    const shape = resolved(unresolved, this.definitions);
    return shape.kind === 'option' ? this.#key(shape.of) : shape;
  }

  of(shape: Shape): JsonSchema {
    switch (shape.kind) {
      case 'ref':
        if (!this.definitions.has(shape.id)) return { 'x-open': `${shape.id} is not known` };
        this.used.add(shape.id);
        return { $ref: `#/$defs/${pointer(this.nameOf(shape.id))}` };
      case 'open':
        return { 'x-open': shape.why };
      case 'any':
      case 'ignored':
        return {};
      case 'unit':
        return { type: 'null' };
      case 'bool':
        return { type: 'boolean' };
      case 'integer':
        return integerSchema(shape);
      case 'float':
        return { type: 'number', 'x-rust': shape.name };
      case 'char':
        return { type: 'string', minLength: 1, maxLength: 1 };
      case 'string':
        return { type: 'string', ...(shape.format && formats[shape.format]) };
      case 'option':
        return optional(this.of(shape.of));
      case 'seq': {
        const { length } = shape;
        const items = { type: 'array', items: this.of(shape.of) };
        return length === undefined ? items : { ...items, minItems: length, maxItems: length };
      }
      case 'tuple':
        return {
          type: 'array',
          ...listed(shape.items.map((item) => this.of(item.shape))),
          minItems: shape.items.filter((item) => !item.optional).length,
        };
      case 'map':
        return {
          type: 'object',
          ...keys(this.of(this.#key(shape.key))),
          additionalProperties: this.of(shape.of),
        };
      case 'struct':
        return shape.flattened.length > 0 ? flatSchema(this, shape) : structSchema(this, shape);
      case 'enum':
        return enumSchema(this, shape);
      case 'union':
        return { anyOf: shape.of.map((each) => this.of(each)) };
    }
  }
}

/** A name within a JSON pointer, within a URI. */
const pointer = (id: string): string => encodeURIComponent(id.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Limits that no double holds are rounded away from zero, to powers of two. */
const integerSchema = ({ name, min, max, nonZero }: IntegerShape): JsonSchema => ({
  type: 'integer',
  minimum: Number(min),
  maximum: Number(max),
  ...(nonZero && { not: { const: 0 } }),
  'x-rust': name,
  'x-serde': 'without point or exponent',
});

const isOptional = ({ type }: JsonSchema): boolean => Array.isArray(type) && type.includes('null');

function optional(schema: JsonSchema): JsonSchema {
  if (Object.keys(schema).length === 0 || schema['type'] === 'null' || isOptional(schema)) return schema;
  return typeof schema['type'] === 'string' && schema['enum'] === undefined
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

/** Keys are strings in JSON, whatever they are in Rust. */
function keys(key: JsonSchema): JsonSchema {
  switch (key['type']) {
    case 'integer':
      return { propertyNames: { pattern: '^-?[0-9]+$', 'x-rust': key['x-rust'] } };
    case 'number':
      return { propertyNames: { pattern: '^-?[0-9]', 'x-rust': key['x-rust'] } };
    case 'boolean':
      return { propertyNames: { enum: ['true', 'false'] } };
    default:
      // Every key is a string.
      return Object.keys(key).length === 0 || (key['type'] === 'string' && Object.keys(key).length === 1)
        ? {}
        : { propertyNames: key };
  }
}

/** `format` only where it takes all that Rust's parser takes. */
const formats: Readonly<Record<StringFormat, JsonSchema>> = {
  bytes: {},
  path: {},
  uuid: { 'x-format': 'uuid' },
  ip: { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
  ipv4: { format: 'ipv4' },
  ipv6: { format: 'ipv6' },
  socketAddress: { 'x-format': 'socket address' },
  dateTime: { 'x-format': 'date-time' },
  date: { 'x-format': 'date' },
  url: { 'x-format': 'uri' },
  base64: { contentEncoding: 'base64' },
  decimal: { 'x-format': 'decimal' },
};
