/** Percent-encoding (RFC 3986), and that of forms, which has a plus for a space. */
import type { NameValue } from './request';

/** The path as a client sends it: what may not be in a path is encoded, what is encoded already stays. */
export const sentPath = (path: string): string =>
  `/${path.replace(/^\//, '')}`.replace(/%(?![\dA-Fa-f]{2})|[^%\w\-.~!$&'()*+,;=:@/]+/g, encode);

/** The query as a client sends it, without its question mark. */
export const sentQuery = (query: readonly NameValue[]): string =>
  query.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&');

/** All but letters, digits and `-._~`. */
export const encode = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** As it is when it does not decode to UTF-8. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const decodeForm = (text: string): string => decode(text.replaceAll('+', ' '));

export const queryOf = (query: string): readonly NameValue[] =>
  query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return { name: decodeForm(name), value: decodeForm(value) };
    });

/** A lone surrogate, which UTF-8 has no bytes for, becomes U+FFFD. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Of the text in UTF-8, in bytes. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code > 0xffff) at++;
  }
  return bytes;
}
