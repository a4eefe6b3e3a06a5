/** Types made of others. */
import type { Shape, StructShape } from '../../src/core/shape/shape';
import type { RustType } from './model';

type Wrapper = (of: RustType) => RustType;

const same =
  (name: string): Wrapper =>
  (type) => ({ ...type, rust: `${name}<${type.rust}>` });

export const box = same('Box');
/** What serde reads as what is in it. */
export const transparentWrappers: readonly Wrapper[] = [
  box,
  ...['Rc', 'Arc', 'Cell', 'RefCell', 'Mutex', 'RwLock', 'Reverse', 'Wrapping'].map(same),
];

/** Every integer of 64 bits will do: it is cut to the range. */
export const saturating: RustType = {
  rust: 'Saturating<u32>',
  shape: {
    kind: 'integer',
    name: 'integer with support for saturating semantics',
    min: -(2n ** 63n),
    max: 2n ** 64n - 1n,
  },
};

export const option: Wrapper = ({ rust, shape }) => ({
  rust: `Option<${rust}>`,
  shape: { kind: 'option', of: shape },
});

const sequence =
  (name: string): Wrapper =>
  ({ rust, shape }) => ({ rust: `${name}<${rust}>`, shape: { kind: 'seq', of: shape } });

export const vec = sequence('Vec');
/** Of what can be hashed and ordered. */
export const sequences: readonly Wrapper[] = [
  vec,
  ...['VecDeque', 'LinkedList', 'HashSet', 'BTreeSet', 'BinaryHeap'].map(sequence),
  ({ rust, shape }) => ({ rust: `Box<[${rust}]>`, shape: { kind: 'seq', of: shape } }),
];

export const array = ({ rust, shape }: RustType, length: number): RustType => ({
  rust: `[${rust}; ${length}]`,
  shape: { kind: 'seq', of: shape, length },
});

export const tuple = (...items: readonly RustType[]): RustType => ({
  rust: `(${items.map(({ rust }) => rust).join(', ')}${items.length === 1 ? ',' : ''})`,
  shape: {
    kind: 'tuple',
    expected: `a tuple of size ${items.length}`,
    items: items.map(({ shape }) => ({ shape, optional: false })),
  },
});

const mapOf = (name: string, key: RustType, of: RustType): RustType => ({
  rust: `${name}<${key.rust}, ${of.rust}>`,
  shape: { kind: 'map', key: key.shape, of: of.shape },
});

export const map = (key: RustType, of: RustType): RustType => mapOf('BTreeMap', key, of);
export const hashMap = (key: RustType, of: RustType): RustType => mapOf('HashMap', key, of);

const u64: Shape = { kind: 'integer', name: 'u64', min: 0n, max: 2n ** 64n - 1n };
const u32: Shape = { kind: 'integer', name: 'u32', min: 0n, max: 2n ** 32n - 1n };

/** Those of the standard library that are structs to serde; of unknown fields they tell. */
function struct(
  rust: string,
  name: string,
  of: Readonly<Record<string, Shape>>,
  more: Pick<StructShape, 'time'> = {},
): RustType {
  const fields = Object.entries(of).map(
    ([key, shape]) => ({ name: key, aliases: [], shape, absent: 'error', rust: {} }) as const,
  );
  return {
    rust,
    shape: {
      kind: 'struct',
      expected: `struct ${name}`,
      fields,
      flattened: [],
      denyUnknown: true,
      asSequence: true,
      rust: {},
      ...more,
    },
  };
}

export const duration = struct('Duration', 'Duration', { secs: u64, nanos: u32 }, { time: 'Duration' });
export const systemTime = struct(
  'SystemTime',
  'SystemTime',
  { secs_since_epoch: u64, nanos_since_epoch: u32 },
  { time: 'SystemTime' },
);
export const range = (of: RustType): RustType =>
  struct(`Range<${of.rust}>`, 'Range', { start: of.shape, end: of.shape });
export const rangeFrom = (of: RustType): RustType =>
  struct(`RangeFrom<${of.rust}>`, 'RangeFrom', { start: of.shape });
