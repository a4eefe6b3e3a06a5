/** The four taggings, with every form of variant and every attribute. */
import {
  needed,
  enumeration,
  field,
  fieldsBody,
  newtypeBody,
  struct,
  tupleBody,
  use,
  variant,
} from '../build';
import * as leaf from '../leaves';
import type { ContainerRules, GeneratedType, Item, VariantModel } from '../model';
import * as wrap from '../wrappers';
import { renameRules } from './containers';

const { u8, u32, string, bool } = leaf;

const taggings: Readonly<Record<string, ContainerRules>> = {
  externally: {},
  internally: { tag: 'type' },
  adjacently: { tag: 't', content: 'c' },
  untagged: { untagged: true },
};

const order = struct('Order', fieldsBody(field('id', u32), field('name', string, { default: 'trait' })));
const strict = struct('Strict', fieldsBody(field('id', u32)), { denyUnknown: true });
const marker = struct('Marker', { form: 'unit' });
const nested = enumeration('Nested', [
  variant('A'),
  variant('B', newtypeBody(u8)),
  variant('C', fieldsBody(field('x', u8))),
]);
const items: readonly Item[] = [order, strict, marker, nested];

const created = variant(
  'OrderCreated',
  fieldsBody(field('order_id', u32), field('note', wrap.option(string))),
);
const empty = variant('Empty');

interface VariantSet {
  readonly name: string;
  readonly variants: readonly VariantModel[];
  /** An internal tag has no place in tuples, sequences and scalars. */
  readonly notInternally?: true;
}

const sets: readonly VariantSet[] = [
  { name: 'unit variants', variants: [empty, variant('TwoWords'), variant('Other')] },
  {
    name: 'struct variants',
    variants: [
      created,
      variant('None', fieldsBody()),
      variant('Deep', fieldsBody(field('order', use(order)))),
    ],
  },
  {
    name: 'newtype variants',
    variants: [variant('Order', newtypeBody(use(order))), variant('Strict', newtypeBody(use(strict)))],
  },
  {
    name: 'newtype variants',
    variants: [variant('Map', newtypeBody(wrap.map(string, u8))), variant('Any', newtypeBody(leaf.value))],
  },
  {
    name: 'newtype variants',
    variants: [
      variant('Unit', newtypeBody(leaf.unit)),
      variant('Marker', newtypeBody(use(marker))),
      variant('Maybe', newtypeBody(wrap.option(use(order)))),
    ],
  },
  {
    name: 'newtype variants',
    variants: [
      variant('Number', newtypeBody(u8)),
      variant('Text', newtypeBody(string)),
      variant('List', newtypeBody(wrap.vec(u8))),
    ],
  },
  {
    name: 'newtype variants',
    variants: [
      variant('Float', newtypeBody(leaf.f64)),
      variant('Flag', newtypeBody(bool)),
      variant('Sign', newtypeBody(leaf.char)),
    ],
  },
  { name: 'newtype of an enum', variants: [variant('Nested', newtypeBody(use(nested))), empty] },
  {
    name: 'tuple variants',
    variants: [variant('Pair', tupleBody(u8, string)), variant('Nothing', tupleBody()), empty],
    notInternally: true,
  },
  {
    name: 'alias and rename',
    variants: [
      { ...created, aliases: ['made', 'built'] },
      variant('X', newtypeBody(use(order)), { rename: 'x-ray', aliases: ['X'] }),
      variant('Y', undefined, { rename: 'why?' }),
    ],
  },
  { name: 'other', variants: [created, variant('Known'), variant('Unknown', undefined, { other: true })] },
  {
    name: 'rename_all of a variant',
    variants: [
      { ...created, renameAll: 'camelCase' },
      variant('OrderGone', fieldsBody(field('gone_at', u32)), { renameAll: 'PascalCase' }),
    ],
  },
  {
    name: 'skipped variants',
    variants: [
      created,
      variant('Hidden', undefined, { skip: true }),
      variant('Skipped', newtypeBody(u8, { skip: 'skip' })),
    ],
  },
  {
    name: 'untagged variants',
    variants: [created, empty, variant('Rest', newtypeBody(use(order)), { untagged: true })],
  },
  {
    name: 'untagged variants',
    variants: [
      created,
      variant('Text', newtypeBody(string), { untagged: true }),
      variant('Fields', fieldsBody(field('x', u8)), { untagged: true }),
      variant('Pair', tupleBody(u8, u8), { untagged: true }),
      variant('Nil', undefined, { untagged: true }),
    ],
    notInternally: true,
  },
  {
    name: 'flatten in a variant',
    variants: [
      variant('Flat', fieldsBody(field('kind', u8), field('order', use(order), { flatten: true }))),
      variant('Rest', fieldsBody(field('rest', wrap.map(string, u8), { flatten: true }))),
    ],
  },
  { name: 'one variant', variants: [created] },
  {
    name: 'optional content',
    variants: [variant('Maybe', newtypeBody(wrap.option(u8))), variant('List', newtypeBody(wrap.vec(u8)))],
    notInternally: true,
  },
  {
    name: 'defaults in variants',
    variants: [
      variant(
        'Def',
        fieldsBody(
          field('a', u8, { default: 'trait' }),
          field('b', u8, { skip: 'skip' }),
          field('c', u8, { aliases: ['d'] }),
        ),
      ),
      variant('W', fieldsBody(field('a', wrap.option(u8), { with: true }))),
    ],
  },
];

