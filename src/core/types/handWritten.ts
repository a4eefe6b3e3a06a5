/**
 * What a hand-written `fn deserialize` takes, where it is one of the few ways in which most are written: a type that is
 * read first and then looked at, or a visitor.
 */
import type { FunctionDefinition } from '../rust/definition';
import type { Module } from '../rust/module';
import { parameters } from '../rust/patterns';
import { calledPath, calledMethod, argumentsOf } from '../rust/reference';
import {
  children,
  compiledChildren,
  descendants,
  field,
  nameOf,
  pathSegments,
  type SyntaxNode,
} from '../rust/syntax';
import type { Shape } from '../shape/shape';
import { genericArguments, genericParameters } from './declaration';
import { knownFunction } from './knownCrates';
import { open } from './primitives';
import { localItems, scopeOf, type TypeScope } from './scope';
import type { Found, Shapes } from './shapes';
import { findVisitor, visited, type Visitor } from './visitors';

/** Functions that hand the deserializer on to each other. */
const maxSteps = 5;

/** A type whose `Deserialize` is no derive. */
export async function handWritten(shapes: Shapes, { module, item }: Found, scope: TypeScope): Promise<Shape> {
  const name = item.name ?? '';
  const fn = await implementation(shapes, module, name);
  if (!fn) return open(`${name} does not derive Deserialize`);
  return (await new Reading(shapes, fn, scope.types).shape()) ?? open(`${name} is read by code of its own`);
}

/** More than any crate has in which a type without a derive is looked for. */
const maxModules = 100;

/** `fn deserialize` of `impl Deserialize for Name`: in the type's own module, else anywhere in its crate. */
async function implementation(
  shapes: Shapes,
  own: Module,
  name: string,
): Promise<FunctionDefinition | undefined> {
  const waiting = [own, own.root];
  for (let index = 0; index < waiting.length && index < maxModules; index++) {
    const module = waiting[index];
    if (!module) continue;
    for (const item of module.items) {
      if (item.keyword === 'mod' && index > 0) {
        const child = await module.child(item);
        if (child && child !== own) waiting.push(child);
      }
      if (item.keyword !== 'impl' || !item.body) continue;
      const head = module.file.text.slice(item.start, item.body.start);
      if (!/\bDeserialize\b/.test(head) || !head.includes(name)) continue;
      const node = shapes.sources.item(module.file, item);
      if (!node || lastSegment(node, 'trait') !== 'Deserialize' || lastSegment(node, 'type') !== name)
        continue;
      const body = field(node, 'body');
      const fn = (body ? compiledChildren(body) : []).find((inner) => nameOf(inner) === 'deserialize');
      return fn && { kind: 'function', module, node: fn, offset: item.start };
    }
  }
  return undefined;
}

/** What a field of this type takes that has `deserialize_with`. */
export async function readWith(
  shapes: Shapes,
  path: string,
  type: SyntaxNode,
  scope: TypeScope,
): Promise<Shape> {
  const segments = path
    .replace(/\s+/g, '')
    .replace(/::<[^]*>/g, '')
    .split('::');
  const definition = await shapes.resolver.resolve(scope.module, segments);
  if (definition?.kind === 'external') {
    const known = knownFunction(definition.path);
    if (known) return shapes.known(known);
  }
  if (definition?.kind === 'function') {
    const types = await unify(shapes, definition, type, scope);
    const shape = await new Reading(shapes, definition, types).shape();
    if (shape) return shape;
  }
  return open(`${path} reads it`);
}

