/** What a hand-written visitor takes: which kinds of JSON its methods are for. */
import type { FunctionDefinition } from '../rust/definition';
import { localBinding } from '../rust/scope';
import {
  children,
  compiledChildren,
  descendants,
  field,
  nameOf,
  pathSegments,
  type SyntaxNode,
} from '../rust/syntax';
import type { MapShape, Shape } from '../shape/shape';
import { genericArguments } from './declaration';
import { Reading } from './reading';
import { bytes, open, text, unit } from './primitives';
import type { TypeScope } from './scope';
import type { Shapes } from './shapes';

type Methods = ReadonlyMap<string, SyntaxNode>;

export interface Visitor {
  readonly name: string;
  readonly methods: Methods;
}

/**
 * `deserializer.deserialize_str(Visitor)`
 * @param method `deserialize_str`
 * @param fn where that is written
 * @returns undefined when the visitor is asked in a way that is not known here
 */
export async function visited(
  shapes: Shapes,
  method: string,
  visitor: Visitor,
  fn: FunctionDefinition,
  scope: TypeScope,
  steps: number,
): Promise<Shape | undefined> {
  const { name, methods } = visitor;
  const has = (...names: string[]): boolean => names.some((each) => methods.has(each));
  const hasText = has('visit_str', 'visit_string', 'visit_borrowed_str');
  const checked = (shape: Shape, ...names: string[]): Shape => {
    if (!names.every((each) => isTotal(methods.get(each))))
      shapes.note(`${name} may refuse what it is given`);
    return shape;
  };
  const string = (): Shape[] =>
    hasText ? [checked(text(), 'visit_str', 'visit_string', 'visit_borrowed_str')] : [];
  const map = async (): Promise<Shape[]> =>
    has('visit_map') ? [await entries(shapes, methods.get('visit_map'), scope)] : [];
  const sequence = (): Shape[] =>
    has('visit_seq') ? [{ kind: 'seq', of: open(`${name} reads its items`) }] : [];
  const numbers = (): Shape[] => numberShapes(methods, checked);
  const one = (of: readonly Shape[]): Shape | undefined => {
    const [only] = of;
    return of.length === 1 && only
      ? only
      : of.length === 0
        ? undefined
        : { kind: 'union', of, expected: expectingOf(methods) };
  };
  switch (method) {
    case 'deserialize_str':
    case 'deserialize_string':
    case 'deserialize_identifier':
      return one(string());
    case 'deserialize_map':
      return one(await map());
    case 'deserialize_seq':
    case 'deserialize_tuple':
    case 'deserialize_tuple_struct':
      return one(sequence());
    case 'deserialize_struct':
      return one([...sequence(), ...(await map())]);
    case 'deserialize_option': {
      // What is there is read as `visit_some` says.
      const some = methods.get('visit_some');
      if (!some) return undefined;
      const of = await new Reading(shapes, { ...fn, node: some }, scope.types, { steps, visitor }).shape();
      if (!of) return undefined;
      return has('visit_none', 'visit_unit') ? { kind: 'option', of } : of;
    }
    case 'deserialize_any': {
      const rest: Shape[] = [
        ...(has('visit_bool') ? [{ kind: 'bool' } as const] : []),
        ...(has('visit_unit') ? [unit] : []),
      ];
      return one([...string(), ...numbers(), ...rest, ...sequence(), ...(await map())]);
    }
    case 'deserialize_byte_buf':
    case 'deserialize_bytes':
      return has('visit_seq') && (hasText || has('visit_bytes', 'visit_byte_buf'))
        ? bytes(expectingOf(methods))
        : undefined;
    case 'deserialize_bool':
      return has('visit_bool') ? checked({ kind: 'bool' }, 'visit_bool') : undefined;
    default:
      return /^deserialize_[iuf](8|16|32|64)$/.test(method) ? one(numbers()) : undefined;
  }
}

/** serde_json gives numbers as u64 when they are whole and not negative, as i64 when negative, else as f64. */
function numberShapes(methods: Methods, checked: (shape: Shape, ...names: string[]) => Shape): Shape[] {
  if ([...methods.keys()].some((name) => /^visit_[iu](8|16|32|128)$|^visit_f32$/.test(name))) {
    return [open('its numbers are read in several ways')];
  }
  if (methods.has('visit_f64')) {
    const isWhole = methods.has('visit_u64') && methods.has('visit_i64');
    if (!isWhole) return [open('its numbers are read in several ways')];
    return [checked({ kind: 'float', name: 'f64' }, 'visit_f64', 'visit_u64', 'visit_i64')];
  }
  if (!methods.has('visit_u64') && !methods.has('visit_i64')) return [];
  const min = methods.has('visit_i64') ? -(2n ** 63n) : 0n;
  const max = methods.has('visit_u64') ? 2n ** 64n - 1n : -1n;
  return [checked({ kind: 'integer', name: expectingOf(methods), min, max }, 'visit_u64', 'visit_i64')];
}

