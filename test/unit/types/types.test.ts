import assert from 'node:assert/strict';
import { serde, shapeOf, verdict } from './shaping';

/** Types, JSON that is taken for them, and JSON that is not. */
const types: readonly (readonly [type: string, taken: readonly string[], refused: readonly string[]])[] = [
  ['bool', ['true'], ['1', '"true"']],
  ['u8', ['0', '255'], ['256', '-1', '1.0']],
  ['i64', ['-9223372036854775808'], ['9223372036854775808']],
  ['u128', ['340282366920938463463374607431768211455'], ['-1']],
  ['usize', ['18446744073709551615'], ['18446744073709551616']],
  ['f32', ['1', '1.5'], ['"1"']],
  ['char', ['"a"', '"\u00e4"'], ['"ab"', '""']],
  ['String', ['""'], ['1', 'null']],
  ['&str', ['"a"'], ['1', '"\\n"']],
  ['&[u8]', ['"a"'], ['[1]', '"\\n"']],
  ['&std::path::Path', ['"a"'], ['1', '"\\n"']],
  ['()', ['null'], ['{}']],
  ['(u8)', ['1'], ['[1]']],
  ['(u8,)', ['[1]'], ['1', '[]']],
  ['(u8, String)', ['[1, "a"]'], ['[1]', '[1, "a", 2]']],
  ['[u8; 2]', ['[1, 2]'], ['[1]', '[1, 2, 3]']],
  ['[u8; 0x2 + 1]', ['[1, 2, 3]'], ['[1]']],
  ['Option<u8>', ['null', '1'], ['"1"']],
  ['Vec<u8>', ['[]', '[1]'], ['[256]', '"a"']],
  ['Box<[u8]>', ['[1]'], ['1']],
  ['Box<str>', ['"a"'], ['1']],
  ['std::rc::Rc<u8>', ['1'], ['"1"']],
  ['std::sync::Arc<str>', ['"a"'], ['1']],
  ["std::borrow::Cow<'static, str>", ['"a"'], ['1']],
  ["std::borrow::Cow<'static, [u8]>", ['[1]'], ['"a"']],
  ['std::collections::VecDeque<u8>', ['[1]'], ['{}']],
  ['std::collections::HashSet<String>', ['["a"]'], ['[1]']],
  ['std::collections::BTreeMap<u8, bool>', ['{"1": true}'], ['{"a": true}', '{"1": 1}']],
  ['std::collections::HashMap<String, u8>', ['{}', '{"a": 1}'], ['[]']],
  ['core::num::NonZeroU8', ['1'], ['0']],
  ['std::num::NonZero<i8>', ['-1'], ['0', '128']],
  ['std::sync::atomic::AtomicBool', ['true'], ['1']],
  ['std::cell::RefCell<u8>', ['1'], ['"1"']],
  ['std::marker::PhantomData<u8>', ['null'], ['1']],
  [
    'std::time::Duration',
    ['{"secs": 1, "nanos": 0}', '[1, 0]'],
    ['1', '{"secs": 1}', '{"secs": 1, "nanos": 0, "x": 1}', '[18446744073709551615, 1000000000]'],
  ],
  [
    'std::time::SystemTime',
    ['{"secs_since_epoch": 1, "nanos_since_epoch": 0}'],
    ['{"secs": 1, "nanos": 0}', '[9223372036854775808, 0]'],
  ],
  ['std::net::IpAddr', ['"::1"', '"127.0.0.1"'], ['"localhost"']],
  ['std::net::Ipv4Addr', ['"127.0.0.1"'], ['"::1"']],
  ['std::net::SocketAddr', ['"127.0.0.1:80"'], ['"127.0.0.1"']],
  ['std::path::PathBuf', ['"/a"'], ['1']],
  ['std::ops::Range<u8>', ['{"start": 1, "end": 2}'], ['{"start": 1}']],
  ['std::ops::Bound<u8>', ['"Unbounded"', '{"Included": 1}'], ['{"Included": "1"}']],
  ['Result<u8, String>', ['{"Ok": 1}', '{"Err": "a"}'], ['1', '{"Ok": "a"}']],
  ['std::io::Result<u8>', ['1', '"anything"'], []],
  ['serde_json::Value', ['1', '{}'], []],
  ['serde_json::Map<String, serde_json::Value>', ['{}'], ['[]']],
  ['serde_json::Number', ['1', '1.5'], ['"1"']],
  ['Box<serde_json::value::RawValue>', ['{}', '1'], []],
  ['serde::de::IgnoredAny', ['{}', '1'], []],
  [
    'chrono::DateTime<chrono::Utc>',
    ['"2024-01-02T03:04:05Z"', '"2024-01-02T03: 04: 05.1+0000"'],
    [
      '"2024-01-02"',
      '1',
      '"2023-02-29T00:00:00Z"',
      '"2024-13-01T00:00:00Z"',
      '"12024-01-01T00:00:00Z"',
      '"2024-01-01T24:00:00Z"',
      '"2024-01-01T00:00Z"',
    ],
  ],
  ['chrono::NaiveDate', ['"2024-02-29"', '"+12024-1-2"'], ['1', '"2024-02-30"']],
  ['uuid::Uuid', ['"67e55044-10b1-426f-9247-bb680e5fe0c8"'], ['"67e55044"', '1']],
  ['url::Url', ['"https://a.b"'], ['"a b"', '1']],
  ['bytes::Bytes', ['"a"', '[1]'], ['1', '["a"]']],
  ['indexmap::IndexMap<String, u8>', ['{"a": 1}'], ['{"a": "1"}']],
  ['dyn Fn()', ['1', '{}'], []],
  ['<u8 as Trait>::Item', ['1', '{}'], []],
];

