/** The request of a curl command (https://curl.se/docs/manpage.html), which is read, never run. */
import { decode, queryOf } from '../percent';
import { valuesOf, type HttpRequest, type NameValue } from '../request';
import { bodyOf, isData } from './data';
import type { LeftOut } from './leftOut';
import { isHarmless, optionsOf, type Option } from './options';
import { posixWords } from './posixWords';
import { isForWindows, windowsWords } from './windowsWords';

export type CurlImport =
  | {
      readonly request: HttpRequest;
      /** Where it would go: `https://api.example.com`. */
      readonly origin: string;
      readonly leftOut: readonly LeftOut[];
    }
  /** `quote`: one is not closed. `noCurl`: another command, or none. `noUrl`: nothing that HTTP has. */
  | { readonly problem: 'quote' | 'noCurl' | 'noUrl' };

/** @param base64 of the text in UTF-8: user and password are sent in it */
export function importCurl(command: string, base64: (text: string) => string): CurlImport {
  const split = isForWindows(command) ? windowsWords(command) : posixWords(command);
  if ('problem' in split) return split;
  const program = split.words.findIndex((word) => /(^|[/\\])curl(\.exe)?$/.test(word));
  if (program < 0) return { problem: 'noCurl' };
  const options = optionsOf(split.words.slice(program + 1));
  // What follows is another request.
  const next = options.findIndex(({ name }) => name === 'next');
  const leftOut = [...split.leftOut];
  if (next >= 0) leftOut.push({ kind: 'option', text: '--next' });
  return requestOf(next < 0 ? options : options.slice(0, next), leftOut, base64);
}

/** Options that stand for a header, which one that is written with -H has precedence over. */
const asHeader: Readonly<
  Record<string, (value: string, base64: (text: string) => string) => readonly [string, string]>
> = {
  user: (value, base64) => ['Authorization', basic(value, base64)],
  'oauth2-bearer': (value) => ['Authorization', `Bearer ${value}`],
  'user-agent': (value) => ['User-Agent', value],
  referer: (value) => ['Referer', value.replace(/;auto$/, '')],
  range: (value) => ['Range', `bytes=${value}`],
  compressed: () => ['Accept-Encoding', 'deflate, gzip'],
  json: () => ['Accept', 'application/json'],
};

const basic = (user: string, base64: (text: string) => string): string =>
  `Basic ${base64(user.includes(':') ? user : `${user}:`)}`;

function requestOf(
  options: readonly Option[],
  leftOut: LeftOut[],
  base64: (text: string) => string,
): CurlImport {
  const headers: NameValue[] = [];
  const cookies: NameValue[] = [];
  const sent: Option[] = [];
  const defaults = new Map<string, string>();
  const removed = new Set<string>();
  let method: string | undefined;
  let isGet = false;
  let url: string | undefined;
  const leave = (kind: LeftOut['kind'], text: string): unknown => leftOut.push({ kind, text });
  const addCookies = (text: string): unknown => {
    const pieces = text.split(/; */).filter(Boolean);
    if (!pieces.every((piece) => piece.includes('='))) return headers.push({ name: 'Cookie', value: text });
    return cookies.push(
      ...pieces.map((piece) => {
        const at = piece.indexOf('=');
        return { name: piece.slice(0, at), value: piece.slice(at + 1) };
      }),
    );
  };
  const addHeader = (option: Option): unknown => {
    const { value } = option;
    if (value.startsWith('@')) return leave('file', option.text);
    const [, name = '', mark = '', text = ''] = /^([^:;]*)([:;]?)\s*([^]*)$/.exec(value) ?? [];
    if (name.toLowerCase() === 'cookie' && text !== '') return addCookies(text);
    // `Name:` takes a header away, `Name;` sends it without a value.
    if (mark === ':' && text === '') return removed.add(name.toLowerCase());
    return mark === '' ? undefined : headers.push({ name, value: text.trim() });
  };
  for (const option of options) {
    const { name, value, text } = option;
    const header = asHeader[name]?.(value, base64);
    if (header) defaults.set(...header);
    if (isData(name)) sent.push(option);
    else if (name === 'url' && url === undefined) url = value;
    else if (name === 'url') leave('url', text);
    else if (name === 'request') method = value;
    else if (name === 'head') method ??= 'HEAD';
    else if (name === 'get') isGet = true;
    else if (name === 'header') addHeader(option);
    else if (name === 'cookie' && value.includes('=')) addCookies(value);
    else if (name === 'cookie' || name === 'upload-file') leave('file', text);
    // Values of others may be secret.
    else if (!header && !isHarmless(option)) leave('option', text.split(' ')[0] ?? '');
  }
  const location = url === undefined ? undefined : parsedUrl(url);
  if (!location) return { problem: 'noUrl' };
  if (location.user !== undefined && !defaults.has('Authorization'))
    defaults.set('Authorization', basic(decode(location.user), base64));
  const { body, inQuery } = bodyOf(sent, isGet, leftOut);
  for (const [name, value] of defaults) {
    const isSaid = removed.has(name.toLowerCase()) || valuesOf(headers, name.toLowerCase()).length > 0;
    if (value !== '' && !isSaid) headers.push({ name, value });
  }
  const isPost = !isGet && sent.some(({ name }) => name !== 'url-query');
  return {
    request: {
      method: method ?? (isPost ? 'POST' : 'GET'),
      path: location.path,
      query: [...queryOf(location.query), ...queryOf(inQuery)],
      headers,
      cookies,
      ...(body && { body: removed.has('content-type') ? { content: body.content } : body }),
    },
    origin: location.origin,
    leftOut,
  };
}

/** curl takes HTTP for what has no scheme. */
function parsedUrl(
  url: string,
): { origin: string; path: string; query: string; user: string | undefined } | undefined {
  const [, scheme = 'http', user, host = '', path = '', query = ''] =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?(?:([^/?#@]*)@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  if (host === '' || !/^https?$/i.test(scheme)) return undefined;
  return { origin: `${scheme.toLowerCase()}://${host}`, path: path === '' ? '/' : path, query, user };
}
