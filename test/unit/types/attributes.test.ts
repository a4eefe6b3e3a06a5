import assert from 'node:assert/strict';
import { metasOf, readAttributes, stringValue } from '../../../src/core/types/attributes';
import { containerAttributes, isDoubtful, memberAttributes } from '../../../src/core/types/serdeAttributes';

const read = (...texts: readonly string[]): ReturnType<typeof readAttributes> =>
  readAttributes(texts, new Set(['serde', 'extra']));
const member = (...texts: readonly string[]): ReturnType<typeof memberAttributes> =>
  memberAttributes(read(...texts));

describe('Attributes', () => {
  it('are parted at commas that are not in brackets, strings or comments', () => {
    const metas = metasOf('a = "x,y", b(c, d = "e)"), /* f, */ g::h, // i,\n j');
    assert.deepEqual(
      metas.map(({ path, literal, list }) => [path, literal, list]),
      [
        ['a', 'x,y', undefined],
        ['b', undefined, 'c, d = "e)"'],
        ['g::h', undefined, undefined],
        ['j', undefined, undefined],
      ],
    );
  });

  for (const [written, value] of [
    ['"a\\"b\\\\c\\n"', 'a"b\\c\n'],
    ['"\\u{1F600}\\x41"', '\u{1F600}A'],
    ['r#"a"b\\n"#', 'a"b\\n'],
    ['"a\\\n   b"', 'ab'],
    ['12', undefined],
    ['concat!("a")', undefined],
  ] as const) {
    it(`have ${JSON.stringify(value)} of ${written}`, () => {
      assert.equal(stringValue(written), value);
    });
  }

  it('behind cfg_attr hold when their features are on, and are in doubt when nobody knows', () => {
    const { active, doubtful } = read(
      '#[cfg_attr(feature = "serde", derive(Deserialize), serde(default))]',
      '#[cfg_attr(feature = "off", serde(skip))]',
      '#[cfg_attr(all(feature = "extra", cfg_attr), cfg_attr(not(feature = "off"), serde(rename = "a")))]',
      '#[cfg_attr(target_os = "linux", serde(flatten))]',
    );
    assert.deepEqual(
      active.map(({ text }) => text),
      ['derive(Deserialize)', 'serde(default)'],
    );
    assert.deepEqual(
      doubtful.map(({ text }) => text),
      ['serde(rename = "a")', 'serde(flatten)'],
    );
  });

  it('that only concern Serialize are no reason for doubt', () => {
    assert.equal(
      isDoubtful(read('#[cfg_attr(docsrs, serde(skip_serializing_if = "x", into = "T"))]')),
      false,
    );
    assert.equal(isDoubtful(read('#[cfg_attr(docsrs, serde(skip))]')), true);
    assert.equal(isDoubtful(read('#[cfg_attr(docsrs, doc(cfg(feature = "x")))]')), false);
  });
});

describe('Serde attributes', () => {
  it('of a container are read', () => {
    const container = containerAttributes(
      read(
        '#[serde(rename_all = "camelCase", deny_unknown_fields, default = "make", tag = "t", content = "c")]',
        '#[serde(rename_all_fields(serialize = "UPPERCASE", deserialize = "kebab-case"), expecting = "an order")]',
        '#[serde(untagged, transparent, from = "A<B>", try_from = "C", remote = "D", crate = "x", bound = "")]',
      ),
    );
    assert.deepEqual(container, {
      renameAll: 'camelCase',
      renameAllFields: 'kebab-case',
      default: true,
      denyUnknown: true,
      transparent: true,
      tag: 't',
      content: 'c',
      untagged: true,
      from: 'A<B>',
      tryFrom: 'C',
      remote: true,
      identifier: false,
      expecting: 'an order',
    });
  });

  it('rename for reading only where they say so', () => {
    assert.equal(member('#[serde(rename = "a")]').rename, 'a');
    assert.equal(member('#[serde(rename(serialize = "a"))]').rename, undefined);
    assert.equal(member('#[serde(rename(serialize = "a", deserialize = "b"))]').rename, 'b');
    assert.deepEqual(member('#[serde(alias = "a", alias = "b")]').aliases, ['a', 'b']);
  });

  it('skip for reading only where they say so', () => {
    assert.equal(member('#[serde(skip_serializing)]').skip, false);
    assert.equal(member('#[serde(skip_serializing_if = "Option::is_none")]').skip, false);
    assert.equal(member('#[serde(skip_deserializing)]').skip, true);
    assert.equal(member('#[serde(skip)]').skip, true);
  });

  it('name the function that reads', () => {
    assert.equal(member('#[serde(with = "a::b")]').with, 'a::b::deserialize');
    assert.equal(member('#[serde(deserialize_with = "a::c")]').with, 'a::c');
    assert.equal(member('#[serde(serialize_with = "a::c")]').with, undefined);
  });
});
