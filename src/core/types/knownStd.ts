/** What serde implements for the standard library (serde_core 1.0.229, de/impls.rs). */
import type { Shape } from '../shape/shape';
import { integer, open, plainEnum, primitive, strictStruct, text } from './primitives';

/** The shape of a type of `std`, `core` or `alloc` by its name; undefined when serde has none. */
export function knownStd(name: string, args: readonly Shape[]): Shape | undefined {
  const [first = open(`${name} lacks its type argument`), second = first] = args;
  if (inside.has(name)) return first;
  if (sequences.has(name)) return { kind: 'seq', of: first };
  const nonZero = name === 'NonZero' ? undefined : /^NonZero([IU].*)$/.exec(name)?.[1];
  const atomic = /^Atomic(Bool|[IU].*)$/.exec(name)?.[1];
  if (nonZero !== undefined) return asNonZero(integer(nonZero.toLowerCase()));
  if (atomic !== undefined) return primitive(atomic.toLowerCase());
  switch (name) {
    case 'Option':
      return { kind: 'option', of: first };
    case 'String':
      return text();
    case 'PathBuf':
    case 'Path':
      return text('path');
    case 'HashMap':
    case 'BTreeMap':
      return { kind: 'map', key: first, of: second };
    case 'NonZero':
      return asNonZero(first);
    case 'Saturating':
      // Cut to its range, not refused.
      return first.kind === 'integer'
        ? { ...first, min: -(2n ** 63n), max: 2n ** 64n - 1n, name: saturating }
        : undefined;
    case 'PhantomData':
      return { kind: 'unit', expected: 'unit struct PhantomData' };
    case 'Ipv4Addr':
      return text('ipv4');
    case 'Ipv6Addr':
      return text('ipv6');
    case 'IpAddr':
      return text('ip');
    case 'SocketAddr':
    case 'SocketAddrV4':
    case 'SocketAddrV6':
      return text('socketAddress');
    case 'Duration':
      return { ...strictStruct(name, { secs: u64, nanos: u32 }), time: name };
    case 'SystemTime':
      return { ...strictStruct(name, { secs_since_epoch: u64, nanos_since_epoch: u32 }), time: name };
    case 'Range':
    case 'RangeInclusive':
      return strictStruct(name, { start: first, end: first });
    case 'RangeFrom':
      return strictStruct(name, { start: first });
    case 'RangeTo':
      return strictStruct(name, { end: first });
    case 'Bound':
      return plainEnum(name, { Unbounded: undefined, Included: first, Excluded: first });
    case 'Result':
      return plainEnum(name, { Ok: first, Err: second });
    default:
      return undefined;
  }
}

/** Where the standard library has what `use std::…::*` may bring. */
const modules: Readonly<Record<string, RegExp>> = {
  borrow: /^Cow$/,
  boxed: /^Box$/,
  cell: /^(Ref)?Cell$/,
  cmp: /^Reverse$/,
  collections: /^(HashMap|BTreeMap|HashSet|BTreeSet|VecDeque|LinkedList|BinaryHeap)$/,
  marker: /^PhantomData$/,
  net: /^(Ip|Ipv4|Ipv6)Addr$|^SocketAddr(V[46])?$/,
  num: /^NonZero|^(Wrapping|Saturating)$/,
  ops: /^(Range(Inclusive|From|To)?|Bound)$/,
  option: /^Option$/,
  path: /^Path(Buf)?$/,
  rc: /^Rc$/,
  result: /^Result$/,
  string: /^String$/,
  sync: /^(Arc|Mutex|RwLock)$/,
  atomic: /^Atomic/,
  time: /^(Duration|SystemTime)$/,
  vec: /^Vec$/,
};

/** Whether `use std::module::*` brings this. */
export const isInStd = (path: readonly string[]): boolean =>
  modules[path.at(-2) ?? '']?.test(path.at(-1) ?? '') ?? false;

/** Read as what is inside. */
const inside = new Set([
  'Box',
  'Rc',
  'Arc',
  'Cow',
  'Cell',
  'RefCell',
  'Mutex',
  'RwLock',
  'Wrapping',
  'Reverse',
]);
const sequences = new Set(['Vec', 'VecDeque', 'LinkedList', 'BinaryHeap', 'HashSet', 'BTreeSet']);

const u64 = integer('u64') ?? open('u64');
const u32 = integer('u32') ?? open('u32');
const saturating = 'integer with support for saturating semantics';

const asNonZero = (shape: Shape | undefined): Shape | undefined =>
  shape?.kind === 'integer' ? { ...shape, nonZero: true } : undefined;
