/** Structs, enums and aliases as they are written. */
import { compiled } from '../rust/cfg';
import { children, field, plainName, type SyntaxNode } from '../rust/syntax';
import { readAttributes, type Attributes } from './attributes';
import { memberAttributes, type MemberAttributes } from './serdeAttributes';

export interface FieldDeclaration {
  /** undefined in tuple structs. */
  readonly name: string | undefined;
  readonly type: SyntaxNode;
  readonly serde: MemberAttributes;
  readonly attributes: Attributes;
  /** undefined: whether it is there depends on conditions that aren't known. */
  readonly compiled: true | undefined;
  readonly doc: string | undefined;
}

/** https://doc.rust-lang.org/reference/items/structs.html; `named` has braces. */
export type Fields =
  | { readonly form: 'unit' }
  | { readonly form: 'tuple' | 'named'; readonly fields: readonly FieldDeclaration[] };

export interface VariantDeclaration {
  readonly name: string;
  readonly fields: Fields;
  readonly serde: MemberAttributes;
  readonly attributes: Attributes;
  readonly compiled: true | undefined;
  readonly doc: string | undefined;
}

type Features = ReadonlySet<string> | undefined;

/** @param node a `struct_item` or an `enum_variant` */
export function fieldsOf(node: SyntaxNode, features: Features): Fields {
  const body = field(node, 'body');
  if (body?.type === 'field_declaration_list') return { form: 'named', fields: namedFields(body, features) };
  if (body?.type !== 'ordered_field_declaration_list') return { form: 'unit' };
  const fields = members(body, features).flatMap(({ node: type, ...member }) =>
    type.type === 'visibility_modifier' ? [] : [{ name: undefined, type, ...member }],
  );
  return { form: 'tuple', fields };
}

const namedFields = (body: SyntaxNode, features: Features): readonly FieldDeclaration[] =>
  members(body, features).flatMap(({ node, ...member }) => {
    const name = field(node, 'name');
    const type = field(node, 'type');
    return name && type ? [{ name: plainName(name.text), type, ...member }] : [];
  });

/** @param node an `enum_item` */
export function variantsOf(node: SyntaxNode, features: Features): readonly VariantDeclaration[] {
  const body = field(node, 'body');
  return (body ? members(body, features) : []).flatMap(({ node: variant, ...member }) => {
    const name = field(variant, 'name');
    return name ? [{ name: plainName(name.text), fields: fieldsOf(variant, features), ...member }] : [];
  });
}

interface Member extends Pick<FieldDeclaration, 'serde' | 'attributes' | 'compiled' | 'doc'> {
  readonly node: SyntaxNode;
}

/** The parts of a list with the attributes before them, without those that are not compiled. */
function members(list: SyntaxNode, features: Features): readonly Member[] {
  const found: Member[] = [];
  let texts: string[] = [];
  let doc: string[] = [];
  for (const node of list.namedChildren) {
    if (!node) continue;
    if (node.type === 'attribute_item') texts.push(node.text);
    else if (/comment$/.test(node.type)) doc.push(node.text);
    else if (node.type !== 'visibility_modifier') {
      const isCompiled = compiled(texts, features);
      const attributes = readAttributes(texts, features);
      if (isCompiled !== false) {
        const serde = memberAttributes(attributes);
        found.push({ node, attributes, serde, compiled: isCompiled, doc: docText(doc) });
      }
      texts = [];
      doc = [];
    }
  }
  return found;
}

/** What `///` comments say. */
export function docText(comments: readonly string[]): string | undefined {
  const lines = comments.flatMap((text) => {
    const line = /^\/\/\/(?!\/)[ ]?(.*)/.exec(text.trim())?.[1];
    return line === undefined ? [] : [line.trimEnd()];
  });
  return lines.join('\n').trim() || undefined;
}

/** The doc comment before the item that starts at `from`. */
export function docBefore(text: string, from: number): string | undefined {
  const lines = /(?:^[ \t]*\/\/\/.*\r?\n[ \t]*)+$/m.exec(
    text.slice(Math.max(0, from - longestDoc), from),
  )?.[0];
  return lines === undefined ? undefined : docText(lines.split('\n'));
}

/** UTF-16 code units that are looked at. */
const longestDoc = 5_000;

export interface GenericParameter {
  readonly kind: 'type' | 'const';
  readonly name: string;
  readonly default: SyntaxNode | undefined;
}

/** Type and const parameters of an item, lifetimes left out. */
export function genericParameters(item: SyntaxNode): readonly GenericParameter[] {
  const list = field(item, 'type_parameters');
  return (list ? children(list) : []).flatMap((node): GenericParameter[] => {
    if (node.type === 'type_identifier') return [{ kind: 'type', name: node.text, default: undefined }];
    if (node.type === 'const_parameter') {
      return [{ kind: 'const', name: field(node, 'name')?.text ?? '', default: field(node, 'value') }];
    }
    const name = field(node, 'name') ?? field(node, 'left');
    if (!/type_parameter$/.test(node.type) || name?.type !== 'type_identifier') return [];
    return [{ kind: 'type', name: name.text, default: field(node, 'default_type') }];
  });
}

/** Type and const arguments as in `Vec<T>`, lifetimes and `Item = T` left out. */
export function genericArguments(type: SyntaxNode): readonly SyntaxNode[] {
  const list = field(type, 'type_arguments');
  return list ? children(list).filter((node) => !/^(lifetime|type_binding)$/.test(node.type)) : [];
}
