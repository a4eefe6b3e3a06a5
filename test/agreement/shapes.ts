/** What the extension is to say about a generated type: serde's rules, applied to its description. */
import type {
  EnumShape,
  Field,
  Shape,
  ShapeSet,
  StructShape,
  Tagging,
  Variant,
} from '../../src/core/shape/shape';
import type { Body, ContainerRules, FieldModel, GeneratedType, Item, VariantModel } from './model';
import { renamedField, renamedVariant } from './rename';

/** A resolver that reads the type's Rust source (`moduleSource`) can stand here instead: `measure` is given either. */
export function shapeSetOf({ root, items }: GeneratedType): ShapeSet {
  const definitions = new Map<string, Shape>();
  for (const item of items) {
    const shape = shapeOf(item);
    if (shape) definitions.set(item.name, shape);
  }
  return { root: root.shape, definitions };
}

function shapeOf(item: Item): Shape | undefined {
  if (item.kind === 'source') return item.shape;
  const { name, rules } = item;
  return item.kind === 'enum' ? enumShape(name, rules, item.variants) : structShape(name, rules, item.body);
}

function structShape(name: string, rules: ContainerRules, body: Body): Shape {
  if (rules.transparent && body.form !== 'unit') {
    const [only] = body.fields.filter(isRead);
    if (only) return only.type.shape;
  }
  switch (body.form) {
    case 'unit':
      return { kind: 'unit', expected: `unit struct ${name}` };
    case 'newtype':
      return body.fields[0]!.type.shape;
    case 'tuple':
      return tuple(`tuple struct ${name}`, body.fields, rules.default === true);
    case 'struct':
      return fields(`struct ${name}`, body.fields, {
        rule: rules.renameAll,
        denyUnknown: rules.denyUnknown === true,
        allDefault: rules.default === true,
      });
  }
}

const isRead = ({ skip }: FieldModel): boolean => skip !== 'skip' && skip !== 'skip_deserializing';

function tuple(prefix: string, models: readonly FieldModel[], allDefault: boolean): Shape {
  const read = models.filter(isRead);
  return {
    kind: 'tuple',
    expected: `${prefix} with ${read.length} element${read.length === 1 ? '' : 's'}`,
    items: read.map((field) => ({
      shape: field.type.shape,
      optional: allDefault || field.default !== undefined,
    })),
  };
}

interface FieldRules {
  readonly rule: ContainerRules['renameAll'];
  readonly denyUnknown: boolean;
  readonly allDefault: boolean;
}

function fields(expected: string, models: readonly FieldModel[], rules: FieldRules): StructShape {
  const read = models.filter(isRead);
  const flattened = read.filter(({ flatten }) => flatten).map(({ type }) => type.shape);
  return {
    kind: 'struct',
    expected,
    fields: read.filter(({ flatten }) => !flatten).map((field) => fieldShape(field, rules)),
    flattened,
    denyUnknown: rules.denyUnknown,
    asSequence: !models.some(({ flatten }) => flatten),
    rust: {},
  };
}

function fieldShape(field: FieldModel, { rule, allDefault }: FieldRules): Field {
  return {
    name: field.rename ?? renamedField(field.name.replace(/^r#/, ''), rule),
    aliases: field.aliases ?? [],
    shape: field.type.shape,
    absent: allDefault || field.default ? 'default' : field.with || field.type.newtype ? 'error' : 'byType',
    rust: {},
  };
}

function enumShape(name: string, rules: ContainerRules, models: readonly VariantModel[]): EnumShape {
  return {
    kind: 'enum',
    name,
    tagging: tagging(rules),
    variants: models.filter(({ skip }) => !skip).map((variant) => variantShape(name, rules, variant)),
    rust: {},
  };
}

function tagging({ tag, content, untagged, denyUnknown }: ContainerRules): Tagging {
  if (untagged) return { kind: 'untagged' };
  if (tag === undefined) return { kind: 'external' };
  if (content === undefined) return { kind: 'internal', tag };
  return { kind: 'adjacent', tag, content, denyUnknown: denyUnknown === true };
}

function variantShape(enumName: string, rules: ContainerRules, variant: VariantModel): Variant {
  const { body } = variant;
  const own = variant.rename ?? renamedVariant(variant.name, rules.renameAll);
  const form = body.form === 'newtype' && !body.fields.every(isRead) ? 'unit' : body.form;
  return {
    names: [own, ...(variant.aliases ?? [])],
    form,
    shape:
      form === 'unit'
        ? { kind: 'unit', expected: 'unit' }
        : carried(`${enumName}::${variant.name}`, rules, variant),
    other: variant.other === true,
    untagged: variant.untagged === true,
    ...(needsContent(rules, body) && { needsContent: true }),
    rust: { name: variant.name },
  };
}

/** What a type of its own or nothing stands for is not absent. */
function needsContent({ content }: ContainerRules, body: Body): boolean {
  const [only] = body.form === 'newtype' ? body.fields : [];
  if (content === undefined || !only) return false;
  return isRead(only) ? only.type.newtype === true : only.type.shape.kind !== 'option';
}

function carried(path: string, rules: ContainerRules, { body, renameAll }: VariantModel): Shape {
  switch (body.form) {
    case 'unit':
      return { kind: 'unit', expected: 'unit' };
    case 'newtype':
      return body.fields[0]!.type.shape;
    case 'tuple':
      return tuple(`tuple variant ${path}`, body.fields, false);
    case 'struct':
      return fields(`struct variant ${path}`, body.fields, {
        rule: renameAll ?? rules.renameAllFields,
        denyUnknown: rules.denyUnknown === true,
        allDefault: false,
      });
  }
}
