/** What the checker says; that serde says the same is for test/integration/shape. */
import assert from 'node:assert/strict';
import { check } from '../../../src/core/shape/checker';
import { parseJson } from '../../../src/core/shape/tree';
import type { Shape, ShapeSet } from '../../../src/core/shape/shape';
import {
  enumeration,
  field,
  fieldsBody,
  newtypeBody,
  struct,
  tupleBody,
  use,
  variant,
} from '../../agreement/build';
import * as leaf from '../../agreement/leaves';
import * as wrap from '../../agreement/wrappers';
import { problemsOf, told } from './checking';

const { u8, u32, string } = leaf;

const item = struct('Item', fieldsBody(field('sku', string), field('count', u8, { default: 'trait' })));
const order = struct(
  'Order',
  fieldsBody(
    field('order_id', u32, { aliases: ['id'] }),
    field('note', wrap.option(string)),
    field('items', wrap.vec(use(item)), { default: 'trait' }),
  ),
  { renameAll: 'camelCase' },
);

describe('The checker of payloads', () => {
  it('has nothing to say about what fits', () => {
    for (const json of [
      '{"orderId":1}',
      '{"id":1,"note":null,"more":[1e2]}',
      '{"orderId":1,"items":[{"sku":"a","count":255},["b"],["c",3]]}',
      '[1,null,[]]',
      '[1,null]',
    ]) {
      assert.equal(told(json, item, order), '', json);
    }
  });

  it('tells every problem with its path, in the order of the text', () => {
    assert.equal(
      told('{"orderId":"1","items":[{"count":300},{"sku":1,"sku":"a"},7]}', item, order),
      [
        'orderId: invalid type: string "1", expected u32',
        'items.0.count: invalid value: integer `300`, expected u8',
        'items.0: missing field `sku`',
        'items.1.sku: invalid type: integer `1`, expected a string',
        'items.1: duplicate field `sku`',
        'items.2: invalid type: integer `7`, expected struct Item',
      ].join('\n'),
    );
  });

  it('tells where a problem is in the text, and what a quick fix needs', () => {
    const strict = struct('Strict', fieldsBody(field('a', u8), field('b', u8)), { denyUnknown: true });
    const [unknown, missing] = problemsOf('{"a":1, "c":2}', strict);
    const { expected, ...told } = unknown ?? {};
    assert.equal(expected?.kind, 'struct');
    assert.deepEqual(told, {
      fault: { code: 'unknown', name: 'c', known: ['a', 'b'] },
      message: 'unknown field `c`, expected `a` or `b`',
      path: ['c'],
      offset: 8,
      length: 3,
    });
    assert.deepEqual(missing?.fault, { code: 'missing', name: 'b' });
    assert.deepEqual([missing.offset, missing.length], [0, 14]);
  });

  it('takes integers for floats, but nothing with a point or an exponent for integers', () => {
    assert.equal(told('1', leaf.f64), '');
    for (const number of ['1.0', '1e2', '-0', '18446744073709551616']) {
      assert.match(told(number, leaf.u64), /invalid type: floating point/, number);
    }
    assert.equal(told('-1', u8), ': invalid value: integer `-1`, expected u8');
    assert.equal(told('0', leaf.nonZeros[0]!), ': invalid value: integer `0`, expected a nonzero u8');
    assert.equal(told('1e999', leaf.f64), ': number out of range');
  });

  it('reads 128 bits from the text, and none from what is buffered', () => {
    const u128 = leaf.integers[4]!;
    const all = '340282366920938463463374607431768211455';
    assert.equal(told(all, u128), '');
    assert.match(told(`${all}0`, u128), /invalid value/);
    const either = enumeration('Either', [variant('Number', newtypeBody(u128))], { untagged: true });
    assert.match(told('1', either), /did not match any variant/);
  });

  it('counts characters, not code units', () => {
    for (const sign of ['a', '👍', '\u0000']) assert.equal(told(JSON.stringify(sign), leaf.char), '', sign);
    for (const text of ['', 'ab', 'e\u0301'])
      assert.match(told(JSON.stringify(text), leaf.char), /a character/);
  });

  it('refuses half a surrogate pair wherever it is read, and not where it is skipped', () => {
    const half = '"\\ud83d"';
    for (const type of [string, leaf.char, leaf.value])
      assert.match(told(half, type), /lone leading surrogate/);
    assert.match(told(`{${half}:1}`, wrap.map(string, u8)), /lone leading surrogate/);
    assert.equal(told(`{"orderId":1,"more":${half}}`, item, order), '');
    assert.equal(told(half, leaf.ignored), '');
  });

  it('goes as deep as serde_json does', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    assert.equal(told(nested(127), leaf.value), '');
    assert.match(told(nested(128), leaf.value), /recursion limit exceeded/);
    assert.equal(told(nested(1_000), leaf.ignored), '');
  });

  it('parses the keys of maps', () => {
    assert.equal(told('{"1":1,"255":2}', wrap.map(u8, u8)), '');
    assert.match(told('{"256":1}', wrap.map(u8, u8)), /^256: invalid value: integer `256`/);
    assert.match(told('{"\\u0031":1}', wrap.map(u8, u8)), /key to be a number/);
    assert.equal(told('{"true":1}', wrap.map(leaf.bool, u8)), '');
    assert.match(told('{"yes":1}', wrap.map(leaf.bool, u8)), /`true` or `false`/);
    assert.match(told('{"ab":1}', wrap.map(leaf.char, u8)), /a character/);
  });

  it('counts the items of tuples and arrays', () => {
    assert.equal(told('[1]', wrap.tuple(u8, u8)), ': invalid length 1, expected a tuple of size 2');
    assert.equal(told('[1,2,3]', wrap.array(u8, 2)), ': invalid length 3, expected an array of length 2');
    const point = struct('Point', tupleBody(u8, u8));
    assert.equal(told('{}', point), ': invalid type: map, expected tuple struct Point');
    assert.equal(told('[1]', point), ': invalid length 1, expected tuple struct Point with 2 elements');
  });

  it('misses fields unless they are optional, have a default or are not known', () => {
    const maybe = struct('Maybe', newtypeBody(wrap.option(u8)));
    const all = struct(
      'All',
      fieldsBody(
        field('boxed', wrap.box(wrap.option(u8))),
        field('with', wrap.option(u8), { with: true }),
        field('newtype', use(maybe)),
        field('unit', leaf.unit),
        field('skipped', u8, { skip: 'skip' }),
      ),
    );
    assert.equal(
      told('{}', maybe, all),
      [': missing field `with`', ': missing field `newtype`', ': missing field `unit`'].join('\n'),
    );
  });
});

