/** The headers that curl sends by its options; what it adds by itself is left to whoever sends. */
import { cookieRows, splitCookies, valuesOf, type NameValue } from '../request';
import type { LeftOut } from './leftOut';
import type { Option } from './options';

export type Base64 = (text: string) => string;

type StandIn = (value: string, base64: Base64) => readonly [string, string];

/** Options that stand for a header, over which one that is written with -H has precedence. */
const standIns: ReadonlyMap<string, StandIn> = new Map<string, StandIn>([
  ['user', (value, base64) => authorization(value, base64)],
  ['oauth2-bearer', (value) => ['Authorization', `Bearer ${value}`]],
  ['user-agent', (value) => ['User-Agent', value]],
  ['referer', (value) => ['Referer', value.replace(/;auto$/, '')]],
  ['range', (value) => ['Range', `bytes=${value}`]],
  ['compressed', () => ['Accept-Encoding', 'deflate, gzip']],
  ['json', () => ['Accept', 'application/json']],
]);

const authorization: StandIn = (user, base64) => [
  'Authorization',
  `Basic ${base64(user.includes(':') ? user : `${user}:`)}`,
];

/** Of an option's name. */
export const isHeader = (name: string): boolean => ['header', 'cookie'].includes(name) || standIns.has(name);

export interface Headers {
  readonly headers: readonly NameValue[];
  readonly cookies: readonly NameValue[];
  /** In lower case: those that curl is told not to add. */
  readonly removed: ReadonlySet<string>;
}

/**
 * @param user of the URL, `name:password`
 * @param leftOut files are added
 */
export function headersOf(
  options: readonly Option[],
  user: string | undefined,
  leftOut: LeftOut[],
  base64: Base64,
): Headers {
  const headers: NameValue[] = [];
  const cookies: NameValue[] = [];
  const removed = new Set<string>();
  const others = new Map(user === undefined ? [] : [authorization(user, base64)]);
  const addCookies = (text: string): void => {
    const rows = cookieRows(splitCookies(text));
    if (rows) cookies.push(...rows);
    else headers.push({ name: 'Cookie', value: text });
  };
  for (const { name: option, value, text: written } of options) {
    const other = standIns.get(option)?.(value, base64);
    if (other) others.set(...other);
    else if (option === 'header' ? value.startsWith('@') : option === 'cookie' && !value.includes('='))
      leftOut.push({ kind: 'file', text: written });
    else if (option === 'cookie') addCookies(value);
    else if (option === 'header') {
      const [, name = '', mark, text = ''] = /^([^:;]*)([:;])\s*([^]*)$/.exec(value) ?? [];
      // `Name:` takes a header away, `Name;` sends it without a value.
      if (mark === ':' && text === '') removed.add(name.toLowerCase());
      else if (name.toLowerCase() === 'cookie') addCookies(text);
      else if (mark !== undefined) headers.push({ name, value: text.trim() });
    }
  }
  const added = [...others].flatMap(([name, value]) => {
    const isSaid = removed.has(name.toLowerCase()) || valuesOf(headers, name.toLowerCase()).length > 0;
    return value === '' || isSaid ? [] : [{ name, value }];
  });
  return { headers: [...headers, ...added], cookies, removed };
}
