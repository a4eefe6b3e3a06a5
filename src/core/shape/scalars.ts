import { isInteger, unexpected } from './problem';
import { fits } from './formats';
import type { IntegerShape, StringFormat, StringShape } from './shape';
import type { JsonNode, NumberNode, StringNode } from './tree';

/** Why the value is not of the type, in serde's words; undefined when it is. */
export function integerFault(shape: IntegerShape, node: JsonNode, isBuffered: boolean): string | undefined {
  const expected = shape.nonZero ? `a nonzero ${shape.name}` : shape.name;
  if (node.kind !== 'number') return `invalid type: ${unexpected(node)}, expected ${expected}`;
  // 128 bits are read from the digits themselves, which no buffer keeps.
  if (!isPossible(node)) return 'number out of range';
  const isWide = /128$/.test(shape.name);
  if (isWide && isBuffered) return `${shape.name} is not supported`;
  if (isWide && shape.min === 0n && node.raw.startsWith('-')) return 'number out of range';
  if (!(isWide ? /^-?\d+$/.test(node.raw) : isInteger(node.raw))) {
    return `invalid type: ${unexpected(node)}, expected ${expected}`;
  }
  const value = BigInt(node.raw);
  const isInRange = value >= shape.min && value <= shape.max && !(shape.nonZero && value === 0n);
  return isInRange ? undefined : `invalid value: ${unexpected(node)}, expected ${expected}`;
}

export function floatFault(name: string, node: JsonNode): string | undefined {
  if (node.kind !== 'number') return `invalid type: ${unexpected(node)}, expected ${name}`;
  return isPossible(node) ? undefined : 'number out of range';
}

const isPossible = ({ raw }: NumberNode): boolean => Number.isFinite(Number(raw));

export function charFault(node: JsonNode): string | undefined {
  if (node.kind !== 'string') return `invalid type: ${unexpected(node)}, expected a character`;
  return Array.from(node.value).length === 1
    ? undefined
    : `invalid value: ${unexpected(node)}, expected a character`;
}

export function stringFault({ format, borrowed }: StringShape, node: JsonNode): string | undefined {
  const expected = borrowed ? `a borrowed ${borrowedName(format)}` : nameOf(format);
  if (node.kind !== 'string' || (borrowed && !isPlain(node)))
    return `invalid type: ${unexpected(node)}, expected ${expected}`;
  if (format === undefined || fits(node.value, format)) return undefined;
  const isAddress = format.startsWith('ip') || format === 'socketAddress';
  return isAddress
    ? `invalid ${expected} syntax`
    : `invalid value: ${unexpected(node)}, expected ${expected}`;
}

/** Written without escapes, which are always longer than what they stand for. */
const isPlain = ({ value, length }: StringNode): boolean => length === value.length + 2;

const nameOf = (format: StringFormat | undefined): string =>
  format === undefined ? 'a string' : formatNames[format];

/** Nothing is parsed from what is borrowed. */
const borrowedName = (format: StringFormat | undefined): string =>
  format === 'path' ? format : nameOf(format).replace(/^a /, '');

const formatNames: Readonly<Record<StringFormat, string>> = {
  bytes: 'byte array',
  path: 'path string',
  uuid: 'a formatted UUID string',
  ip: 'IP address',
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  socketAddress: 'socket address',
  dateTime: 'an RFC 3339 formatted date and time string',
  date: 'a formatted date string',
  url: 'a string representing an URL',
  decimal: 'a decimal number',
  base64: 'a string in base64',
};

/** A key of a map, which JSON has as a string: numbers and booleans are parsed from it. */
export function keyFault(
  kind: 'integer' | 'float' | 'bool',
  node: StringNode,
  integer: IntegerShape | undefined,
): string | undefined {
  const { value: key } = node;
  // All is read as it is written, not as escapes spell it.
  if (kind === 'bool')
    return isPlain(node) && /^(true|false)$/.test(key) ? undefined : 'expected `true` or `false`';
  const isNumber = isPlain(node) && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(key);
  if (!isNumber) return 'invalid value: expected key to be a number in quotes';
  return integer && integerFault(integer, { kind: 'number', raw: key, offset: 0, length: 0 }, false);
}