describe('The checker of enums', () => {
  const variants = [
    variant('Created', fieldsBody(field('id', u32))),
    variant('Moved', tupleBody(u8, u8)),
    variant('Noted', newtypeBody(string)),
    variant('Gone'),
  ];

  it('reads a name, or an object with one', () => {
    const event = enumeration('Event', variants);
    for (const json of [
      '"Gone"',
      '{"Gone":null}',
      '{"Created":{"id":1}}',
      '{"Created":[1]}',
      '{"Moved":[1,2]}',
    ]) {
      assert.equal(told(json, event), '', json);
    }
    assert.equal(
      told('"Lost"', event),
      ': unknown variant `Lost`, expected one of `Created`, `Moved`, `Noted`, `Gone`',
    );
    assert.equal(told('"Noted"', event), 'Noted: invalid type: unit variant, expected newtype variant');
    assert.equal(told('{}', event), ': invalid value: map, expected map with a single key');
    assert.equal(told('{"Created":{}}', event), 'Created: missing field `id`');
    assert.equal(told('1', event), ': invalid type: integer `1`, expected string or map');
  });

  it('finds the tag wherever it stands', () => {
    const event = enumeration('Event', [variants[0]!, variants[3]!], { tag: 'type' });
    for (const json of [
      '{"id":1,"type":"Created"}',
      '{"type":"Gone","more":1}',
      '["Created",1]',
      '["Gone"]',
    ]) {
      assert.equal(told(json, event), '', json);
    }
    assert.equal(told('{"id":1}', event), ': missing field `type`');
    assert.equal(told('{"type":"Created"}', event), ': missing field `id`');
    assert.equal(told('{"type":"Gone","type":"Gone"}', event), ': duplicate field `type`');
    assert.equal(told('{"type":1}', event), 'type: invalid type: integer `1`, expected variant identifier');
    assert.equal(told('["Gone",1]', event), ': invalid length 1, expected 0 elements in sequence');
  });

  it('reads tag and content in any order, and takes no array for a struct variant', () => {
    const event = enumeration('Event', variants, { tag: 't', content: 'c' });
    for (const json of [
      '{"c":{"id":1},"t":"Created"}',
      '{"t":"Gone"}',
      '{"t":"Gone","c":null}',
      '["Noted","a"]',
    ]) {
      assert.equal(told(json, event), '', json);
    }
    assert.equal(told('{"t":"Noted"}', event), ': missing field `c`');
    assert.equal(
      told('{"t":"Gone","c":1}', event),
      'c: invalid type: integer `1`, expected unit variant Event::Gone',
    );
    assert.match(
      told('{"t":"Created","c":[1]}', event),
      /^c: invalid type: sequence, expected struct variant/,
    );
  });

  it('tries untagged variants in turn, and says no more than that none fits', () => {
    const event = enumeration('Event', variants, { untagged: true });
    for (const json of ['{"id":1}', '[1,2]', '"text"', 'null']) assert.equal(told(json, event), '', json);
    for (const json of ['{"id":"1"}', '[1]', '1', '[[1]]']) {
      assert.equal(told(json, event), ': data did not match any variant of untagged enum Event', json);
    }
  });

  it('takes any name where a variant is `other`', () => {
    const event = enumeration('Event', [variants[0]!, variant('Unknown', undefined, { other: true })], {
      tag: 'type',
    });
    assert.equal(told('{"type":"whatever"}', event), '');
  });
});