/** The type parameters of a function that returns what a field of this type holds. */
async function unify(
  shapes: Shapes,
  { node }: FunctionDefinition,
  type: SyntaxNode,
  scope: TypeScope,
): Promise<ReadonlyMap<string, Shape>> {
  const names = new Set(genericParameters(node).map(({ name }) => name));
  const bound = new Map<string, Shape>();
  const match = async (returned: SyntaxNode, given: SyntaxNode): Promise<void> => {
    if (returned.type === 'type_identifier' && names.has(returned.text)) {
      bound.set(returned.text, await shapes.type(given, scope));
      return;
    }
    if (returned.type !== 'generic_type' || given.type !== 'generic_type') return;
    if (pathSegments(returned).at(-1) !== pathSegments(given).at(-1)) return;
    const inner = genericArguments(given);
    for (const [index, each] of genericArguments(returned).entries()) {
      const other = inner[index];
      if (other) await match(each, other);
    }
  };
  const returned = okType(node);
  if (returned) await match(returned, type);
  return bound;
}

/** `T` of `-> Result<T, E>`. */
function okType(fn: SyntaxNode): SyntaxNode | undefined {
  const type = field(fn, 'return_type');
  return type?.type === 'generic_type' ? genericArguments(type)[0] : undefined;
}

/** The last name of a type or trait, without its arguments. */
function lastSegment(node: SyntaxNode, name: string): string | undefined {
  const part = field(node, name);
  return part && pathSegments(part).at(-1);
}

/** One function that is given a deserializer. */
export class Reading {
  readonly #scope: TypeScope;

  /** @param types what its type parameters stand for, as far as that is known */
  constructor(
    private readonly shapes: Shapes,
    private readonly fn: FunctionDefinition,
    types: ReadonlyMap<string, Shape>,
    private readonly steps = maxSteps,
    /** What `self` is. */
    private readonly self?: Visitor,
  ) {
    const { module, node, offset } = fn;
    this.#scope = { ...scopeOf(module), types, locals: localItems(node, offset) };
  }

  /** undefined: it is written in no way that is known here. */
  async shape(): Promise<Shape | undefined> {
    const call = this.#readingCall();
    if (!call || this.steps === 0) return undefined;
    const result = this.#resultOf(call);
    if (!result) return undefined;
    const shape = await this.#given(call, result);
    if (shape && !result.isTotal) this.shapes.note(`${nameOf(this.fn.node)} may refuse what it has read`);
    return shape;
  }

