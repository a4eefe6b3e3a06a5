/** Structs, with each attribute alone and together. */
import { field, fieldsBody, newtypeBody, struct, tupleBody, unitBody, use } from '../build';
import * as leaf from '../leaves';
import type { ContainerRules, FieldModel, GeneratedType, Item, RenameRule } from '../model';
import * as wrap from '../wrappers';

const { u8, u32, string, bool } = leaf;

export const renameRules: readonly RenameRule[] = [
  'lowercase',
  'UPPERCASE',
  'PascalCase',
  'camelCase',
  'snake_case',
  'SCREAMING_SNAKE_CASE',
  'kebab-case',
  'SCREAMING-KEBAB-CASE',
];

const of = (rule: string, ...items: readonly Item[]): GeneratedType => ({
  rule,
  root: use(items.at(-1)!),
  items,
});
const order = (rules: ContainerRules, ...fields: readonly FieldModel[]): Item =>
  struct('Order', fieldsBody(...fields), rules);

const plain = [field('order_id', u32), field('r#type', string), field('note', wrap.option(string))];

/** Attributes of fields, each with and without those of the container. */
const fieldSets: Readonly<Record<string, readonly FieldModel[]>> = {
  'plain struct': plain,
  rename: [field('order_id', u32, { rename: 'detail-type' }), field('b', string, { rename: 'a"b' })],
  alias: [
    field('order_id', u32, { aliases: ['id', 'orderId'] }),
    field('name', wrap.option(string), { aliases: ['title'] }),
  ],
  default: [
    field('count', u8, { default: 'trait' }),
    field('name', string, { default: 'path' }),
    field('id', u32),
  ],
  'skip, skip_deserializing': [
    field('cache', u8, { skip: 'skip' }),
    field('id', u32),
    field('computed', u8, { skip: 'skip_deserializing' }),
    field('written', u8, { skip: 'skip_serializing' }),
  ],
  deserialize_with: [
    field('a', wrap.option(u8), { with: true }),
    field('b', u8, { with: true, default: 'trait' }),
  ],
  'absence by type': [
    field('unit', leaf.unit),
    field('any', leaf.value),
    field('boxed', wrap.box(wrap.option(u8))),
    field('cell', { ...wrap.option(u8), rust: 'std::cell::Cell<Option<u8>>' }),
  ],
  'struct without fields': [],
  'absence of unit': [field('unit', leaf.unit, { default: 'trait' }), field('list', wrap.vec(u8))],
};

const containers: Readonly<Record<string, ContainerRules>> = {
  '': {},
  ' + deny_unknown_fields': { denyUnknown: true },
  ' + rename_all': { renameAll: 'camelCase' },
  ' + container default': { default: true },
  ' + all rules of containers': {
    renameAll: 'SCREAMING-KEBAB-CASE',
    oneSided: true,
    denyUnknown: true,
    default: true,
    rename: 'Other',
  },
};

const attributes = (): GeneratedType[] =>
  Object.entries(fieldSets).flatMap(([name, fields]) =>
    Object.entries(containers).map(([suffix, rules]) => of(`${name}${suffix}`, order(rules, ...fields))),
  );

const point = struct('Point', tupleBody(u8, string));
const id = struct('Id', newtypeBody(u32));
const maybe = struct('Maybe', newtypeBody(wrap.option(u8)));
const marker = struct('Marker', unitBody);

const others = (): GeneratedType[] => [
  of('newtype struct', id),
  of('newtype struct', struct('Names', newtypeBody(wrap.vec(string)))),
  of('newtype struct', id, struct('Wrapped', newtypeBody(use(id)))),
  of('newtype struct', maybe),
  of('newtype struct', maybe, order({}, field('maybe', use(maybe)))),
  of('tuple struct', point),
  of('tuple struct', struct('Empty', tupleBody())),
  of(
    'tuple struct',
    struct('One', { form: 'tuple', fields: [field('', u8), field('', u8, { skip: 'skip' })] }),
  ),
  of(
    'tuple struct',
    struct('Late', { form: 'tuple', fields: [field('', u8), field('', u8, { default: 'trait' })] }),
  ),
  of('tuple struct', struct('Defaults', tupleBody(u8, u8), { default: true })),
  of('unit struct', marker),
  of('unit struct', marker, struct('Marked', fieldsBody(field('marker', use(marker))))),
  of('transparent', struct('Clear', fieldsBody(field('value', u8)), { transparent: true })),
  of(
    'transparent',
    struct('Clear', fieldsBody(field('value', wrap.option(string)), field('seen', bool, { skip: 'skip' })), {
      transparent: true,
    }),
  ),
  of(
    'nested structs',
    point,
    id,
    order(
      {},
      field('point', use(point)),
      field('id', use(id)),
      field('points', wrap.vec(use(point))),
      field('by_name', wrap.map(string, use(id))),
    ),
  ),
  ...renameRules.map((rule) =>
    of('rename_all', order({ renameAll: rule }, ...plain, field('a_b_c', u8), field('x1_y2', u8))),
  ),
  ...renameRules.map((rule) =>
    of(
      'rename_all',
      order(
        { renameAll: rule, oneSided: true },
        field('r#type', u8),
        field('last_seen_at', string, { rename: 'as_is' }),
      ),
    ),
  ),
];

/** Types that contain themselves. */
const recursive = (): GeneratedType[] => {
  const tree = { rust: 'Tree', shape: { kind: 'ref', id: 'Tree' } } as const;
  return [
    of(
      'recursive',
      struct('Tree', fieldsBody(field('value', u8), field('next', wrap.option(wrap.box(tree))))),
    ),
    of(
      'recursive',
      struct('Tree', fieldsBody(field('children', wrap.vec(tree), { default: 'trait' })), {
        denyUnknown: true,
      }),
    ),
    of('recursive', struct('Tree', newtypeBody(wrap.vec(tree)))),
    of('recursive', struct('Tree', newtypeBody(wrap.map(string, tree)))),
  ];
};

export const containerTypes = (): GeneratedType[] => [...attributes(), ...others(), ...recursive()];
