/** What serde's derive makes of a struct or an enum (serde_derive 1.0.229). */
import { field, pathSegments, type SyntaxNode } from '../rust/syntax';
import { resolved, type Shape, type StructShape } from '../shape/shape';
import { metasOf, readAttributes, type Meta } from './attributes';
import { docBefore, fieldsOf, type FieldDeclaration, type Fields } from './declaration';
import { enumShape } from './enums';
import { fieldName, type RenameRule } from './renameRule';
import { handWritten, readWith } from './handWritten';
import { open, text } from './primitives';
import { isOptionAs, readAs, serdeAs } from './serdeWith';
import type { TypeScope } from './scope';
import { containerAttributes, isDoubtful, type ContainerAttributes } from './serdeAttributes';
import type { Found, Shapes } from './shapes';

type Declared = Found & { readonly node: SyntaxNode };

/** @param id of the definition */
export async function define(shapes: Shapes, id: string, found: Declared, scope: TypeScope): Promise<Shape> {
  const { module, item } = found;
  const name = item.name ?? '';
  const features = module.features;
  const attributes = readAttributes(item.attributes, features);
  const derived = await derives(shapes, found, attributes.active);
  if (!derived) {
    if (await derives(shapes, found, attributes.doubtful)) {
      return open(`whether ${name} derives Deserialize depends on how it is built`);
    }
    return handWritten(shapes, found, scope);
  }
  const rewritten = rewriter(attributes.active, derived);
  if (rewritten !== undefined) return open(`#[${rewritten}] may change ${name}`);
  if (isDoubtful(attributes)) return open(`the serde attributes of ${name} depend on how it is built`);
  const container = containerAttributes(attributes);
  if (container.remote && !found.inPlace) return open(`${name} is read in place of another type`);
  return derivedShape(shapes, id, found, container, scope, docBefore(module.file.text, item.from));
}

async function derivedShape(
  shapes: Shapes,
  id: string,
  { item, node, module }: Declared,
  container: ContainerAttributes,
  scope: TypeScope,
  doc: string | undefined,
): Promise<Shape> {
  const name = item.name ?? '';
  const other = container.from ?? container.tryFrom;
  if (other !== undefined) {
    if (container.tryFrom !== undefined) shapes.note(`${name} may refuse what it is made from`);
    const type = typeOf(shapes, other);
    return type ? shapes.type(type, scope) : open(`${other} is not complete`);
  }
  if (container.identifier) return open(`${name} names fields or variants`);
  const features = module.features;
  const rust = { name, ...(doc !== undefined && { doc }) };
  if (item.keyword === 'enum') return enumShape(shapes, { name, node, container, features, rust }, scope);
  const fields = fieldsOf(node, features);
  if (container.transparent) {
    const read = fields.form === 'unit' ? [] : fields.fields.filter(isTransparent);
    const [only] = read;
    return only && read.length === 1 ? fieldShape(shapes, only, scope) : open(`${name} is not transparent`);
  }
  if (fields.form === 'tuple' && fields.fields.length === 1) shapes.newtypes.add(id);
  const expected = {
    unit: `unit struct ${name}`,
    tuple: `tuple struct ${name}`,
    named: `struct ${name}`,
  }[fields.form];
  return fieldsShape(shapes, fields, scope, {
    expected: container.expecting ?? expected,
    rename: container.renameAll,
    container,
    asSequence: true,
    rust,
  });
}

/** Not what holds nothing, or could be made from nothing (serde_derive, internals/check.rs). */
const isTransparent = ({ type, serde }: FieldDeclaration): boolean =>
  !serde.skip && !serde.default && pathSegments(type).at(-1) !== 'PhantomData';

interface FieldsOptions {
  readonly expected: string;
  readonly rename: RenameRule | undefined;
  readonly container: Pick<ContainerAttributes, 'default' | 'denyUnknown' | 'expecting'>;
  readonly asSequence: boolean;
  readonly rust: StructShape['rust'];
}

/** Of a struct, or of what a variant carries. */
export async function fieldsShape(
  shapes: Shapes,
  fields: Fields,
  scope: TypeScope,
  options: FieldsOptions,
): Promise<Shape> {
  const { expected, container, rust } = options;
  if (fields.form === 'unit') return { kind: 'unit', expected };
  const read = fields.fields.filter(({ serde }) => !serde.skip);
  if (fields.form === 'named') return structShape(shapes, read, scope, options);
  const [only] = fields.fields;
  if (only && fields.fields.length === 1) {
    return only.serde.skip ? open(`${rust.name} is read from nothing`) : fieldShape(shapes, only, scope);
  }
  if (read.some(({ compiled }) => !compiled)) return open(`what ${rust.name} has depends on how it is built`);
  const items = [];
  for (const each of read) {
    const optional = each.serde.default || container.default;
    items.push({ shape: await fieldShape(shapes, each, scope), optional });
  }
  const size = `${read.length} element${read.length === 1 ? '' : 's'}`;
  return { kind: 'tuple', expected: container.expecting ?? `${expected} with ${size}`, items };
}

