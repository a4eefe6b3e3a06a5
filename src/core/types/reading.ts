/** How a function that is given a deserializer uses it. */
import type { FunctionDefinition } from '../rust/definition';
import { parameters } from '../rust/patterns';
import { argumentsOf, calledMethod, calledPath } from '../rust/calls';
import { children, descendants, field, nameOf, pathSegments, type SyntaxNode } from '../rust/syntax';
import type { Shape } from '../shape/shape';
import { genericArguments } from './declaration';
import { text } from './primitives';
import { localItems, scopeOf, type TypeScope } from './scope';
import type { Shapes } from './shapes';
import { findVisitor, visited, type Visitor } from './visitors';

/** Functions that hand the deserializer on to each other. */
const maxSteps = 5;

/** `T` of `-> Result<T, E>`. */
export function okType(fn: SyntaxNode): SyntaxNode | undefined {
  const type = field(fn, 'return_type');
  return type?.type === 'generic_type' ? genericArguments(type)[0] : undefined;
}

interface ReadingOptions {
  /** Functions that may still hand the deserializer on. */
  readonly steps?: number;
  /** What `self` is. */
  readonly visitor?: Visitor;
  /** It is of an `impl Deserialize`, where that trait needs no `use`. */
  readonly isOfTrait?: boolean;
}

/** One function that is given a deserializer. */
export class Reading {
  readonly #scope: TypeScope;

  /** @param types what its type parameters stand for, as far as that is known */
  constructor(
    private readonly shapes: Shapes,
    private readonly fn: FunctionDefinition,
    types: ReadonlyMap<string, Shape>,
    private readonly options: ReadingOptions = {},
  ) {
    const { module, node, offset } = fn;
    this.#scope = { ...scopeOf(module), types, locals: localItems(node, offset) };
  }

