/** What people, programs and attackers do to payloads. */
import {
  array,
  object,
  pathTo,
  places,
  print,
  raw,
  replaced,
  text,
  type Doc,
  type DocEntry,
} from './document';
import type { Random } from './random';
import { samples } from './valid';

type Mutation = (doc: Doc, random: Random) => Doc | undefined;

/** Applied to a value somewhere in the payload; undefined where it can't be. */
const ofValues: Readonly<Record<string, Mutation>> = {
  dropped: (doc, random) => {
    if (doc.kind === 'array' && doc.items.length > 0) {
      const at = random.int(doc.items.length);
      return array(doc.items.filter((_, index) => index !== at));
    }
    if (doc.kind !== 'object' || doc.entries.length === 0) return undefined;
    const at = random.int(doc.entries.length);
    return object(doc.entries.filter((_, index) => index !== at));
  },
  renamed: (doc, random) =>
    changedKey(doc, random, (key) =>
      random.pick([`${key}x`, `_${key}`, key.toUpperCase(), '', key.replace(/_/g, ''), '0', '1', 'true']),
    ),
  escapedKey: (doc, random) => changedRawKey(doc, random, escaped),
  retyped: (_, random) => random.pick(samples),
  null: () => raw('null'),
  extra: (doc, random) => {
    const more = random.pick(samples);
    if (doc.kind === 'array') return array([...doc.items, more]);
    if (doc.kind !== 'object') return undefined;
    const key = random.pick(['extra', 'id', 'name', 'type', 'kind', 'data', '', '1', 'A', 'Unit']);
    const entry: DocEntry = [JSON.stringify(key), more];
    return object(random.chance(0.5) ? [...doc.entries, entry] : [entry, ...doc.entries]);
  },
  number: (doc, random) => (isNumber(doc) ? raw(random.pick(numbers)) : undefined),
  otherwiseWritten: (doc, random) => {
    if (!isNumber(doc)) return undefined;
    return raw(
      random.pick([
        `${doc.text}.0`,
        `${doc.text}e0`,
        `${doc.text}E+1`,
        `-${doc.text}`,
        `"${doc.text}"`,
        `0${doc.text}`,
      ]),
    );
  },
  duplicated: (doc, random) => {
    if (doc.kind !== 'object' || doc.entries.length === 0) return undefined;
    const [key, value] = random.pick(doc.entries);
    const again: DocEntry = [key, random.chance(0.5) ? value : random.pick(samples)];
    return object(random.chance(0.5) ? [...doc.entries, again] : [again, ...doc.entries]);
  },
  reordered: (doc, random) => {
    if (doc.kind === 'array') return array(random.shuffled(doc.items));
    return doc.kind === 'object' ? object(random.shuffled(doc.entries)) : undefined;
  },
  asArray: (doc) => (doc.kind === 'object' ? array(doc.entries.map(([, value]) => value)) : undefined),
  asObject: (doc) =>
    doc.kind === 'array' ? object(doc.items.map((item, index): DocEntry => [`"${index}"`, item])) : undefined,
  wrapped: (doc, random) => random.pick([array([doc]), object([['"value"', doc]]), array([doc, doc])]),
  unwrapped: (doc) =>
    doc.kind === 'array' ? doc.items[0] : doc.kind === 'object' ? doc.entries[0]?.[1] : undefined,
  stringText: (doc, random) => (isText(doc) ? raw(random.pick(strings)) : undefined),
  escapedText: (doc) => (isText(doc) ? raw(escaped(doc.text)) : undefined),
  spoiltText: (doc, random) => {
    if (!isText(doc)) return undefined;
    const old = read(doc.text);
    return text(
      random.pick([
        `${old}x`,
        ` ${old}`,
        old.toUpperCase(),
        old.slice(0, -1),
        old.slice(1),
        old.replace(/[-.:]/, ''),
      ]),
    );
  },
  asVariant: (doc, random) => {
    if (isText(doc)) return object([[doc.text, random.pick([raw('null'), object([]), array([]), raw('1')])]]);
    return doc.kind === 'object' && doc.entries[0] ? raw(doc.entries[0][0]) : undefined;
  },
  byNumber: (doc, random) => (isText(doc) ? raw(random.pick(['0', '1', '2', '9', '-1', '0.0'])) : undefined),
  deep: (doc, random) => {
    const levels = random.pick([20, 120, 124, 125, 126, 127, 128, 130, 200]);
    const [open, close] = random.pick<readonly [string, string]>([
      ['[', ']'],
      ['{"a":', '}'],
    ]);
    const nested = raw(open.repeat(levels) + (open === '[' ? '' : '1') + close.repeat(levels));
    if (doc.kind === 'object' && random.chance(0.7)) return object([...doc.entries, ['"deep"', nested]]);
    return doc.kind === 'array' ? array([...doc.items, nested]) : nested;
  },
  oddExtra: (doc, random) => {
    if (doc.kind !== 'object') return undefined;
    const odd = raw(
      random.pick([
        '1e999',
        '"\\ud800"',
        '-0',
        '123456789012345678901234567890',
        '"\\u0000"',
        '[1e999]',
        '{"\\udc00":1}',
      ]),
    );
    return object([...doc.entries, ['"odd"', odd]]);
  },
};

