/** JSON to be spoilt: keys may come twice, numbers and strings are the text they are written as. */
export type Doc =
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly Doc[] }
  | { readonly kind: 'object'; readonly entries: readonly DocEntry[] };

/** The key as written, with its quotes. */
export type DocEntry = readonly [key: string, value: Doc];

export const raw = (text: string): Doc => ({ kind: 'raw', text });
export const text = (value: string): Doc => raw(JSON.stringify(value));
export const array = (items: readonly Doc[]): Doc => ({ kind: 'array', items });
export const object = (entries: readonly DocEntry[]): Doc => ({ kind: 'object', entries });

export function print(doc: Doc): string {
  switch (doc.kind) {
    case 'raw':
      return doc.text;
    case 'array':
      return `[${doc.items.map(print).join(',')}]`;
    case 'object':
      return `{${doc.entries.map(([key, value]) => `${key}:${print(value)}`).join(',')}}`;
  }
}

/** Indexes of items or entries, from the root. */
export type Place = readonly number[];

const childrenOf = (doc: Doc): readonly Doc[] =>
  doc.kind === 'array' ? doc.items : doc.kind === 'object' ? doc.entries.map(([, value]) => value) : [];

/** Every value of a document, the root first. */
export function places(doc: Doc, at: Place = []): { readonly place: Place; readonly doc: Doc }[] {
  return [{ place: at, doc }, ...childrenOf(doc).flatMap((child, index) => places(child, [...at, index]))];
}

/** The same place in JSON's terms: keys and indexes. */
export function pathTo(doc: Doc, [first, ...rest]: Place): readonly (string | number)[] {
  const child = first === undefined ? undefined : childrenOf(doc)[first];
  if (first === undefined || !child) return [];
  const segment = doc.kind === 'object' ? (JSON.parse(doc.entries[first]![0]) as string) : first;
  return [segment, ...pathTo(child, rest)];
}

/** The document with another value there. */
export function replaced(doc: Doc, [first, ...rest]: Place, change: (old: Doc) => Doc): Doc {
  if (first === undefined) return change(doc);
  if (doc.kind === 'array') {
    return array(doc.items.map((item, index) => (index === first ? replaced(item, rest, change) : item)));
  }
  if (doc.kind === 'object') {
    const entries = doc.entries.map(([key, value], index): DocEntry => [
      key,
      index === first ? replaced(value, rest, change) : value,
    ]);
    return object(entries);
  }
  return doc;
}