async function structShape(
  shapes: Shapes,
  declared: readonly FieldDeclaration[],
  scope: TypeScope,
  { expected, rename, container, asSequence, rust }: FieldsOptions,
): Promise<StructShape> {
  const fields: StructShape['fields'][number][] = [];
  const flattened: Shape[] = [];
  for (const each of declared) {
    const { serde, name = '', type } = each;
    const shape = await fieldShape(shapes, each, scope);
    if (serde.flatten) {
      flattened.push(shape);
      continue;
    }
    const isNewtype = shape.kind === 'ref' && shapes.newtypes.has(shape.id);
    const as = serdeAs(each.attributes);
    const isMissed = serde.with !== undefined || isNewtype || as !== undefined;
    const hasDefault =
      serde.default || container.default || !each.compiled || isDoubtful(each.attributes) || isOptionAs(as);
    fields.push({
      name: serde.rename ?? fieldName(rename, name),
      aliases: serde.aliases,
      shape,
      ...(!each.compiled && { doubtful: true }),
      absent: hasDefault ? 'default' : isMissed ? 'error' : 'byType',
      rust: { name, type: type.text.replace(/\s+/g, ' '), ...(each.doc !== undefined && { doc: each.doc }) },
    });
  }
  const isFlat = flattened.length > 0;
  // What would be refused may be what is flattened.
  const takesMore = flattened.some((shape) => isOpenAsOption(shape, shapes.definitions));
  return {
    kind: 'struct',
    expected,
    fields,
    flattened,
    denyUnknown: container.denyUnknown && !takesMore,
    asSequence: asSequence && !isFlat,
    rust,
  };
}

/** More than one within the other are one to JSON; `struct A(Option<Box<A>>)` has no end. */
const maxOptions = 10;

function isOpenAsOption(shape: Shape, definitions: ReadonlyMap<string, Shape>, steps = maxOptions): boolean {
  const at = resolved(shape, definitions);
  return at.kind === 'option' && steps > 0
    ? isOpenAsOption(at.of, definitions, steps - 1)
    : at.kind === 'open';
}

/** What a field takes, by its type or by the function that reads it. */
export async function fieldShape(
  shapes: Shapes,
  { name = 'a field', type, serde, attributes, compiled }: FieldDeclaration,
  scope: TypeScope,
): Promise<Shape> {
  if (!compiled || isDoubtful(attributes)) return open(`how ${name} is read depends on how it is built`);
  const as = serdeAs(attributes);
  if (as !== undefined) return readAs(shapes, as, type, scope);
  if (serde.with !== undefined) return readWith(shapes, serde.with, type, scope);
  // Borrowed or not: in JSON bytes are text then.
  if (serde.borrow && /^([\w:\s]*::\s*)?Cow\s*<\s*'\w+\s*,\s*\[\s*u8\s*\]\s*>$/.test(type.text))
    return text('bytes');
  return shapes.type(type, scope);
}

/** The meta item of the `derive` that has serde's. */
async function derives(shapes: Shapes, { module }: Found, metas: readonly Meta[]): Promise<Meta | undefined> {
  for (const meta of metas) {
    if (meta.path !== 'derive') continue;
    for (const { path } of metasOf(meta.list ?? '')) {
      const segments = path.split('::').map((segment) => segment || '::');
      if (await shapes.isDeserialize(module, segments)) return meta;
    }
  }
  return undefined;
}

/** Attributes of the language and of common derives, and macros that leave to `Deserialize` what it reads. */
const harmless =
  /^(allow|warn|deny|forbid|expect|doc|cfg|must_use|deprecated|non_exhaustive|repr|automatically_derived|derive|serde|rustfmt::\w+|clippy::\w+|serde_with::(skip_serializing_none|serde_as)|skip_serializing_none|serde_as|tsync|typeshare|diagnostic::\w+)$/;

/** A macro that gets the item before serde does, and may make another one of it. */
function rewriter(metas: readonly Meta[], derived: Meta): string | undefined {
  return metas.slice(0, metas.indexOf(derived)).find(({ path }) => !harmless.test(path))?.path;
}

/** A type given as text, as in `from = "…"`. */
export function typeOf(shapes: Shapes, text: string): SyntaxNode | undefined {
  const [alias] = shapes.sources.parse(`type T = ${text};`);
  return alias && !alias.hasError ? field(alias, 'type') : undefined;
}
