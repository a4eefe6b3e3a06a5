/** What the parsers of common types take: never stricter than they are. */
import type { StringFormat } from './shape';

export function fits(text: string, format: StringFormat): boolean {
  switch (format) {
    case 'bytes':
    case 'path':
      return true;
    case 'uuid':
      return uuid.test(text);
    case 'ipv4':
      return ipv4.test(text);
    case 'ipv6':
      return isIpv6(text);
    case 'ip':
      return ipv4.test(text) || isIpv6(text);
    case 'socketAddress':
      return /^([\d.]+|\[[^\]]+\]):\d{1,5}$/.test(text);
    case 'dateTime':
      return isDate(dateTime.exec(text));
    case 'date':
      return isDate(date.exec(text));
    case 'url':
      // Relative addresses have no scheme; what else is wrong with one is for its parser.
      return /^[\s\0-\x20]*[A-Za-z][A-Za-z0-9+.\t\n\r-]*:/.test(text);
    case 'base64':
      return base64.test(text);
    case 'decimal':
      return /^[+-]?[\d_]*\.?[\d_]*([eE][+-]?\d+)?$/.test(text) && /\d/.test(text);
  }
}

/** Hyphenated, simple, in braces, or as a URN. */
const uuid =
  /^(?:[0-9a-f]{32}|(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\})$/i;

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** Digits and colons only are looked at; zone ids are part of socket addresses alone. */
function isIpv6(text: string): boolean {
  const mapped = text.replace(/(^|:)(\d+\.\d+\.\d+\.\d+)$/, (all, before: string, last: string) =>
    ipv4.test(last) ? `${before}0:0` : all,
  );
  const halves = mapped.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
}

/** chrono takes spaces around numbers; a year of more than four digits has a sign. */
const day = '\\s*(?<year>\\d{1,4}|[+-]\\d+)\\s*-\\s*(?<month>\\d{1,2})\\s*-\\s*(?<day>\\d{1,2})';
const date = new RegExp(`^${day}\\s*$`);
/** A space or any case of `T` between, leap seconds, and offsets with and without colon. */
const dateTime = new RegExp(
  `^${day}[Tt ]\\s*(?:[01]?\\d|2[0-3])\\s*:\\s*[0-5]?\\d\\s*:\\s*(?:[0-5]?\\d|60)(?:\\.\\d+)?\\s*` +
    '(?:[Zz]|[Uu][Tt][Cc]|[+\\u2212-](?:[01]\\d|2[0-3])[:\\s]*[0-5]\\d)\\s*$',
);

/** Whether the month has that day, in a year that chrono can tell (0.4, `NaiveDate::MIN` and `MAX`). */
function isDate(match: RegExpExecArray | null): boolean {
  const [year = NaN, month = 0, day = 0] = ['year', 'month', 'day'].map((name) =>
    Number(match?.groups?.[name]),
  );
  if (!(year >= -262_143 && year <= 262_142) || month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** The standard alphabet with its padding, and no bits that stand for nothing (crate base64, `STANDARD`). */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;