/** The visitor that an expression makes. */
export async function findVisitor(
  shapes: Shapes,
  node: SyntaxNode,
  fn: FunctionDefinition,
): Promise<Visitor | undefined> {
  const binding = node.type === 'identifier' ? localBinding(node, node.text) : undefined;
  const name = visitorName(binding?.kind === 'let' ? binding.value : node);
  const methods = name === undefined ? undefined : await visitorMethods(shapes, name, fn);
  return name !== undefined && methods ? { name, methods } : undefined;
}

/** `TimeVisitor`, `TimeVisitor {}`, `HeaderMapVisitor { … }`, `Visitor(PhantomData)`, `Visitor::new()` */
function visitorName(node: SyntaxNode): string | undefined {
  const path =
    node.type === 'struct_expression'
      ? field(node, 'name')
      : node.type === 'call_expression'
        ? field(node, 'function')
        : node;
  if (!path || !/identifier$/.test(path.type)) return undefined;
  const segments = pathSegments(path);
  const name = segments.at(-1) === 'new' ? segments.at(-2) : segments.at(-1);
  return name !== undefined && /^[A-Z]/.test(name) ? name : undefined;
}

/** The methods of `impl Visitor for Name`, in the function itself or in the type's module. */
async function visitorMethods(
  shapes: Shapes,
  name: string,
  { module, node }: FunctionDefinition,
): Promise<Methods | undefined> {
  const isVisitor = (impl: SyntaxNode): boolean =>
    impl.type === 'impl_item' && last(impl, 'trait') === 'Visitor' && last(impl, 'type') === name;
  const body = field(node, 'body');
  const local = (body ? children(body) : []).find(isVisitor);
  const type = local ? undefined : await shapes.resolver.resolve(module, [name], 'type');
  const impl =
    local ?? (type?.kind === 'type' ? implIn(shapes, type.module, type.name, isVisitor) : undefined);
  const list = impl && field(impl, 'body');
  if (!list) return undefined;
  return new Map(compiledChildren(list).flatMap((fn) => [[nameOf(fn) ?? '', fn]]));
}

function implIn(
  shapes: Shapes,
  module: FunctionDefinition['module'],
  name: string,
  isVisitor: (impl: SyntaxNode) => boolean,
): SyntaxNode | undefined {
  for (const item of module.items) {
    if (item.keyword !== 'impl' || !item.body) continue;
    const head = module.file.text.slice(item.start, item.body.start);
    if (!head.includes('Visitor') || !head.includes(name)) continue;
    const impl = shapes.sources.item(module.file, item);
    if (impl && isVisitor(impl)) return impl;
  }
  return undefined;
}

function last(node: SyntaxNode, name: string): string | undefined {
  const part = field(node, name);
  return part && pathSegments(part).at(-1);
}

/** Whether a method takes everything it is given: its body is `Ok(…)` and nothing in it can fail. */
function isTotal(method: SyntaxNode | undefined): boolean {
  const body = method && field(method, 'body');
  if (!body) return true;
  const text = body.text.replace(/^\{\s*|\s*\}$/g, '');
  return /^Ok\(/.test(text) && !/\?|;/.test(text);
}

/** What it says in `expecting`, to be told in messages. */
function expectingOf(methods: Methods): string {
  const body = methods.get('expecting');
  return /"((?:[^"\\{]|\\.)*)"/.exec(body?.text ?? '')?.[1] ?? 'another kind of value';
}

/** `next_entry::<K, V>()` of a `visit_map`. */
async function entries(shapes: Shapes, method: SyntaxNode | undefined, scope: TypeScope): Promise<Shape> {
  const read = (method ? descendants(method, (node) => !isForOthers(node)) : []).filter(
    (node) => node.type === 'generic_function' && /\.next_entry$/.test(field(node, 'function')?.text ?? ''),
  );
  const unknown: Shape = {
    kind: 'map',
    key: open('its keys are read by code'),
    of: open('its values are read by code'),
    ...matchedNames(method),
  };
  const [only] = read;
  if (!only || read.length > 1) return unknown;
  const [key, value] = genericArguments(only);
  if (!key || !value) return unknown;
  shapes.note('a visitor may refuse the entries it has read');
  return {
    kind: 'map',
    key: key.text === '_' ? open('the type of its keys is inferred') : await shapes.type(key, scope),
    of: value.text === '_' ? open('the type of its values is inferred') : await shapes.type(value, scope),
    mayRefuse: true,
  };
}

/** `match key { "data" => …` */
function matchedNames(method: SyntaxNode | undefined): Pick<MapShape, 'names'> {
  const matched = [...(method?.text ?? '').matchAll(/^\s*"([\w-]+)"\s*=>/gm)].map(([, name = '']) => name);
  return matched.length > 0 ? { names: matched } : {};
}

/** JSON is human-readable: what is done for formats that aren't does not matter. */
function isForOthers(node: SyntaxNode): boolean {
  if (node.type !== 'block' || node.parent?.type !== 'if_expression') return false;
  const condition = field(node.parent, 'condition')?.text.replace(/\s+/g, '');
  const isConsequence = field(node.parent, 'consequence')?.startIndex === node.startIndex;
  return isConsequence && condition === '!self.is_human_readable';
}
