/** Every leaf and wrapper, in every place that serde reads differently. */
import { enumeration, field, fieldsBody, newtypeBody, struct, use, variant } from '../build';
import * as leaf from '../leaves';
import type { FieldModel, GeneratedType, Item, RustType } from '../model';
import * as wrap from '../wrappers';

interface Place {
  readonly name: string;
  readonly items: (type: RustType) => readonly Item[];
}

const holder = (type: RustType): Item =>
  struct('Holder', fieldsBody(field('value', type), field('id', leaf.u32, { default: 'trait' })));

/** The item that is the root comes last. */
const places: readonly Place[] = [
  { name: 'field', items: (type) => [holder(type)] },
  { name: 'optional field', items: (type) => [holder(wrap.option(type))] },
  { name: 'field of a flattened struct', items: (type) => [holder(type), outer(flat(use(holder(type))))] },
  {
    name: 'in an untagged enum',
    items: (type) => [
      enumeration(
        'Either',
        [
          variant('Whole', newtypeBody(wrap.vec(type))),
          variant('Named', fieldsBody(field('value', type))),
          variant('Bare', newtypeBody(type)),
        ],
        { untagged: true },
      ),
    ],
  },
  {
    name: 'in an internally tagged enum',
    items: (type) => [
      enumeration('Event', [variant('Named', fieldsBody(field('value', type))), variant('Empty')], {
        tag: 'type',
      }),
    ],
  },
  {
    name: 'as an internally tagged newtype',
    items: (type) => [
      holder(type),
      enumeration('Event', [variant('Held', newtypeBody(use(holder(type))))], { tag: 'type' }),
    ],
  },
  {
    name: 'in an adjacently tagged enum',
    items: (type) => [
      enumeration('Event', [variant('Bare', newtypeBody(type)), variant('Empty')], {
        tag: 't',
        content: 'c',
      }),
    ],
  },
  {
    name: 'in an externally tagged enum',
    items: (type) => [enumeration('Event', [variant('Bare', newtypeBody(type)), variant('Empty')])],
  },
];

const flat = (type: RustType) => field('inner', type, { flatten: true });
const outer = (...fields: readonly FieldModel[]): Item =>
  struct('Outer', fieldsBody(field('name', leaf.string), ...fields));

function everywhere(rule: string, types: readonly RustType[], open?: true): GeneratedType[] {
  return types.flatMap((type) =>
    places.map(({ name, items }): GeneratedType => {
      const all = items(type);
      return { rule: `${rule}: ${name}`, root: use(all.at(-1)!), items: all, ...(open ? { open } : {}) };
    }),
  );
}

const bare = (rule: string, types: readonly RustType[], open?: true): GeneratedType[] =>
  types.map((root) => ({ rule, root, items: [], ...(open ? { open } : {}) }));

const { u8, u32, u64, string, bool } = leaf;
const compound: readonly RustType[] = [
  wrap.option(u8),
  wrap.vec(u8),
  wrap.array(u8, 0),
  wrap.array(u8, 3),
  wrap.tuple(u8),
  wrap.tuple(u8, string),
  wrap.map(string, u8),
  wrap.duration,
  wrap.option(wrap.option(u8)),
  wrap.option(leaf.unit),
  leaf.valueMap,
];

const keys: readonly RustType[] = [
  ...leaf.integers,
  bool,
  leaf.char,
  string,
  wrap.box(u8),
  ...leaf.exactFormats,
];

const keyKind = enumeration(
  'Key',
  [variant('One'), variant('TwoWords'), variant('Old', undefined, { aliases: ['older'] })],
  {
    renameAll: 'camelCase',
    ordered: true,
  },
);
const keyNumber = struct('Number', newtypeBody(u32), { ordered: true });

const mapTypes = (): GeneratedType[] => [
  ...keys.flatMap((key) => [
    { rule: 'keys of maps', root: wrap.map(key, u8), items: [] },
    { rule: 'keys of maps: buffered', ...insideUntagged(wrap.map(key, u8)) },
  ]),
  { rule: 'keys of maps', root: wrap.map(use(keyKind), u8), items: [keyKind] },
  { rule: 'keys of maps', root: wrap.map(use(keyNumber), u8), items: [keyNumber] },
  { rule: 'keys of maps', root: wrap.map(wrap.option(u8), u8), items: [] },
  { rule: 'keys of maps', root: wrap.map(leaf.nonZeros[0]!, u8), items: [] },
  { rule: 'keys of maps', root: wrap.map(leaf.unit, u8), items: [] },
  { rule: 'keys of maps', root: wrap.map(wrap.vec(u8), u8), items: [] },
  { rule: 'keys of maps', root: wrap.map(wrap.tuple(u8, u8), u8), items: [] },
];

function insideUntagged(type: RustType): { root: RustType; items: Item[] } {
  const item = enumeration('Either', [variant('Only', newtypeBody(type))], { untagged: true });
  return { root: use(item), items: [item] };
}

export const scalarTypes = (): GeneratedType[] => [
  ...bare('scalars', leaf.simple),
  ...bare('NonZero', leaf.nonZeros),
  ...everywhere('scalars', leaf.simple),
  ...everywhere('NonZero', [leaf.nonZeros[0]!, leaf.nonZeros[8]!]),
  ...bare('compounds', compound),
  ...everywhere('compounds', compound),
  ...bare('strings with a format', leaf.exactFormats),
  ...everywhere('strings with a format', leaf.exactFormats),
  ...bare('strings with a format', leaf.looseFormats, true),
  ...bare(
    'transparent wrappers',
    wrap.transparentWrappers.map((wrapper) => wrapper(u32)),
  ),
  ...bare('transparent wrappers', [wrap.saturating]),
  ...bare(
    'sequences and sets',
    wrap.sequences.map((wrapper) => wrapper(u8)),
  ),
  ...bare('sequences and sets', [
    wrap.vec(wrap.vec(string)),
    wrap.vec(wrap.tuple(u64, string)),
    wrap.array(wrap.array(bool, 2), 2),
  ]),
  ...bare('structs of std', [wrap.duration, wrap.systemTime, wrap.range(u8), wrap.rangeFrom(u8)]),
  ...mapTypes(),
];