describe('The checker of flattened fields', () => {
  const address = struct('Address', fieldsBody(field('street', string), field('zip', wrap.option(u32))));
  const outer = (type: Parameters<typeof field>[1], denyUnknown = false) =>
    struct(
      'Outer',
      fieldsBody(field('id', u8), field('inner', type, { flatten: true })),
      denyUnknown ? { denyUnknown } : {},
    );

  it('reads the fields of a struct beside those of its own, and no array', () => {
    assert.equal(told('{"id":1,"street":"a"}', address, outer(use(address))), '');
    assert.equal(told('{"id":1}', address, outer(use(address))), ': missing field `street`');
    assert.equal(told('{"id":1,"street":"a","zip":-1}', address, outer(use(address))).split(':')[0], 'zip');
    assert.match(told('[1,"a"]', address, outer(use(address))), /invalid type: sequence/);
    assert.equal(
      told('{"id":1,"street":"a","x":1}', address, outer(use(address), true)),
      ': unknown field `x`',
    );
  });

  it('gives a map what is left', () => {
    const rest = outer(wrap.map(string, u8));
    assert.equal(told('{"id":1,"a":1,"b":2}', rest), '');
    assert.equal(told('{"id":1,"a":"1"}', rest), 'a: invalid type: string "1", expected u8');
    // What is buffered has strings for keys, and nothing else.
    assert.match(
      told('{"id":1,"1":1}', outer(wrap.map(u8, u8))),
      /^1: invalid type: string "1", expected u8/,
    );
  });

  it('is content when an optional struct does not fit', () => {
    assert.equal(told('{"id":1,"street":1}', address, outer(wrap.option(use(address)))), '');
  });

  it('leaves to others what an optional struct had not come to', () => {
    const both = struct(
      'Both',
      fieldsBody(
        field('first', wrap.option(use(address)), { flatten: true }),
        field('rest', wrap.map(string, string), { flatten: true }),
      ),
    );
    // `zip` fails first, and is gone; `street` is a string of the rest.
    assert.equal(told('{"zip":"x","street":"a"}', address, both), '');
    assert.match(told('{"zip":"x","more":1}', address, both), /^more: invalid type/);
  });
});