  /** The only call that is made with the deserializer. */
  #readingCall(): SyntaxNode | undefined {
    const body = field(this.fn.node, 'body');
    const parameter = parameters(this.fn.node).find((each) => field(each, 'pattern')?.type === 'identifier');
    const name = parameter && field(parameter, 'pattern')?.text;
    if (!body || name === undefined) return undefined;
    const uses = descendants(body)
      .filter((node) => node.type === 'identifier' && node.text === name)
      .map((node) => callWith(node));
    const real = uses.filter((call) => !call || calledMethod(call)?.name !== 'is_human_readable');
    return real.length === 1 ? real[0] : undefined;
  }

  /** What becomes of a call's value; undefined when a failure does not fail the function. */
  #resultOf(call: SyntaxNode): Result | undefined {
    const body = field(this.fn.node, 'body');
    let isTried = false;
    let isTotal = true;
    let isMapped = false;
    let declared: SyntaxNode | undefined;
    for (let node = call, parent = node.parent; parent; node = parent, parent = parent.parent) {
      if (parent.startIndex === body?.startIndex && parent.endIndex === body.endIndex) {
        const tail = children(parent).at(-1);
        if (!isTried && tail?.startIndex !== node.startIndex) return undefined;
        const isTail = tail?.startIndex === node.startIndex;
        return { type: declared, isMapped, isTotal: isTotal && (isTail || succeeds(parent, node)) };
      }
      switch (parent.type) {
        case 'try_expression':
          isTried = true;
          break;
        case 'let_declaration':
          if (!isTried) return undefined;
          // What is read is what is declared only when nothing is done in between.
          if (node.type === 'try_expression' && !isMapped) declared = field(parent, 'type');
          break;
        case 'field_expression': {
          const method = field(parent, 'field')?.text ?? '';
          if (isTried) break;
          if (!/^(map|map_err|and_then)$/.test(method)) return undefined;
          if (method === 'and_then') isTotal = false;
          if (method === 'map') isMapped = true;
          break;
        }
        case 'expression_statement':
        case 'return_expression':
        case 'call_expression':
        case 'arguments':
          break;
        case 'match_expression':
          if (!isTried) return undefined;
          break;
        default:
          return undefined;
      }
    }
    return undefined;
  }

  async #given(call: SyntaxNode, result: Result): Promise<Shape | undefined> {
    const method = calledMethod(call);
    if (method) {
      const given = argumentsOf(call).at(-1);
      const visitor =
        given?.type === 'self' ? this.self : given && (await findVisitor(this.shapes, given, this.fn));
      return visitor && visited(this.shapes, method.name, visitor, this.fn, this.#scope, this.steps - 1);
    }
    const callee = field(call, 'function');
    if (callee?.type === 'scoped_identifier' && field(callee, 'name')?.text === 'deserialize') {
      const type = field(callee, 'path');
      if (type) return this.#read(type, call, result);
    }
    const path = calledPath(call);
    const definition = path && (await this.shapes.resolver.resolve(this.fn.module, pathSegments(path)));
    if (definition?.kind !== 'function') return undefined;
    return new Reading(this.shapes, definition, new Map(), this.steps - 1).shape();
  }

  /** `Type::deserialize(…)`, where the type may be left to the compiler to infer. */
  async #read(
    type: SyntaxNode,
    call: SyntaxNode,
    { type: declared, isMapped }: Result,
  ): Promise<Shape | undefined> {
    if (declared) return this.shapes.type(declared, this.#scope);
    const name = type.text.replace(/\s+/g, '');
    const isTail = call.parent?.type === 'block' || (call.parent?.type === 'call_expression' && !isMapped);
    const returned = okType(this.fn.node);
    if (/(^|::)Deserialize$/.test(name) || (name === 'Option' && isTail && !isMapped)) {
      return isTail && returned ? this.shapes.type(returned, this.#scope) : undefined;
    }
    if (name === 'Option') {
      // `Ok(Option::deserialize(d)?.unwrap_or_default())`
      const body = field(this.fn.node, 'body')?.text ?? '';
      if (!returned || !/\.unwrap_or(_default|_else)?\(/.test(body))
        return { kind: 'option', of: open('what is in the Option is inferred') };
      return { kind: 'option', of: await this.shapes.type(returned, this.#scope) };
    }
    if (type.type === 'bracketed_type') {
      const [qualified] = children(type);
      const inner = qualified && (field(qualified, 'type') ?? qualified);
      return inner && this.shapes.type(inner, this.#scope);
    }
    return this.shapes.type(type, this.#scope);
  }
}

interface Result {
  /** Of the variable that it is put in. */
  readonly type: SyntaxNode | undefined;
  /** Another value is made of it before it is put anywhere. */
  readonly isMapped: boolean;
  /** Nothing that follows can fail. */
  readonly isTotal: boolean;
}

/** The call that a deserializer is given to, or whose receiver it is. */
function callWith(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  const call =
    parent?.type === 'arguments' || parent?.type === 'field_expression' ? parent.parent : undefined;
  return call?.type === 'call_expression' ? call : undefined;
}

/** What can make a function fail once it has read. */
const fallible = /\?|\bErr\b|\breturn\b|\w*_err\b|\bok_or|\bcustom\b|\band_then\b|\btry_|\bpanic/;

/** Whether the statements from `reading` on can only end well. */
function succeeds(body: SyntaxNode, reading: SyntaxNode): boolean {
  const after = children(body).filter((node) => node.startIndex > reading.startIndex);
  const tail = after.at(-1);
  const text = after.map((node) => node.text).join('\n');
  return tail !== undefined && !/;$/.test(tail.text) && /\bOk\(/.test(tail.text) && !fallible.test(text);
}
