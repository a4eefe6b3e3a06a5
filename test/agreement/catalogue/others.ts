/** Types of libraries, and attributes that only make sense by hand. */
import { field, fieldsBody, newtypeBody, struct, use } from '../build';
import * as leaf from '../leaves';
import type { GeneratedType, Item, RustType } from '../model';
import * as wrap from '../wrappers';
import type { Field, Shape } from '../../../src/core/shape/shape';
import { knownType } from '../../../src/core/types/knownCrates';

const { u8, u32, string, bool, i64 } = leaf;

const strings: readonly RustType[] = ['Box<str>', 'Rc<str>', 'Arc<str>', "Cow<'static, str>"].map((rust) => ({
  ...string,
  rust,
}));

const bytesOf = (rust: string): RustType => ({
  rust,
  shape: {
    kind: 'union',
    of: [
      { kind: 'string', format: 'bytes' },
      { kind: 'seq', of: u8.shape },
    ],
    expected: 'byte array',
  },
});

const displayed: Shape = { kind: 'string', holds: u32.shape };
const number: Shape = { kind: 'union', of: [{ kind: 'float', name: 'f64' }], expected: 'a JSON number' };
const decimal: Shape = {
  kind: 'union',
  of: [
    { kind: 'string', format: 'decimal' },
    { kind: 'float', name: 'f64' },
  ],
  expected: 'a Decimal type representing a fixed-point number',
};

const variants = (name: string, of: Readonly<Record<string, Shape | undefined>>): Shape => ({
  kind: 'enum',
  name,
  tagging: { kind: 'external' },
  variants: Object.entries(of).map(([key, shape]) => ({
    names: [key],
    form: shape ? 'newtype' : 'unit',
    shape: shape ?? leaf.unit.shape,
    other: false,
    untagged: false,
    rust: { name: key },
  })),
  rust: {},
});

const single = (
  rule: string,
  types: readonly RustType[],
  more: Partial<GeneratedType> = {},
): GeneratedType[] =>
  types.flatMap((type) => {
    const holder = struct('Holder', fieldsBody(field('value', type), field('maybe', wrap.option(type))));
    const outer = struct('Outer', fieldsBody(field('inner', use(holder), { flatten: true })));
    return [
      { rule, root: type, items: [], ...more },
      { rule, root: use(holder), items: [holder], ...more },
      { rule, root: use(outer), items: [holder, outer], ...more },
    ];
  });

const required = (name: string, shape: Shape): Field => ({
  name,
  aliases: [],
  shape,
  absent: 'byType',
  rust: {},
});
const structShape = (name: string, fields: readonly Field[]): Shape => ({
  kind: 'struct',
  expected: `struct ${name}`,
  fields,
  flattened: [],
  denyUnknown: false,
  asSequence: true,
  rust: {},
});

const source = (name: string, rust: string, shape: Shape): Item => ({ kind: 'source', name, rust, shape });
const written = (
  rule: string,
  name: string,
  rust: string,
  shape: Shape,
  more: Partial<GeneratedType> = {},
): GeneratedType => ({
  rule,
  root: { rust: name.replace('Page', 'Page<u8>'), shape: { kind: 'ref', id: name } },
  items: [source(name, rust, shape)],
  ...more,
});