describe('The checker of what is not known', () => {
  const set = (root: Shape, definitions: ReadonlyMap<string, Shape> = new Map()): ShapeSet => ({
    root,
    definitions,
  });
  const accepts = (json: string, shapes: ShapeSet): boolean =>
    check(parseJson(json).root!, shapes).length === 0;

  it('accepts everything, also where definitions are missing or go in circles', () => {
    assert.ok(accepts('{"a":[1e999]}', set({ kind: 'open', why: 'hand-written' })));
    assert.ok(accepts('1', set({ kind: 'ref', id: 'Gone' })));
    const circle = new Map<string, Shape>([
      ['A', { kind: 'ref', id: 'B' }],
      ['B', { kind: 'ref', id: 'A' }],
    ]);
    assert.ok(accepts('1', set({ kind: 'ref', id: 'A' }, circle)));
    // `struct A(Option<Box<A>>)` ends only at `null`.
    const endless = new Map<string, Shape>([['A', { kind: 'option', of: { kind: 'ref', id: 'A' } }]]);
    assert.ok(accepts('1', set({ kind: 'ref', id: 'A' }, endless)));
  });

  it('ends at a flattened type that holds itself with nothing in between', () => {
    const endless = struct(
      'Endless',
      newtypeBody({
        rust: 'Option<Box<Endless>>',
        shape: { kind: 'option', of: { kind: 'ref', id: 'Endless' } },
      }),
    );
    const outer = struct('Outer', fieldsBody(field('inner', use(endless), { flatten: true })));
    assert.equal(told('{"a":1}', endless, outer), '');
  });

  it('counts the tag of an array where what it tags is read from the rest', () => {
    const event = enumeration(
      'Event',
      [variant('Moved', fieldsBody(field('by', u8))), variant('Noted', newtypeBody(wrap.tuple(u8, u8)))],
      { tag: 'type' },
    );
    assert.match(told('["Moved","x"]', event), /^1: /);
    assert.match(told('["Noted",1,"x"]', event), /^2: /);
    assert.equal(told('["Moved",1,[0,1e999]]', event), '2.1: number out of range');
  });

  it('adds seconds and nanoseconds up', () => {
    const [most, more] = ['9223372036854775807', '18446744073709551615'];
    assert.equal(told(`{"secs":${more},"nanos":999999999}`, wrap.duration), '');
    assert.equal(
      told(`{"nanos":1000000000,"secs":${more}}`, wrap.duration),
      ': overflow deserializing Duration',
    );
    assert.equal(told(`[${more},4294967295]`, wrap.duration), ': overflow deserializing Duration');
    assert.equal(
      told(`{"secs":${more},"nanos":-1}`, wrap.duration),
      'nanos: invalid value: integer `-1`, expected u32',
    );
    assert.equal(told(`[${most},999999999]`, wrap.systemTime), '');
    assert.equal(told(`[${most},1000000000]`, wrap.systemTime), ': overflow deserializing SystemTime');
    assert.equal(
      told(`[${more},1000000000]`, wrap.systemTime),
      ': overflow deserializing SystemTime epoch offset',
    );
  });

  it('borrows only strings without escapes, also as keys', () => {
    const holder = struct('Holder', fieldsBody(field('map', wrap.hashMap(leaf.borrowed, leaf.borrowed))));
    assert.equal(told('{"map":{"ä":"👍"}}', holder), '');
    assert.equal(
      told('{"map":{"\\u0061":"b","c":"\\n"}}', holder),
      'map.a: invalid type: string "a", expected a borrowed string\n' +
        'map.c: invalid type: string "\\n", expected a borrowed string',
    );
    assert.match(told('"\\n"', leaf.borrowedBytes), /expected a borrowed byte array/);
  });

  it('tells what is wrong with the only member of a union that can be meant', () => {
    const either: Shape = {
      kind: 'union',
      of: [{ kind: 'string' }, { kind: 'seq', of: u8.shape }],
      expected: 'byte array',
    };
    const messages = (json: string) =>
      check(parseJson(json).root!, set(either)).map(({ path, message }) => [path, message]);
    assert.deepEqual(messages('[1,300]'), [[[1], 'invalid value: integer `300`, expected u8']]);
    assert.deepEqual(messages('1'), [[[], 'invalid type: integer `1`, expected byte array']]);
  });

  it('tries what is within itself once, not once more for each level', () => {
    const nested = enumeration(
      'Nested',
      ['A', 'B', 'C'].map((name) =>
        variant(name, newtypeBody(wrap.vec(use({ name: 'Nested' } as typeof item)))),
      ),
      { untagged: true },
    );
    const levels = 60;
    const json = `${'['.repeat(levels)}1${']'.repeat(levels)}`;
    assert.equal(told(json, nested), ': data did not match any variant of untagged enum Nested');
  });
});
