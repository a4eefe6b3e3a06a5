/**
 * DynamoDB's way of writing values
 * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html).
 */
import { isRecord } from '../record';
import type { JsonNode } from '../shape/tree';

/** A value as DynamoDB writes it. Numbers keep all their digits: there they are texts. */
export function attributeValue(node: JsonNode): object {
  switch (node.kind) {
    case 'null':
      return { NULL: true };
    case 'boolean':
      return { BOOL: node.value };
    case 'number':
      return { N: node.raw };
    case 'string':
      return { S: node.value };
    case 'array':
      return { L: node.items.map(attributeValue) };
    case 'object':
      return { M: attributes(node) };
  }
}

/** The attributes of an item. */
export const attributes = (item: JsonNode & { readonly kind: 'object' }): object =>
  Object.fromEntries(item.entries.map(({ key, value }) => [key.value, attributeValue(value)]));

/** JSON of what DynamoDB wrote: sets become arrays, bytes stay base64; undefined when it is none of its values. */
export function jsonOfAttribute(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const [[type, content] = [], ...more] = Object.entries(value);
  if (type === undefined || more.length > 0) return undefined;
  const list = (write: (each: unknown) => string | undefined): string | undefined => {
    const items = Array.isArray(content) ? content.map(write) : [undefined];
    return items.every((item) => item !== undefined) ? `[${items.join(',')}]` : undefined;
  };
  switch (type) {
    case 'NULL':
      return 'null';
    case 'BOOL':
      return typeof content === 'boolean' ? String(content) : undefined;
    case 'N':
      return number(content);
    case 'S':
    case 'B':
      return text(content);
    case 'NS':
      return list(number);
    case 'SS':
    case 'BS':
      return list(text);
    case 'L':
      return list(jsonOfAttribute);
    case 'M':
      return isRecord(content) ? jsonOfItem(content) : undefined;
    default:
      return undefined;
  }
}

/** JSON of an item; undefined when one of its attributes is none. */
export function jsonOfItem(item: Readonly<Record<string, unknown>>): string | undefined {
  const entries = Object.entries(item).map(([name, value]) => {
    const json = jsonOfAttribute(value);
    return json === undefined ? undefined : `${JSON.stringify(name)}:${json}`;
  });
  return entries.every((entry) => entry !== undefined) ? `{${entries.join(',')}}` : undefined;
}

const text = (content: unknown): string | undefined =>
  typeof content === 'string' ? JSON.stringify(content) : undefined;

/** Its digits are JSON's own. */
const number = (content: unknown): string | undefined =>
  typeof content === 'string' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(content)
    ? content
    : undefined;
