/** What serde's derive makes of an enum. https://serde.rs/enum-representations.html */
import type { SyntaxNode } from '../rust/syntax';
import { acceptsAbsence, type EnumShape, type Shape, type Tagging, type Variant } from '../shape/shape';
import { variantsOf, type VariantDeclaration } from './declaration';
import { fieldsShape } from './define';
import { variantName } from './renameRule';
import { open, unit } from './primitives';
import type { TypeScope } from './scope';
import { isDoubtful, type ContainerAttributes } from './serdeAttributes';
import type { Shapes } from './shapes';

interface EnumDeclaration {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly container: ContainerAttributes;
  readonly features: ReadonlySet<string> | undefined;
  readonly rust: EnumShape['rust'];
}

export async function enumShape(shapes: Shapes, of: EnumDeclaration, scope: TypeScope): Promise<Shape> {
  const variants: Variant[] = [];
  for (const each of variantsOf(of.node, of.features)) {
    if (isDoubtful(each.attributes)) return open(`how ${of.name} is read depends on how it is built`);
    if (each.serde.skip) continue;
    if (!each.compiled) shapes.note(`whether ${of.name} has ${each.name} depends on how it is built`);
    variants.push(await variantShape(shapes, of, each, scope));
  }
  return { kind: 'enum', name: of.name, tagging: taggingOf(of.container), variants, rust: of.rust };
}

function taggingOf({ untagged, tag, content, denyUnknown }: ContainerAttributes): Tagging {
  if (untagged) return { kind: 'untagged' };
  if (tag === undefined) return { kind: 'external' };
  return content === undefined ? { kind: 'internal', tag } : { kind: 'adjacent', tag, content, denyUnknown };
}

async function variantShape(
  shapes: Shapes,
  { name: enumName, container }: EnumDeclaration,
  { name, fields, serde, doc }: VariantDeclaration,
  scope: TypeScope,
): Promise<Variant> {
  const common = {
    names: [serde.rename ?? variantName(container.renameAll, name), ...serde.aliases],
    other: serde.other,
    untagged: serde.untagged,
    rust: { name, ...(doc !== undefined && { doc }) },
  };
  if (serde.with !== undefined) {
    return { ...common, form: 'newtype', shape: open(`${serde.with} reads ${enumName}::${name}`) };
  }
  const [only] = fields.form === 'tuple' ? fields.fields : [];
  const isNewtype = fields.form === 'tuple' && fields.fields.length === 1;
  if (fields.form === 'unit') return { ...common, form: 'unit', shape: unit };
  const isAdjacent = container.content !== undefined;
  if (isNewtype && only?.serde.skip) {
    // A unit variant, but for what is said of its content when there is none.
    const isAbsent = isAdjacent && acceptsAbsence(await shapes.type(only.type, scope), shapes.definitions);
    return { ...common, form: 'unit', shape: unit, ...(isAdjacent && !isAbsent && { needsContent: true }) };
  }
  const kind = fields.form === 'named' ? 'struct' : 'tuple';
  const shape = await fieldsShape(shapes, fields, scope, {
    expected: container.expecting ?? `${kind} variant ${enumName}::${name}`,
    rename: serde.renameAll ?? container.renameAllFields,
    container: { ...container, default: false },
    asSequence: !container.untagged && !serde.untagged,
    rust: common.rust,
  });
  const needsContent = isNewtype && isAdjacent && shape.kind === 'ref' && shapes.newtypes.has(shape.id);
  return { ...common, form: isNewtype ? 'newtype' : kind, shape, ...(needsContent && { needsContent }) };
}