describe('A type', () => {
  for (const [type, taken, refused] of types) {
    it(`${type} takes what serde takes for it`, async () => {
      const shape = await shapeOf(type, serde);
      for (const json of taken) assert.equal(verdict(shape, json), '', json);
      for (const json of refused) assert.notEqual(verdict(shape, json), '', json);
    });
  }

  it('of time is known with its features only', async () => {
    assert.equal((await shapeOf('time::OffsetDateTime', serde)).certainty, 'unknown');
  });
});

const derive = '#[derive(Deserialize)]';

describe('A generic type', () => {
  it('has what it is given, also within aliases and defaults', async () => {
    const source = `${serde}
      ${derive} struct Page<T, M = Meta> { items: Vec<T>, meta: M }
      ${derive} struct Meta { size: u8 }
      type Pages<T> = Vec<Page<T>>;
      type Numbers = Pages<u8>;`;
    const shape = await shapeOf('Numbers', source);
    assert.equal(shape.certainty, 'exact', shape.reasons.join());
    assert.equal(verdict(shape, '[{"items": [1], "meta": {"size": 1}}]'), '');
    assert.match(verdict(shape, '[{"items": ["1"], "meta": {"size": 1}}]'), /^0.items.0: .*expected u8/);
    assert.match(verdict(shape, '[{"items": [1], "meta": {}}]'), /^0.meta: missing field `size`/);
  });

  it('is another one with other arguments', async () => {
    const source = `${serde}
      ${derive} struct Both { a: Page<u8>, b: Page<String> }
      ${derive} struct Page<T> { item: T }`;
    const shape = await shapeOf('Both', source);
    assert.equal(verdict(shape, '{"a": {"item": 1}, "b": {"item": "a"}}'), '');
    assert.match(verdict(shape, '{"a": {"item": 1}, "b": {"item": 1}}'), /^b.item/);
  });

  it('may be left out like an Option when it is given one', async () => {
    const source = `${serde} ${derive} struct Page<T> { item: T }`;
    assert.equal(verdict(await shapeOf('Page<Option<u8>>', source), '{}'), '');
    assert.match(verdict(await shapeOf('Page<u8>', source), '{}'), /missing field `item`/);
  });

  it('has arrays as long as its constants say', async () => {
    const source = `${serde}
      const PAIR: usize = 1 + 1;
      struct Sizes; impl Sizes { const THREE: usize = (PAIR + 1 << 3) % 7 * 2 >> 1; }
      ${derive} struct Grid<const N: usize = PAIR> { row: [u8; N], column: [u8; Sizes::THREE] }`;
    const shape = await shapeOf('Grid', source);
    assert.equal(shape.certainty, 'exact', shape.reasons.join());
    assert.equal(verdict(shape, '{"row": [1, 2], "column": [1, 2, 3]}'), '');
    assert.match(verdict(shape, '{"row": [1], "column": [1, 2, 3]}'), /expected an array of length 2/);
    assert.equal(
      verdict(await shapeOf('Grid<{ 2 * 2 }>', source), '{"row": [1, 2, 3, 4], "column": [1, 2, 3]}'),
      '',
    );
  });

  it('ends where types contain themselves without end', async () => {
    const source = `${serde}
      type Loop = Loop;
      type Ping = Pong; type Pong = Vec<Ping>;
      ${derive} struct Grows<T> { next: Option<Box<Grows<Vec<T>>>> }
      ${derive} struct Wide<T> { a: Option<Box<Wide<(T, T)>>>, b: Option<Box<Wide<Vec<T>>>> }
      ${derive} struct Own(Box<Own>);`;
    for (const type of ['Loop', 'Ping', 'Grows<u8>', 'Wide<u8>', 'Own']) {
      const started = performance.now();
      const shape = await shapeOf(type, source);
      assert.ok(performance.now() - started < 2_000, `${type}: ${performance.now() - started} ms`);
      assert.equal(verdict(shape, '{}'), type === 'Ping' ? verdict(shape, '{}') : '', type);
    }
  });
});
