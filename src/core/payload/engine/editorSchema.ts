/** The JSON Schema of an event, with what editors show and in what order; the checker alone says what is wrong. */
import { jsonSchema } from '../../shape/jsonSchema';
import type { ShapeSet } from '../../shape/shape';

interface Schema {
  [keyword: string]: unknown;
}

export function editorSchema(set: ShapeSet): object {
  const { $defs, ...root } = JSON.parse(JSON.stringify(jsonSchema(set))) as Schema & {
    readonly $defs?: Readonly<Record<string, Schema>>;
  };
  const all = new Set<Schema>([root]);
  // Its parts are added while it is walked.
  for (const schema of all) {
    inline(schema, $defs ?? {});
    for (const part of partsOf(schema)) all.add(part);
  }
  for (const schema of all) {
    describe(schema);
    asWritten(schema);
  }
  for (const schema of all) fields(schema);
  return root;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const propertiesOf = ({ properties }: Schema): Readonly<Record<string, Schema>> =>
  isSchema(properties) ? (properties as Readonly<Record<string, Schema>>) : {};

const listOf = (value: unknown): readonly Schema[] =>
  Array.isArray(value) ? (value as readonly unknown[]).filter(isSchema) : [];

const partsOf = (schema: Schema): readonly Schema[] => [
  ...Object.values(propertiesOf(schema)),
  ...['anyOf', 'allOf', 'prefixItems'].flatMap((keyword) => listOf(schema[keyword])),
  ...['items', 'additionalProperties', 'unevaluatedProperties', 'propertyNames', 'not']
    .map((keyword) => schema[keyword])
    .filter(isSchema),
];

/** The language service would write what is said of the type over what is said of the field. */
function inline(schema: Schema, defs: Readonly<Record<string, Schema>>): void {
  const seen = new Set<unknown>();
  for (let ref = schema['$ref']; typeof ref === 'string' && !seen.has(ref); ref = schema['$ref']) {
    seen.add(ref);
    const own = { ...schema };
    delete own['$ref'];
    delete schema['$ref'];
    Object.assign(schema, defs[nameIn(ref)], own);
  }
  delete schema['$ref'];
}

const nameIn = (ref: string): string =>
  decodeURIComponent(ref.slice('#/$defs/'.length)).replaceAll('~1', '/').replaceAll('~0', '~');

function describe(schema: Schema, name?: string): void {
  const { description, 'x-rust': type } = schema;
  const code = [name, type].filter((each) => typeof each === 'string').join(': ');
  const parts = [
    ...(typeof type === 'string' ? [`${fence}rust\n${code}\n${fence}`] : []),
    ...(typeof description === 'string' ? [description] : []),
  ];
  if (parts.length > 0) schema['markdownDescription'] = parts.join('\n\n');
}

const fence = '```';

/** Without the code: a completion has the type beside its label. */
export const withoutCode = (markdown: string): string => markdown.replace(/^```rust\n[^]*?\n```\s*/, '');

/** As people write it: structs as objects, variants that carry something as `{"Name": …}`. */
function asWritten(schema: Schema): void {
  const { type, minProperties, maxProperties } = schema;
  if (Array.isArray(type) && type.includes('object') && type.includes('array')) {
    schema['type'] = 'object';
    delete schema['items'];
    delete schema['prefixItems'];
    delete schema['minItems'];
  }
  if (minProperties === 1 && maxProperties === 1) {
    const variants = Object.entries(propertiesOf(schema)).filter(([, { type }]) => type !== 'null');
    schema['defaultSnippets'] = variants.map(([name]) => ({
      label: `{${JSON.stringify(name)}: …}`,
      bodyText: `{${escaped(JSON.stringify(name))}: $1}`,
    }));
  }
}

const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** Required ones first, then as the struct has them. */
function fields(schema: Schema): void {
  const required = requiredIn(schema);
  for (const [index, [name, field]] of Object.entries(propertiesOf(schema)).entries()) {
    describe(field, name);
    field['suggestSortText'] = `${required.has(name) ? 0 : 1}${String(index).padStart(4, '0')}`;
    if (typeof field['x-rust'] === 'string') field['completionDetail'] = field['x-rust'];
    if (field['x-alias-of'] !== undefined) field['doNotSuggest'] = true;
    if (field['type'] === undefined) insertable(field);
  }
}

function requiredIn({ required, allOf }: Schema): ReadonlySet<unknown> {
  const byAlias = listOf(allOf).flatMap(({ anyOf }) => listOf(anyOf).map((each) => each['required']));
  return new Set([required, ...byAlias].flat());
}

/** Without a type the language service completes the key alone, without a colon. */
function insertable(field: Schema): void {
  const types = new Set(listOf(field['anyOf']).map(({ type }) => type));
  types.delete('null');
  const [only, ...others] = types;
  if (typeof only === 'string' && others.length === 0) field['type'] = [only, 'null'];
  // Two that say nothing: there is more than one value that it could have.
  else if (field['enum'] === undefined) field['defaultSnippets'] ??= [{}, {}];
}