const byHand = (): GeneratedType[] => [
  written(
    'generics',
    'Page',
    '    #[derive(Deserialize)]\n    pub struct Page<T> {\n        pub items: Vec<T>,\n        pub next: Option<T>,\n    }',
    structShape('Page', [
      required('items', { kind: 'seq', of: u8.shape }),
      required('next', { kind: 'option', of: u8.shape }),
    ]),
  ),
  written(
    'from and try_from',
    'FromNumber',
    '    #[derive(Deserialize)]\n    #[serde(from = "u8")]\n    pub struct FromNumber {\n        pub value: u8,\n    }\n    impl From<u8> for FromNumber {\n        fn from(value: u8) -> Self {\n            Self { value }\n        }\n    }',
    u8.shape,
  ),
  written(
    'from and try_from',
    'Even',
    '    #[derive(Deserialize)]\n    #[serde(try_from = "u8")]\n    pub struct Even(pub u8);\n    impl TryFrom<u8> for Even {\n        type Error = String;\n        fn try_from(value: u8) -> Result<Self, String> {\n            if value % 2 == 0 { Ok(Self(value)) } else { Err("odd".to_owned()) }\n        }\n    }',
    u8.shape,
    { open: true },
  ),
  written(
    'remote',
    'Job',
    '    pub mod other {\n        pub struct Span {\n            pub secs: u32,\n        }\n    }\n    #[derive(Deserialize)]\n    #[serde(remote = "other::Span")]\n    pub struct SpanDef {\n        pub secs: u32,\n    }\n    #[derive(Deserialize)]\n    pub struct Job {\n        #[serde(with = "SpanDef")]\n        pub span: other::Span,\n    }',
    structShape('Job', [
      { ...required('span', structShape('SpanDef', [required('secs', u32.shape)])), absent: 'error' },
    ]),
  ),
  written(
    'chrono::serde',
    'At',
    '    #[derive(Deserialize)]\n    pub struct At {\n        #[serde(with = "chrono::serde::ts_seconds")]\n        pub at: chrono::DateTime<chrono::Utc>,\n    }',
    structShape('At', [{ ...required('at', i64.shape), absent: 'error' }]),
    { open: true },
  ),
  written(
    'serde_with',
    'Shown',
    '    #[serde_with::serde_as]\n    #[derive(Deserialize)]\n    pub struct Shown {\n        #[serde_as(as = "serde_with::DisplayFromStr")]\n        pub count: u32,\n        #[serde_as(as = "Vec<serde_with::DisplayFromStr>")]\n        pub counts: Vec<u32>,\n    }',
    structShape('Shown', [
      { ...required('count', displayed), absent: 'error' },
      { ...required('counts', { kind: 'seq', of: displayed }), absent: 'error' },
    ]),
    { open: true },
  ),
];

const tupleNewtype = struct('Names', newtypeBody({ ...string, rust: "Cow<'a, str>" }));
const borrowed = struct(
  'Borrowed',
  fieldsBody(field('name', { ...string, rust: "Cow<'a, str>" }), field('id', u32)),
);
const reference = struct('Reference', fieldsBody(field('name', leaf.borrowed)));
const bytesReference = struct('BytesReference', fieldsBody(field('bytes', leaf.borrowedBytes)));
const references = struct(
  'References',
  fieldsBody(field('rest', wrap.hashMap(leaf.borrowed, leaf.borrowed), { flatten: true })),
);

export const otherTypes = (): GeneratedType[] => [
  ...single('strings otherwise held', [...strings, leaf.path]),
  { rule: 'borrowed', root: use(borrowed), items: [borrowed] },
  { rule: 'borrowed', root: use(tupleNewtype), items: [tupleNewtype] },
  { rule: 'borrowed', root: use(reference), items: [reference] },
  { rule: 'borrowed', root: use(bytesReference), items: [bytesReference], rawBytes: true },
  { rule: 'borrowed', root: use(references), items: [references] },
  ...single('bytes', [bytesOf('serde_bytes::ByteBuf'), bytesOf('bytes::Bytes')], { rawBytes: true }),
  ...single('numbers', [{ rust: 'Number', shape: number }]),
  ...single('numbers', [{ rust: 'rust_decimal::Decimal', shape: decimal }], { open: true }),
  ...single('atomics', [
    { ...u8, rust: 'AtomicU8' },
    { ...i64, rust: 'AtomicI64' },
    { ...bool, rust: 'AtomicBool' },
  ]),
  ...single('enums of std', [
    {
      rust: 'Bound<u8>',
      shape: variants('Bound', { Unbounded: undefined, Included: u8.shape, Excluded: u8.shape }),
    },
    { rust: 'Result<u8, String>', shape: variants('Result', { Ok: u8.shape, Err: string.shape }) },
  ]),
  ...single('PhantomData', [
    { rust: 'PhantomData<u8>', shape: { kind: 'unit', expected: 'unit struct PhantomData' } },
  ]),
  ...single('large tuples', [wrap.tuple(...Array.from({ length: 16 }, () => u8))]),
  ...single('chrono', [{ rust: 'chrono::TimeDelta', shape: wrap.tuple(i64, leaf.integers[7]!).shape }], {
    open: true,
  }),
  ...single(
    'chrono',
    ['chrono::NaiveDateTime', 'chrono::NaiveTime', 'chrono::Weekday', 'chrono::Month'].map((rust) => ({
      rust,
      shape: knownType(rust.split('::'), [], undefined)?.shape ?? string.shape,
    })),
    { open: true },
  ),
  ...byHand(),
];
