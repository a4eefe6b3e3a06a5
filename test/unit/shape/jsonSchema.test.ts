import assert from 'node:assert/strict';
import { jsonSchema } from '../../../src/core/shape/jsonSchema';
import type { Shape } from '../../../src/core/shape/shape';
import { enumeration, field, fieldsBody, newtypeBody, struct, use, variant } from '../../agreement/build';
import * as leaf from '../../agreement/leaves';
import type { Item, RustType } from '../../agreement/model';
import { shapeSetOf } from '../../agreement/shapes';
import * as wrap from '../../agreement/wrappers';

const { u8, u32, string } = leaf;

function schemaOf(root: RustType, ...items: readonly Item[]): Record<string, unknown> {
  const { $schema, ...schema } = jsonSchema(shapeSetOf({ rule: '', root, items }));
  assert.equal($schema, 'https://json-schema.org/draft/2020-12/schema');
  return schema;
}

const byte = {
  type: 'integer',
  minimum: 0,
  maximum: 255,
  'x-rust': 'u8',
  'x-serde': 'without point or exponent',
};

/** What is said of the only definition. */
function definition(item: Item, ...others: readonly Item[]): Record<string, unknown> {
  const { $ref, $defs } = schemaOf(use(item), ...others, item);
  assert.equal($ref, `#/$defs/${item.name}`);
  return ($defs as Record<string, Record<string, unknown>>)[item.name]!;
}

describe('The JSON Schema of a shape', () => {
  it('has ranges of integers, rounded outwards where no double holds them', () => {
    assert.deepEqual(schemaOf(u8), byte);
    assert.equal(schemaOf(leaf.u64)['maximum'], 2 ** 64);
    assert.equal(schemaOf(leaf.i64)['minimum'], -(2 ** 63));
    assert.deepEqual(schemaOf(leaf.nonZeros[0]!)['not'], { const: 0 });
  });

  it('allows null where a value is optional, once', () => {
    assert.deepEqual(schemaOf(wrap.option(u8)), { ...byte, type: ['integer', 'null'] });
    assert.deepEqual(schemaOf(wrap.option(wrap.option(u8))), schemaOf(wrap.option(u8)));
    assert.deepEqual(schemaOf(wrap.option(leaf.unit)), { type: 'null' });
    assert.deepEqual(schemaOf(wrap.option(leaf.value)), {});
  });

  it('says of keys what they are parsed from', () => {
    assert.deepEqual(schemaOf(wrap.map(string, u8)), { type: 'object', additionalProperties: byte });
    assert.deepEqual(schemaOf(wrap.map(leaf.bool, u8))['propertyNames'], { enum: ['true', 'false'] });
    const number = struct('Number', newtypeBody(u32));
    assert.deepEqual(schemaOf(wrap.map(use(number), u8), number)['propertyNames'], {
      pattern: '^-?[0-9]+$',
      'x-rust': 'u32',
    });
  });

  it('takes a struct as an object, or as an array of its fields', () => {
    const order = struct(
      'Order',
      fieldsBody(field('id', u8), field('note', wrap.option(u8)), field('count', u8, { default: 'trait' })),
    );
    const schema = definition(order);
    assert.deepEqual(schema['type'], ['object', 'array']);
    assert.deepEqual(schema['required'], ['id']);
    assert.deepEqual(Object.keys(schema['properties'] as object), ['id', 'note', 'count']);
    assert.deepEqual([(schema['prefixItems'] as unknown[]).length, schema['minItems']], [3, 2]);
  });

  it('asks for a field by any of its names', () => {
    const order = struct('Order', fieldsBody(field('id', u8, { aliases: ['number'] })), {
      denyUnknown: true,
    });
    const schema = definition(order);
    assert.deepEqual(schema['allOf'], [{ anyOf: [{ required: ['id'] }, { required: ['number'] }] }]);
    assert.deepEqual(schema['properties'], { id: byte, number: { ...byte, 'x-alias-of': 'id' } });
    assert.equal(schema['additionalProperties'], false);
  });

  it('joins what is flattened, and says what is left', () => {
    const address = struct('Address', fieldsBody(field('street', string)), { denyUnknown: true });
    const outer = struct(
      'Outer',
      fieldsBody(
        field('id', u8),
        field('address', use(address), { flatten: true }),
        field('rest', wrap.map(string, u8), { flatten: true }),
      ),
    );
    assert.deepEqual(definition(outer, address), {
      type: 'object',
      properties: { id: byte },
      required: ['id'],
      allOf: [{ properties: { street: { type: 'string' } }, required: ['street'] }],
      unevaluatedProperties: byte,
    });
  });

  it('writes enums in their four ways', () => {
    const variants = [
      variant('Made', fieldsBody(field('id', u8))),
      variant('Gone', undefined, { aliases: ['Lost'] }),
    ];
    const named = { properties: { id: byte }, required: ['id'], type: 'object' };
    const external = definition(enumeration('Event', variants))['anyOf'] as Record<string, unknown>[];
    assert.deepEqual(external[0], { enum: ['Gone', 'Lost'] });
    assert.deepEqual(Object.keys(external[1]!['properties'] as object), ['Made', 'Gone', 'Lost']);
    const internal = definition(enumeration('Event', variants, { tag: 'type' }))['anyOf'] as unknown[];
    assert.deepEqual(internal[0], {
      ...named,
      properties: { type: { enum: ['Made'] }, id: byte },
      required: ['type', 'id'],
    });
    const adjacent = definition(enumeration('Event', variants, { tag: 't', content: 'c' }))[
      'anyOf'
    ] as unknown[];
    assert.deepEqual(adjacent[0], {
      type: 'object',
      properties: { t: { enum: ['Made'] }, c: named },
      required: ['t', 'c'],
    });
    assert.deepEqual(definition(enumeration('Event', variants, { untagged: true })), {
      anyOf: [named, { type: 'null' }],
    });
  });

  it('refers to definitions, so that types may contain themselves', () => {
    const tree: RustType = { rust: 'Tree', shape: { kind: 'ref', id: 'Tree' } };
    const schema = definition(struct('Tree', fieldsBody(field('children', wrap.vec(tree)))));
    assert.deepEqual(schema['properties'], { children: { type: 'array', items: { $ref: '#/$defs/Tree' } } });
  });

  it('says where it does not know, and shows what Rust says', () => {
    const shape: Shape = {
      kind: 'struct',
      expected: 'struct Order',
      fields: [
        {
          name: 'id',
          aliases: [],
          shape: { kind: 'open', why: 'Id is read by hand' },
          absent: 'error',
          rust: { type: 'Id', doc: 'Of the order.' },
        },
      ],
      flattened: [],
      denyUnknown: false,
      asSequence: false,
      rust: { doc: 'An order.' },
    };
    const { $schema, ...schema } = jsonSchema({ root: shape, definitions: new Map() });
    assert.ok($schema);
    assert.deepEqual(schema, {
      description: 'An order.',
      type: 'object',
      properties: { id: { 'x-open': 'Id is read by hand', description: 'Of the order.', 'x-rust': 'Id' } },
      required: ['id'],
    });
  });

  it('names definitions by ids that are no names', () => {
    const definitions = new Map<string, Shape>([['orders::Order<a/b>', { kind: 'bool' }]]);
    const schema = jsonSchema({ root: { kind: 'ref', id: 'orders::Order<a/b>' }, definitions });
    assert.equal(schema['$ref'], '#/$defs/orders%3A%3AOrder%3Ca~1b%3E');
    assert.deepEqual(schema['$defs'], { 'orders::Order<a/b>': { type: 'boolean' } });
  });
});
