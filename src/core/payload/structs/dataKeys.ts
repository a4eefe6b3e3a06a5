/** Objects whose keys are data, not names of fields: what is looked up by an id is a map. */
import type { SampleObject, SampleType } from './sampleType';

/** An object with so many keys is written by no one. */
const mostFields = 300;

/** So many siblings of one shape are items of a collection. */
const fewestSiblings = 8;

/** Each alone says what it is. */
const data: readonly RegExp[] = [
  // a UUID
  /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
  // a number, an index
  /^-?\d+(?:\.\d+)?$/,
  // a date, a time
  /^\d{4}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}.*)?$/,
  // a hash, a long id with digits in it
  /^(?=.*\d)[\da-f]{16,}$/i,
  /^(?=(?:.*\d){4})[\da-z_-]{20,}$/i,
  // an ARN, a mail address, a path or content type
  /^arn:/,
  /^\S+@\S+\.\S+$/,
  /\//,
];

const isData = (key: string): boolean => data.some((pattern) => pattern.test(key));

export function isMap({ fields }: SampleObject): boolean {
  if (fields.size > mostFields) return true;
  const keys = [...fields.keys()];
  if (keys.length > 0 && keys.every(isData)) return true;
  return keys.length >= fewestSiblings && areSiblings([...fields.values()]);
}

/** Objects that all have the same fields, some at least. */
function areSiblings([first, ...others]: readonly SampleType[]): boolean {
  const names = keysOf(first);
  return names !== undefined && names !== '' && others.every((each) => keysOf(each) === names);
}

/** undefined for what is not an object and nothing else. */
function keysOf(type: SampleType | undefined): string | undefined {
  if (!type?.object || type.isBool || type.isText || type.numbers || type.items) return undefined;
  return [...type.object.fields.keys()].sort().join('\n');
}