const extras: Readonly<Record<string, ContainerRules>> = {
  '': {},
  ' + deny_unknown_fields': { denyUnknown: true },
  ' + rename_all, rename_all_fields': { renameAll: 'snake_case', renameAllFields: 'camelCase' },
};

function possible({ name, variants }: VariantSet, tagging: string): boolean {
  if (tagging !== 'untagged') return true;
  // Not meant for those without a tag.
  return name !== 'other' && !variants.some(({ untagged }) => untagged);
}

const combined = (): GeneratedType[] =>
  Object.entries(taggings).flatMap(([tagging, rules]) =>
    sets
      .filter((set) => possible(set, tagging) && !(set.notInternally && tagging === 'internally'))
      .flatMap(({ name, variants }) =>
        Object.entries(extras).map(([suffix, more]): GeneratedType => {
          const event = enumeration('Event', variants, { ...rules, ...more });
          return { rule: `${tagging}: ${name}${suffix}`, root: use(event), items: needed([...items, event]) };
        }),
      ),
  );

const renamed = (): GeneratedType[] =>
  renameRules.map((renameAll) => {
    const event = enumeration('Event', [empty, variant('TwoWords'), created, variant('ABTest')], {
      renameAll,
      renameAllFields: renameAll,
    });
    return { rule: 'rename_all of variants', root: use(event), items: [event] };
  });

/** Enums within enums: what is buffered is buffered again. */
const inEachOther = (): GeneratedType[] =>
  Object.entries(taggings).flatMap(([outer, outerRules]) =>
    Object.entries(taggings).map(([inner, innerRules]): GeneratedType => {
      const variants = [
        variant('Order', newtypeBody(use(order))),
        variant('Fields', fieldsBody(field('id', u8))),
        ...(inner === 'internally' ? [] : [variant('Number', newtypeBody(u8))]),
        empty,
      ];
      const content = enumeration('Inner', variants, innerRules);
      const whole = enumeration(
        'Outer',
        [
          variant('First', newtypeBody(use(content))),
          variant(
            'Second',
            fieldsBody(
              field('inner', use(content)),
              field('list', wrap.vec(use(content)), { default: 'trait' }),
            ),
          ),
        ],
        outerRules,
      );
      return { rule: `enum in enum: ${inner} in ${outer}`, root: use(whole), items: [order, content, whole] };
    }),
  );

const special = (): GeneratedType[] => {
  const none = enumeration('Never', []);
  const expression = { rust: 'Expr', shape: { kind: 'ref', id: 'Expr' } } as const;
  const recursive = (rules: ContainerRules): GeneratedType => {
    const item = enumeration(
      'Expr',
      [
        variant('Not', fieldsBody(field('of', wrap.box(expression)))),
        variant('All', fieldsBody(field('list', wrap.vec(expression)))),
        variant('Leaf', fieldsBody(field('value', u8))),
      ],
      rules,
    );
    return { rule: 'recursive enums', root: use(item), items: [item] };
  };
  const holder = struct('Holder', fieldsBody(field('never', wrap.option(use(none)))));
  return [
    ...Object.values(taggings).map(recursive),
    { rule: 'enum without variants', root: use(none), items: [none] },
    { rule: 'enum without variants', root: use(holder), items: [none, holder] },
    { rule: 'Result', root: { rust: 'Result<u8, String>', shape: use(result).shape }, items: [result] },
  ];
};

const result: Item = {
  kind: 'source',
  name: 'Result',
  rust: '',
  shape: {
    kind: 'enum',
    name: 'Result',
    tagging: { kind: 'external' },
    variants: [
      { names: ['Ok'], form: 'newtype', shape: u8.shape, other: false, untagged: false, rust: {} },
      { names: ['Err'], form: 'newtype', shape: string.shape, other: false, untagged: false, rust: {} },
    ],
    rust: {},
  },
};

export const enumTypes = (): GeneratedType[] => [...combined(), ...renamed(), ...inEachOther(), ...special()];
