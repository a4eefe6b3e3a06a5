/** Short ways to describe items; the catalogue is written in these. */
import type { Body, ContainerRules, FieldModel, Item, RustType, VariantModel } from './model';

type FieldRules = Omit<FieldModel, 'name' | 'type'>;

export const field = (name: string, type: RustType, rules: FieldRules = {}): FieldModel => ({
  name,
  type,
  ...rules,
});

export const fieldsBody = (...fields: readonly FieldModel[]): Body => ({ form: 'struct', fields });
export const newtypeBody = (type: RustType, rules: FieldRules = {}): Body => ({
  form: 'newtype',
  fields: [field('', type, rules)],
});
export const tupleBody = (...types: readonly RustType[]): Body => ({
  form: 'tuple',
  fields: types.map((type) => field('', type)),
});
export const unitBody: Body = { form: 'unit' };

export const struct = (name: string, body: Body, rules: ContainerRules = {}): Item => ({
  kind: 'struct',
  name,
  rules,
  body,
});
export const enumeration = (
  name: string,
  variants: readonly VariantModel[],
  rules: ContainerRules = {},
): Item => ({
  kind: 'enum',
  name,
  rules,
  variants,
});

type VariantRules = Omit<VariantModel, 'name' | 'body'>;
export const variant = (name: string, body: Body = unitBody, rules: VariantRules = {}): VariantModel => ({
  name,
  body,
  ...rules,
});

/** The item, where it is used. */
export const use = (item: Item): RustType => ({
  rust:
    item.kind !== 'source' && JSON.stringify(item, keepTypes).includes("'a") ? `${item.name}<'a>` : item.name,
  shape: { kind: 'ref', id: item.name },
  ...(item.kind === 'struct' && item.body.form === 'newtype' && !item.rules.transparent
    ? { newtype: true }
    : {}),
});

/** Those of the items that the last one is made of, and itself. */
export function needed(items: readonly Item[]): readonly Item[] {
  const last = items.at(-1);
  const found: Item[] = last ? [last] : [];
  for (const item of items.slice(0, -1).reverse()) {
    const text = JSON.stringify(found, keepTypes);
    if (new RegExp(`\\b${item.name}\\b`).test(text)) found.unshift(item);
  }
  return found;
}

/** Shapes hold numbers that JSON does not. */
const keepTypes = (key: string, value: unknown): unknown => (key === 'shape' ? undefined : value);
