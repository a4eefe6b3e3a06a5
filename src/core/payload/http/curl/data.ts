/** What curl sends of `-d`, `-F` and their like. */
import { encode } from '../percent';
import type { RequestBody } from '../request';
import type { LeftOut } from './leftOut';
import type { Option } from './options';

/** Of an option's name. */
export const isData = (name: string): boolean => /^(data(-.*)?|json|form(-string)?|url-query)$/.test(name);

/**
 * @param isGet the data go into the query
 * @param leftOut files are added
 */
export function bodyOf(
  sent: readonly Option[],
  isGet: boolean,
  leftOut: LeftOut[],
): { readonly body?: RequestBody; readonly inQuery: string } {
  const parts: string[] = [];
  const inQuery: string[] = [];
  let data: string | undefined;
  let isJson = false;
  const noFile = (piece: Option): unknown => leftOut.push({ kind: 'file', text: piece.text });
  for (const piece of sent) {
    const { name: by, value } = piece;
    if (by.startsWith('form')) {
      const part = formPart(value, by === 'form-string');
      if (part === undefined) noFile(piece);
      else parts.push(part);
      continue;
    }
    const isEncoding = by === 'data-urlencode' || by === 'url-query';
    const text = isEncoding
      ? encoded(value, by)
      : by !== 'data-raw' && value.startsWith('@')
        ? undefined
        : value;
    if (text === undefined) noFile(piece);
    else if (by === 'url-query') inQuery.push(text);
    else {
      // Pieces of JSON are put together as they are.
      data = data === undefined ? text : `${data}${by === 'json' ? '' : '&'}${text}`;
      isJson ||= by === 'json';
    }
  }
  if (isGet && parts.length > 0) leftOut.push({ kind: 'option', text: '--form' });
  if (isGet) return { inQuery: [...inQuery, ...(data === undefined ? [] : [data])].join('&') };
  const query = { inQuery: inQuery.join('&') };
  if (parts.length > 0 && data !== undefined) leftOut.push({ kind: 'option', text: '--data' });
  if (parts.length > 0) return { ...query, body: multipart(parts) };
  if (data === undefined) return query;
  const contentType = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  return { ...query, body: { content: data, contentType } };
}

/** `content`, `=content`, `name=content`; undefined for `@file` and `name@file`. */
function encoded(value: string, by: string): string | undefined {
  // `+` in front says that it is encoded already (--url-query).
  if (by === 'url-query' && value.startsWith('+')) return value.slice(1);
  const [, name = '', mark, content = ''] = /^([^=@]*)([=@])([^]*)$/.exec(value) ?? [];
  if (mark === '@') return undefined;
  const text = encode(mark === undefined ? value : content).replaceAll('%20', '+');
  return name === '' ? text : `${name}=${text}`;
}

/** undefined when it is a file's. */
function formPart(text: string, isText: boolean): string | undefined {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0)).replace(/["\r\n]/g, encode);
  let value = text.slice(at + 1);
  let type = '';
  if (!isText) {
    if (/^[@<]/.test(value)) return undefined;
    const [, quoted, plain = '', more = ''] =
      /^(?:"((?:[^"\\]|\\[^])*)"|([^;]*))((?:;[^]*)?)$/.exec(value) ?? [];
    [, type = ''] = /;\s*type=([^;]*)/.exec(more) ?? [];
    if (quoted !== undefined) value = quoted.replace(/\\(["\\])/g, '$1');
    else if (type !== '') value = plain;
  }
  const contentType = type === '' ? '' : `Content-Type: ${type}\r\n`;
  return `Content-Disposition: form-data; name="${name}"\r\n${contentType}\r\n${value}\r\n`;
}

function multipart(parts: readonly string[]): RequestBody {
  let boundary = '------------------------boundary';
  while (parts.some((part) => part.includes(boundary))) boundary += '0';
  const content = `${parts.map((part) => `--${boundary}\r\n${part}`).join('')}--${boundary}--\r\n`;
  return { content, contentType: `multipart/form-data; boundary=${boundary}` };
}
