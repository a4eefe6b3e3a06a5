/** The headers that arrive with a request: what the client wrote, what every client adds, and what AWS does. */
import { sourceIp, type HttpStamp } from './endpoint';
import { utf8Length } from './percent';
import { contentTypeOf, cookiesOf, valuesOf, type HttpRequest, type NameValue } from './request';

/**
 * @param domain of the endpoint, when the request names no host
 * @returns as they are written in HTTP/1.1; cookies are in one header (RFC 6265, 5.4)
 */
export function sentHeaders(
  request: HttpRequest,
  domain: string,
  { time, uuid }: HttpStamp,
): readonly NameValue[] {
  const { headers, body } = request;
  const cookies = cookiesOf(request);
  const contentType = contentTypeOf(request);
  const content = body?.content ?? '';
  const length = typeof content === 'string' ? utf8Length(content) : content.length;
  const hex = Math.floor(time / 1000).toString(16);
  const added: readonly (readonly [string, string | undefined])[] = [
    ['Content-Type', contentType],
    ['Content-Length', length > 0 ? `${length}` : undefined],
    ['Host', domain],
    ['X-Amzn-Trace-Id', `Root=1-${hex}-${uuid().replaceAll('-', '').slice(0, 24)}`],
    ['X-Forwarded-For', sourceIp],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
  return [
    ...headers.filter(({ name }) => name.toLowerCase() !== 'cookie'),
    ...(cookies.length > 0 ? [{ name: 'Cookie', value: cookies.join('; ') }] : []),
    ...added.flatMap(([name, value]) =>
      value === undefined || valuesOf(headers, name.toLowerCase()).length > 0 ? [] : [{ name, value }],
    ),
  ];
}

/** Every value, by name: `a=1&b=2&a=3` → `a` 1 and 3, `b` 2. Names keep their case unless it is `lower`. */
export function grouped(
  pairs: readonly NameValue[],
  { lower = false, caseless = false } = {},
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  const names = new Map<string, string>();
  for (const { name, value } of pairs) {
    const written = lower ? name.toLowerCase() : name;
    const key = caseless ? name.toLowerCase() : written;
    const first = names.get(key) ?? written;
    names.set(key, first);
    groups.set(first, [...(groups.get(first) ?? []), value]);
  }
  return groups;
}

type Groups = ReadonlyMap<string, readonly string[]>;

/** An object even when a name is `__proto__`. */
export const valueLists = (groups: Groups): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(groups);

/** The last value of each name. */
export const lastValues = (groups: Groups): Readonly<Record<string, string>> =>
  Object.fromEntries([...groups].map(([name, values]) => [name, values.at(-1) ?? '']));

/** All values of each name, with commas. */
export const joinedValues = (groups: Groups): Readonly<Record<string, string>> =>
  Object.fromEntries([...groups].map(([name, values]) => [name, values.join(',')]));