  get #steps(): number {
    return this.options.steps ?? maxSteps;
  }

  /** undefined: it is written in no way that is known here. */
  async shape(): Promise<Shape | undefined> {
    const call = this.#readingCall();
    if (!call || this.#steps === 0) return undefined;
    const result = this.#resultOf(call);
    if (!result) return undefined;
    const shape = await this.#given(call, result);
    if (shape?.kind === 'string' && isBase64(this.fn.node)) return text('base64');
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
        const endsWell = isTail ? !fallible.test(without(node.text, call.text)) : succeeds(parent, node);
        return { type: declared, isTotal: isTotal && endsWell };
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
        case 'arguments':
          if (!isTried) return undefined;
          if (parent.parent && field(parent.parent, 'function')?.text !== 'Ok') isTotal = false;
          break;
        case 'expression_statement':
        case 'return_expression':
        case 'call_expression':
          break;
        case 'match_expression':
        case 'let_condition':
        case 'if_expression':
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
        given?.type === 'self'
          ? this.options.visitor
          : given && (await findVisitor(this.shapes, given, this.fn));
      return visitor && visited(this.shapes, method.name, visitor, this.fn, this.#scope, this.#steps - 1);
    }
    const callee = field(call, 'function');
    if (callee?.type === 'scoped_identifier' && field(callee, 'name')?.text === 'deserialize') {
      const type = field(callee, 'path');
      if (type) return this.#read(type, call, result);
    }
    const path = calledPath(call);
    const definition = path && (await this.shapes.resolver.resolve(this.fn.module, pathSegments(path)));
    if (definition?.kind !== 'function') return undefined;
    return new Reading(this.shapes, definition, new Map(), { steps: this.#steps - 1 }).shape();
  }

  /** `Type::deserialize(…)`, where the type may be left to the compiler to infer. */
  async #read(type: SyntaxNode, call: SyntaxNode, { type: declared }: Result): Promise<Shape | undefined> {
    if (!(await this.#isOfSerde(type))) return undefined;
    if (declared) return this.shapes.type(declared, this.#scope);
    const name = type.text.replace(/\s+/g, '');
    const returned = okType(this.fn.node);
    const body = (field(this.fn.node, 'body')?.text ?? '').replace(/\s+/g, '');
    const asWritten = call.text.replace(/\s+/g, '');
    const isWhole = body === `{${asWritten}}` || body === `{Ok(${asWritten}?)}`;
    if (isWhole && returned && /(^|::)(Deserialize|Option|Vec)$/.test(name)) {
      return this.shapes.type(returned, this.#scope);
    }
    if (/(^|::)Deserialize$/.test(name)) return undefined;
    if (name === 'Option' && returned && isNullAsDefault(body)) {
      return { kind: 'option', of: await this.shapes.type(returned, this.#scope) };
    }
    if (type.type !== 'bracketed_type') return this.shapes.type(type, this.#scope);
    const [qualified] = children(type);
    const inner = qualified && (field(qualified, 'type') ?? qualified);
    return inner && this.shapes.type(inner, this.#scope);
  }

  /** Other crates have traits of that name too: serde_bytes for one. */
  async #isOfSerde(type: SyntaxNode): Promise<boolean> {
    const [qualified] = type.type === 'bracketed_type' ? children(type) : [];
    const trait = qualified && field(qualified, 'alias');
    const name = type.text.replace(/\s+/g, '');
    const path = trait
      ? pathSegments(trait)
      : /::Deserialize$/.test(name)
        ? pathSegments(type)
        : ['Deserialize'];
    if (this.options.isOfTrait && path.length === 1) return true;
    if (await this.shapes.isDeserialize(this.fn.module, path)) return true;
    return /\buse\s+serde::[^;]*\bDeserialize\b/.test(this.fn.node.text);
  }
}

/** `Ok(option.unwrap_or_default())` of an `Option` that was read, and nothing else; `body` without spaces. */
function isNullAsDefault(body: string): boolean {
  const read = 'Option::deserialize\\(\\w+\\)';
  const otherwise = '\\.unwrap_or(?:_default\\(\\)|(?:_else)?\\([\\w:]*(?:\\(\\))?\\))';
  return [
    `let(\\w+)=${read}\\?;Ok\\(\\1${otherwise}\\)`,
    `Ok\\(${read}\\?${otherwise}\\)`,
    `${read}\\.map\\(\\|(\\w+)\\|\\1${otherwise}\\)`,
  ].some((form) => new RegExp(`^\\{${form}\\}$`).test(body));
}

interface Result {
  /** Of the variable that it is put in. */
  readonly type: SyntaxNode | undefined;
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

/** `STANDARD.decode(text).map_err(…)` of the crate base64 as all that is done with the text. */
function isBase64(fn: SyntaxNode): boolean {
  const body = (field(fn, 'body')?.text ?? '').replace(/\s+/g, '');
  const decoded =
    'general_purpose::STANDARD\\.decode\\(&?\\w+(?:\\.as_bytes\\(\\))?\\)\\.map_err\\([\\w:]+\\)';
  return new RegExp(`^\\{let\\w+(?::[&\\w]+)?=[\\w:<&>]+\\(\\w+\\)\\?;[\\w:]*${decoded}\\}$`).test(body);
}

/** What can make a function fail once it has read. */
const fallible = /\?|\bErr\b|\breturn\b|\w*_err\b|\bok_or|\bcustom\b|\band_then\b|\btry_|\bpanic/;

/** What an expression does besides the call in it, and besides failing when that fails. */
const without = (text: string, call: string): string =>
  text
    .replace(/^return\b/, '')
    .replace(call, '')
    .replace('?', '')
    .replace(/\.map_err\b/, '');

/** Whether the statements from `reading` on can only end well. */
function succeeds(body: SyntaxNode, reading: SyntaxNode): boolean {
  const after = children(body).filter((node) => node.startIndex > reading.startIndex);
  const tail = after.at(-1);
  const text = after.map((node) => node.text).join('\n');
  return tail !== undefined && !/;$/.test(tail.text) && /\bOk\(/.test(tail.text) && !fallible.test(text);
}
