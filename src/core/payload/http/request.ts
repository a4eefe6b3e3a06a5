/** A request as a client sends it, before a trigger makes an event of it. */

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

export interface RequestBody {
  readonly content: string | Uint8Array;
  /** Sent when no header says another. */
  readonly contentType?: string;
}

export interface HttpRequest {
  readonly method: string;
  /** From the root; percent-encoded where it has to be, see `sentPath`. */
  readonly path: string;
  /** In their order, not encoded; a name may come again. */
  readonly query: readonly NameValue[];
  /** In their order; a name may come again, in any case. */
  readonly headers: readonly NameValue[];
  readonly cookies: readonly NameValue[];
  readonly body?: RequestBody;
}

/** Why no client could send this: the names are those of HTTP's grammar (RFC 9110, 5.1, 5.5, 9.1). */
export type RequestProblem =
  | { readonly part: 'method' }
  /** Of a WebSocket message: only text can be. */
  | { readonly part: 'body' }
  | { readonly part: 'headerName' | 'headerValue' | 'cookie'; readonly index: number };

const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/;

export function requestProblem(request: HttpRequest): RequestProblem | undefined {
  if (!token.test(request.method)) return { part: 'method' };
  const name = request.headers.findIndex((header) => !token.test(header.name));
  if (name >= 0) return { part: 'headerName', index: name };
  const value = request.headers.findIndex((header) => control.test(header.value));
  if (value >= 0) return { part: 'headerValue', index: value };
  const cookie = request.cookies.findIndex((each) => control.test(cookieText(each)) || /;/.test(each.value));
  return cookie < 0 ? undefined : { part: 'cookie', index: cookie };
}

const cookieText = ({ name, value }: NameValue): string => `${name}=${value}`;

/** `name=value`, for each that is sent: those of a Cookie header, too (RFC 6265, 5.4). */
export const cookiesOf = (request: HttpRequest): readonly string[] => [
  ...valuesOf(request.headers, 'cookie').flatMap(splitCookies),
  ...request.cookies.map(cookieText),
];

/** undefined when one has no name: it can't be a row. @param cookies `name=value` */
export function cookieRows(cookies: readonly string[]): readonly NameValue[] | undefined {
  const rows = cookies.flatMap((cookie) => {
    const at = cookie.indexOf('=');
    return at < 0 ? [] : [{ name: cookie.slice(0, at), value: cookie.slice(at + 1) }];
  });
  return rows.length === cookies.length ? rows : undefined;
}

/** Of a Cookie header. */
export const splitCookies = (header: string): readonly string[] => header.split(/; */).filter(Boolean);

/** @param name in lower case */
export const valuesOf = (headers: readonly NameValue[], name: string): readonly string[] =>
  headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);

export const contentTypeOf = ({ headers, body }: HttpRequest): string | undefined =>
  valuesOf(headers, 'content-type').at(-1) ?? body?.contentType;