/** Applied to the text. */
const ofTexts: Readonly<Record<string, (text: string, random: Random) => string>> = {
  trailing: (json, random) =>
    json + random.pick(['x', '{}', ',', ' ', '\n\t\r ', '\u00a0', '//', ']', 'null', '\f']),
  leading: (json, random) => random.pick([' ', '\n', '\ufeff', '\u00a0', ',', '/**/', '+']) + json,
  cut: (json, random) => json.slice(0, random.int(json.length)),
  spoilt: (json, random) => {
    const at = random.int(json.length);
    return (
      json.slice(0, at) +
      random.pick(['\u0001', '"', '\\', ',', ':', 'NaN', '}', ']', '0', '-', '.', 'e', ' ', "'"]) +
      json.slice(at)
    );
  },
  spaced: (json) => json.replace(/[{}[\],]/g, '\r\n\t $& '),
};

export const mutations: readonly string[] = [...Object.keys(ofValues), ...Object.keys(ofTexts)];

export interface Mutated {
  readonly doc: Doc;
  /** Of the value that was changed; undefined: it is the text that was. */
  readonly at: readonly (string | number)[] | undefined;
}

/** @returns undefined where the payload has nothing that could be changed so */
export function mutated(doc: Doc, mutation: string, random: Random): Mutated | undefined {
  const spoil = ofTexts[mutation];
  if (spoil) return { doc: raw(spoil(print(doc), random)), at: undefined };
  const change = ofValues[mutation];
  for (const { place, doc: value } of random.shuffled(places(doc))) {
    const changed = change?.(value, random);
    if (changed) return { doc: replaced(doc, place, () => changed), at: pathTo(doc, place) };
  }
  return undefined;
}

/** With a key or a string that is another word: what is made from a shape alone has no names that the shape forgot. */
export function reworded(doc: Doc, words: readonly string[], random: Random): Doc | undefined {
  const word = JSON.stringify(random.pick(words));
  const [found] = random.shuffled(
    places(doc).filter(({ doc: each }) => isText(each) || each.kind === 'object'),
  );
  return (
    found &&
    replaced(doc, found.place, (old) =>
      isText(old) ? raw(word) : (changedRawKey(old, random, () => word) ?? old),
    )
  );
}

const isNumber = (doc: Doc): doc is Doc & { kind: 'raw' } => doc.kind === 'raw' && /^-?\d/.test(doc.text);
const isText = (doc: Doc): doc is Doc & { kind: 'raw' } => doc.kind === 'raw' && doc.text.startsWith('"');
const read = (json: string): string => {
  try {
    return JSON.parse(json) as string;
  } catch {
    return '';
  }
};

const changedRawKey = (doc: Doc, random: Random, change: (key: string) => string): Doc | undefined => {
  if (doc.kind !== 'object' || doc.entries.length === 0) return undefined;
  const at = random.int(doc.entries.length);
  return object(
    doc.entries.map(([key, value], index): DocEntry => [index === at ? change(key) : key, value]),
  );
};

const changedKey = (doc: Doc, random: Random, change: (key: string) => string): Doc | undefined =>
  changedRawKey(doc, random, (key) => JSON.stringify(change(read(key))));

/** Written with escapes only; the same to whom it reads. */
const escaped = (json: string): string =>
  `"${Array.from({ length: read(json).length }, (_, index) => `\\u${read(json).charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`;

const numbers = [
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '127',
    '128',
    '-128',
    '-129',
    '255',
    '256',
    '32767',
    '32768',
    '65535',
    '65536',
    '-32769',
  ],
  ...['2147483647', '2147483648', '4294967295', '4294967296', '9007199254740993', '9223372036854775807'],
  ...[
    '9223372036854775808',
    '-9223372036854775808',
    '-9223372036854775809',
    '18446744073709551615',
    '18446744073709551616',
  ],
  ...[
    '170141183460469231731687303715884105728',
    '340282366920938463463374607431768211455',
    '340282366920938463463374607431768211456',
  ],
  ...[
    '-170141183460469231731687303715884105729',
    '1.0',
    '1e2',
    '1E-2',
    '0.0',
    '-0.0',
    '1e400',
    '-1e400',
    '1e-400',
    '3.5e38',
    '12345678901234567890123456789012345678901234567890',
  ],
];

const strings = [
  ...[
    '""',
    '"a"',
    '"ab"',
    '"\\u00e4"',
    '"\\ud83d\\udc4d"',
    '"\\ud83d"',
    '"\\udc4d"',
    '"\\ud83d\\u0041"',
    '"\\ud800\\ud800"',
    '"\\u0000"',
    '"é"',
    '"e\u0301"',
    '"\\/"',
    '"\\x41"',
    '"\\u12"',
    '"👍🏽"',
    '"\u2028"',
    '"\u007f"',
  ],
];
