/** Several names and values that are pasted at once. */
import type { RowList } from './form';
import { queryOf } from './percent';
import type { NameValue } from './request';

/** undefined: it is one text, to be pasted where the cursor is. */
export function pastedRows(list: RowList, text: string): readonly NameValue[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !(list === 'headers' && isLine(line)));
  const rows = rowsOf(list, lines);
  const isOne = lines.length === 1 && rows.length < 2 && list !== 'headers';
  return isOne || rows.length === 0 || rows.some(({ name }) => name === '') ? undefined : rows;
}

/** What browsers and proxies copy with the headers: `GET /orders HTTP/1.1`, or the same of HTTP/2 as `:path: /orders`. */
const isLine = (line: string): boolean => /^:[a-z]+(:|$)|^[A-Z]+ \S+ HTTP\/\d/.test(line);

function rowsOf(list: RowList, lines: readonly string[]): readonly NameValue[] {
  const [first = ''] = lines;
  if (lines.length > 1) return lines.map((line) => rowOf(line, list === 'headers' ? ':' : ':='));
  switch (list) {
    case 'headers':
      return /^[!#$%&'*+\-.^_`|~\w]+: /.test(first) ? [rowOf(first, ':')] : [];
    case 'cookies':
      return first
        .split(/; */)
        .filter(Boolean)
        .map((pair) => rowOf(pair, '='));
    case 'query':
    case 'fields':
      return first.includes('=') ? queryOf(first.replace(/^\?/, '')) : [];
  }
}

/** Parted at the first of the signs. */
function rowOf(line: string, sign: ':' | '=' | ':='): NameValue {
  const [, name = line, value = ''] =
    (sign === ':' ? /^([^:]+):([^]*)$/ : sign === '=' ? /^([^=]+)=([^]*)$/ : /^([^:=]+)[:=]([^]*)$/).exec(
      line,
    ) ?? [];
  return { name: name.trim(), value: value.trim() };
}
