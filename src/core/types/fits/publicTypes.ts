/** The types of a crate of events that others can name and that are read from JSON, without parsing them. */
import type { Item } from '../../rust/items';
import type { Module } from '../../rust/module';

export interface PublicType {
  readonly name: string;
  /** From the crate's root, `['event', 'sqs', 'SqsEvent']`. */
  readonly path: readonly string[];
  /** How many type parameters have to be given. */
  readonly parameters: number;
  /** Features that what it lies in is compiled for. */
  readonly features: readonly string[];
  /** Of its fields or variants. */
  readonly body: string;
}

/**
 * @param module of the crate's root, or one in it
 * @param path of the module
 */
export async function publicTypes(
  module: Module,
  path: readonly string[] = [],
  features: readonly string[] = [],
): Promise<readonly PublicType[]> {
  const { text } = module.file;
  const types = module.items.flatMap((item): PublicType[] => {
    const { keyword, name, body } = item;
    if (!isPublic(text, item) || name === undefined || !body || !isRead(item)) return [];
    if (keyword !== 'struct' && keyword !== 'enum') return [];
    return [
      {
        name,
        path: [...path, name],
        parameters: parametersIn(text.slice(item.start, body.start)),
        features: [...features, ...featuresOf(item)],
        body: text.slice(body.start, body.end),
      },
    ];
  });
  const inner: PublicType[] = [];
  for (const item of module.items) {
    const { keyword, name = '' } = item;
    const isOpen = isPublic(text, item);
    if (keyword !== 'mod' || !(isOpen || isReexported(module, name))) continue;
    const child = await module.child(item);
    const at = isOpen ? [...path, name] : path;
    if (child) inner.push(...(await publicTypes(child, at, [...features, ...featuresOf(item)])));
  }
  return [...types, ...inner];
}

const isPublic = (text: string, { start }: Item): boolean => /^pub\s/.test(text.slice(start, start + 4));

/** `pub use self::event::*` */
const isReexported = ({ items, file: { text } }: Module, name: string): boolean =>
  items.some(
    ({ keyword, start, end }) =>
      keyword === 'use' &&
      new RegExp(`^pub\\s+use\\s+(?:self\\s*::\\s*)?${name}\\s*::\\s*\\*`).test(text.slice(start, end)),
  );

const isRead = ({ attributes }: Item): boolean => attributes.some((each) => /\bDeserialize\b/.test(each));

const featuresOf = ({ attributes }: Item): readonly string[] =>
  attributes
    .filter((attribute) => /^#\[\s*cfg\s*\(/.test(attribute))
    .flatMap((attribute) =>
      [...attribute.matchAll(/\bfeature\s*=\s*"([^"]+)"/g)].map(([, name = '']) => name),
    );

/** `pub struct Event<'a, T: Bound<U>, D = Value> where … {` has one that has to be given. */
function parametersIn(head: string): number {
  const [, list = ''] = /^[^<{(]*<([^]*)>/.exec(head.split(/\bwhere\b/, 1)[0] ?? '') ?? [];
  const parameters = list.replace(/<[^<>]*>/g, '').split(',');
  return parameters.filter((each) => /^\s*\w/.test(each) && !each.includes('=')).length;
}
