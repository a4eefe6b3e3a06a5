/** What the parsers of common types take: never stricter than they are. */
import type { StringFormat } from './shape';

export function fits(text: string, format: StringFormat): boolean {
  switch (format) {
    case 'bytes':
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
      return dateTime.test(text);
    case 'date':
      return /^\s*[+-]?\d+\s*-\s*\d{1,2}\s*-\s*\d{1,2}\s*$/.test(text);
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

/** chrono takes spaces around numbers, a space or any case of `T` between, and offsets with and without colon. */
const dateTime =
  /^\s*[+-]?\d+\s*-\s*\d{1,2}\s*-\s*\d{1,2}[Tt ]\s*\d{1,2}\s*:\s*\d{1,2}\s*:\s*\d{1,2}(?:\.\d+)?\s*(?:[Zz]|[Uu][Tt][Cc]|[+\u2212-]\d{2}[:\s]*\d{2})\s*$/;

/** The standard alphabet with its padding, and no bits that stand for nothing (crate base64, `STANDARD`). */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;
