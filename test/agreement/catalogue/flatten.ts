/** `#[serde(flatten)]` of everything that can be flattened. https://serde.rs/attr-flatten.html */
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
import type { ContainerRules, FieldModel, GeneratedType, Item, RustType } from '../model';
import * as wrap from '../wrappers';

const { u8, u32, string } = leaf;

const address = struct(
  'Address',
  fieldsBody(
    field('street', string),
    field('zip', wrap.option(u32)),
    field('city', string, { aliases: ['town'], default: 'trait' }),
  ),
);
const strictAddress = struct('Strict', fieldsBody(field('street', string)), { denyUnknown: true });
const inner = struct('Inner', fieldsBody(field('a', u8), field('address', use(address), { flatten: true })));
const innerMap = struct(
  'InnerMap',
  fieldsBody(field('a', u8), field('rest', wrap.map(string, u8), { flatten: true })),
);
const newtype = struct('Newtype', newtypeBody(use(address)));
const marker = struct('Marker', { form: 'unit' });

const bodies = [
  variant('Email', newtypeBody(string)),
  variant('Post', fieldsBody(field('street', string))),
  variant('None'),
];
const external = enumeration('External', [...bodies, variant('Pair', tupleBody(u8, u8))]);
const internal = enumeration(
  'Internal',
  [
    variant('Post', fieldsBody(field('street', string))),
    variant('Whole', newtypeBody(use(address))),
    variant('None'),
  ],
  { tag: 'kind' },
);
const internalStrict = enumeration(
  'InternalStrict',
  [variant('Post', fieldsBody(field('street', string))), variant('None')],
  { tag: 'kind', denyUnknown: true },
);
const internalOther = enumeration(
  'InternalOther',
  [variant('Post', fieldsBody(field('street', string))), variant('Rest', undefined, { other: true })],
  { tag: 'kind' },
);
const adjacent = enumeration('Adjacent', bodies, { tag: 'kind', content: 'data' });
const adjacentStrict = enumeration('AdjacentStrict', bodies, {
  tag: 'kind',
  content: 'data',
  denyUnknown: true,
});
const untagged = enumeration(
  'Untagged',
  [
    variant('Post', fieldsBody(field('street', string), field('zip', u8))),
    variant('Phone', fieldsBody(field('phone', u32))),
    variant('Map', newtypeBody(wrap.map(string, u8))),
  ],
  { untagged: true },
);
const mixed = enumeration('Mixed', [
  ...bodies,
  variant('Free', newtypeBody(use(address)), { untagged: true }),
]);
const externalOther = enumeration('ExternalOther', [
  variant('Email', newtypeBody(string)),
  variant('Rest', undefined, { other: true }),
]);
const keyKind = enumeration('Key', [variant('One'), variant('Two')], { ordered: true });

const all: readonly Item[] = [
  address,
  strictAddress,
  inner,
  innerMap,
  newtype,
  marker,
  external,
  internal,
  internalStrict,
  internalOther,
  adjacent,
  adjacentStrict,
  untagged,
  mixed,
  externalOther,
  keyKind,
];

const targets: Readonly<Record<string, RustType>> = {
  struct: use(address),
  'struct that denies': use(strictAddress),
  'struct with flatten': use(inner),
  'struct with a flattened map': use(innerMap),
  'newtype struct': use(newtype),
  'boxed struct': wrap.box(use(address)),
  'optional struct': wrap.option(use(address)),
  'optional boxed struct': wrap.option(wrap.box(use(address))),
  'optional map': wrap.option(wrap.map(string, u8)),
  map: wrap.map(string, u8),
  'map of anything': wrap.map(string, leaf.value),
  Map: leaf.valueMap,
  Value: leaf.value,
  'map with number keys': wrap.map(u8, u8),
  'map with enum keys': wrap.map(use(keyKind), u8),
  'map with char keys': wrap.map(leaf.char, u8),
  'map with bool keys': wrap.map(leaf.bool, u8),
  'map of options': wrap.map(string, wrap.option(u8)),
  'map of buffered things': wrap.map(string, wrap.option(use(external))),
  unit: leaf.unit,
  'unit struct': use(marker),
  'externally tagged enum': use(external),
  'internally tagged enum': use(internal),
  'internally tagged enum that denies': use(internalStrict),
  'internally tagged enum with other': use(internalOther),
  'adjacently tagged enum': use(adjacent),
  'adjacently tagged enum that denies': use(adjacentStrict),
  'untagged enum': use(untagged),
  'enum with untagged variants': use(mixed),
  'externally tagged enum with other': use(externalOther),
  'optional externally tagged enum': wrap.option(use(external)),
  'optional internally tagged enum': wrap.option(use(internal)),
  'optional adjacently tagged enum': wrap.option(use(adjacent)),
  'optional untagged enum': wrap.option(use(untagged)),
  'scalar, which fails always': u8,
  'sequence, which fails always': wrap.vec(u8),
};

const flat = (name: string, type: RustType, more: Omit<FieldModel, 'name' | 'type'> = {}): FieldModel =>
  field(name, type, { flatten: true, ...more });

const containers: Readonly<Record<string, ContainerRules>> = {
  '': {},
  ' + deny_unknown_fields': { denyUnknown: true },
  ' + rename_all': { renameAll: 'camelCase' },
};

const single = (): GeneratedType[] =>
  Object.entries(targets).flatMap(([name, type]) =>
    Object.entries(containers).map(([suffix, rules]): GeneratedType => {
      const outer = struct(
        'Outer',
        fieldsBody(field('outer_id', u32), flat('inner', type), field('note', wrap.option(string))),
        rules,
      );
      return { rule: `flatten: ${name}${suffix}`, root: use(outer), items: needed([...all, outer]) };
    }),
  );

/** Each leaves something for the next, or not. */
const pairs: readonly (readonly [string, string])[] = [
  ['struct', 'map of anything'],
  ['map of anything', 'struct'],
  ['struct', 'struct with flatten'],
  ['externally tagged enum', 'map of anything'],
  ['internally tagged enum', 'struct'],
  ['struct', 'internally tagged enum'],
  ['adjacently tagged enum', 'map of anything'],
  ['untagged enum', 'map of anything'],
  ['optional struct', 'map of anything'],
  ['optional adjacently tagged enum', 'map of anything'],
  ['optional externally tagged enum', 'externally tagged enum with other'],
  ['struct with flatten', 'struct'],
  ['struct with a flattened map', 'map of anything'],
  ['newtype struct', 'Value'],
];

const double = (): GeneratedType[] =>
  pairs.flatMap(([first, second]) =>
    [false, true].map((denyUnknown): GeneratedType => {
      const fields = [flat('first', targets[first]!), field('id', u32), flat('second', targets[second]!)];
      const outer = struct('Outer', fieldsBody(...fields), denyUnknown ? { denyUnknown } : {});
      return {
        rule: `flatten of two${denyUnknown ? ' + deny_unknown_fields' : ''}`,
        root: use(outer),
        items: needed([...all, outer]),
      };
    }),
  );

export const flattenTypes = (): GeneratedType[] => [...single(), ...double()];
