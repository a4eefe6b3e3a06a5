/** What a Set-Cookie header says (RFC 6265, 5.2). */
import type { NameValue } from './request';

export interface SetCookie extends NameValue {
  /** `Path=/; HttpOnly` */
  readonly attributes: string;
}

export function setCookie(header: string): SetCookie {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  return {
    name: at < 0 ? '' : pair.slice(0, at).trim(),
    value: pair.slice(at + 1).trim(),
    attributes: attributes.filter(Boolean).join('; '),
  };
}
