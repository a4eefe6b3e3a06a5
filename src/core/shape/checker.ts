/**
 * Reads a payload as serde reads it, type by type, and tells what serde would refuse. The rules are those of serde 1.0's
 * derived code, of its buffering (`Content`), and of serde_json's deserializer.
 */
import { acceptVariants } from './enums';
import { below, belowItem, segments, unexpected, type Fault, type Path, type Problem } from './problem';
import { isTooDeep, tooDeep, unreadable } from './readable';
import { charFault, floatFault, integerFault, keyFault, stringFault } from './scalars';
import {
  resolved,
  type EnumShape,
  type ResolvedShape,
  type Shape,
  type ShapeSet,
  type TupleShape,
} from './shape';
import { acceptStruct } from './structs';
import type { Entry, JsonNode } from './tree';

/**
 * Where values come from. `json`: serde_json itself. `content`: a buffered value that is consumed (flattened structs,
 * tagged enums). `borrowed`: a buffered value that is tried (untagged enums). They differ in small ways.
 */
export type Source = 'json' | 'content' | 'borrowed';

/** Types that contain themselves without a value in between: nothing is said about those. */
const maxCalls = 1_000;

/** @returns every problem, in the order of the text; none when serde accepts it */
export function check(root: JsonNode, { root: shape, definitions }: ShapeSet): readonly Problem[] {
  const checker = new Checker(definitions);
  checker.accept(shape, root, 'json', undefined);
  return checker.problems;
}

export class Checker {
  readonly problems: Problem[] = [];
  #probes = 0;
  /** What probes found: enums within each other would be tried anew at each level. By source, shape and node. */
  readonly #probed: Readonly<Record<Source, Map<Shape, Map<JsonNode, boolean>>>> = {
    json: new Map(),
    content: new Map(),
    borrowed: new Map(),
  };
  #calls = 0;
  /** What is being read. */
  #expected: Shape | undefined;

  constructor(readonly definitions: ShapeSet['definitions']) {}

  /** Only whether it is accepted is asked: the first fault ends it. */
  get isProbing(): boolean {
    return this.#probes > 0;
  }

  /** Whether `work` accepts, with no word about why not. */
  probe(work: () => boolean): boolean {
    this.#probes++;
    try {
      return work();
    } finally {
      this.#probes--;
    }
  }

  fail(fault: Fault, message: string, node: JsonNode, path: Path | undefined): false {
    if (!this.isProbing) {
      const { offset, length } = node;
      this.problems.push({ fault, message, path: segments(path), expected: this.#expected, offset, length });
    }
    return false;
  }

  wrongType(node: JsonNode, expected: string, path: Path | undefined): false {
    return this.fail({ code: 'type' }, `invalid type: ${unexpected(node)}, expected ${expected}`, node, path);
  }

  resolved(shape: Shape): ResolvedShape {
    return resolved(shape, this.definitions);
  }

  accept(unresolved: Shape, node: JsonNode, source: Source, path: Path | undefined): boolean {
    if (this.#calls >= maxCalls) return true;
    this.#calls++;
    const around = this.#expected;
    const shape = (this.#expected = this.resolved(unresolved));
    const isRead = shape.kind !== 'ignored' && shape.kind !== 'open';
    const accepted =
      isRead && isTooDeep(node)
        ? this.fail({ code: 'unreadable' }, tooDeep, node, path)
        : this.#accept(shape, node, source, path);
    this.#expected = around;
    this.#calls--;
    return accepted;
  }

  /** Ends types that contain themselves: they are accepted. */
  within(work: () => boolean): boolean {
    if (this.#calls >= maxCalls) return true;
    this.#calls++;
    try {
      return work();
    } finally {
      this.#calls--;
    }
  }

  #accept(shape: ResolvedShape, node: JsonNode, source: Source, path: Path | undefined): boolean {
    switch (shape.kind) {
      case 'open':
      case 'ignored':
        return true;
      case 'any':
        return this.readable(node, path);
      case 'unit':
        return this.#unit(shape.expected, node, source, path);
      case 'bool':
        return node.kind === 'boolean' || this.wrongType(node, 'a boolean', path);
      case 'integer':
        return this.#scalar(integerFault(shape, node, source !== 'json'), node, path);
      case 'float':
        return this.#scalar(floatFault(shape.name, node), node, path);
      case 'char':
        return this.readable(node, path, 'string') && this.#scalar(charFault(node), node, path);
      case 'string':
        if (shape.format !== 'bytes' && !this.readable(node, path, 'string')) return false;
        return this.#scalar(stringFault(shape, node), node, path);
      case 'option':
        return node.kind === 'null' || this.accept(shape.of, node, source, path);
      case 'seq':
        return this.#sequence(shape, node, source, path);
      case 'tuple':
        return this.#tuple(shape, node, source, path);
      case 'map':
        if (node.kind !== 'object') return this.wrongType(node, 'a map', path);
        return this.acceptMap(shape, node.entries, source, path);
      case 'struct':
        return acceptStruct(this, shape, node, source, path);
      case 'enum':
        return this.#variants(shape, node, source, path);
      case 'union':
        return this.#union(shape, node, source, path);
    }
  }

  #union(
    { of, expected }: { readonly of: readonly Shape[]; readonly expected: string },
    node: JsonNode,
    source: Source,
    path: Path | undefined,
  ): boolean {
    if (of.some((each) => this.probe(() => this.accept(each, node, source, path)))) return true;
    // Where only one of them could be meant, it tells more.
    const [only, another] = of.filter((each) => isMeant(this.resolved(each), node));
    return only && !another ? this.accept(only, node, source, path) : this.wrongType(node, expected, path);
  }

  #scalar(fault: string | undefined, node: JsonNode, path: Path | undefined): boolean {
    if (fault === undefined) return true;
    return this.fail({ code: fault.startsWith('invalid type') ? 'type' : 'value' }, fault, node, path);
  }

  #variants(shape: EnumShape, node: JsonNode, source: Source, path: Path | undefined): boolean {
    if (!this.isProbing) return acceptVariants(this, shape, node, source, path);
    const probed = this.#probed[source].get(shape) ?? new Map<JsonNode, boolean>();
    this.#probed[source].set(shape, probed);
    const accepted = probed.get(node) ?? acceptVariants(this, shape, node, source, path);
    probed.set(node, accepted);
    return accepted;
  }

  #unit(expected: string, node: JsonNode, source: Source, path: Path | undefined): boolean {
    // So that a newtype variant of an internally tagged enum may hold one.
    const isEmpty =
      source === 'content' &&
      ((node.kind === 'object' && node.entries.length === 0) ||
        (node.kind === 'array' && node.items.length === 0 && expected !== 'unit'));
    return node.kind === 'null' || isEmpty || this.wrongType(node, expected, path);
  }

  #sequence(
    { of, length }: { readonly of: Shape; readonly length?: number },
    node: JsonNode,
    source: Source,
    path: Path | undefined,
  ): boolean {
    const expected =
      length === undefined ? 'a sequence' : length === 0 ? 'an empty array' : `an array of length ${length}`;
    if (node.kind !== 'array') return this.wrongType(node, expected, path);
    let accepted = true;
    let index = 0;
    for (const item of node.items) {
      if (length !== undefined && index >= length) break;
      accepted = this.accept(of, item, source, belowItem(node, index, path)) && accepted;
      if (!accepted && this.isProbing) return false;
      index++;
    }
    if (length === undefined || node.items.length === length) return accepted;
    return this.wrongLength(node, node.items.length, expected, path);
  }

  #tuple(shape: TupleShape, node: JsonNode, source: Source, path: Path | undefined): boolean {
    // How many there should be is only told when they are counted.
    if (node.kind !== 'array')
      return this.wrongType(node, shape.expected.replace(/ with \d+ elements?$/, ''), path);
    let accepted = true;
    for (const [index, { shape: of, optional }] of shape.items.entries()) {
      const item = node.items[index];
      if (!item && !optional) return this.wrongLength(node, index, shape.expected, path);
      if (item) accepted = this.accept(of, item, source, belowItem(node, index, path)) && accepted;
      if (!accepted && this.isProbing) return false;
    }
    if (node.items.length <= shape.items.length) return accepted;
    return this.wrongLength(node, node.items.length, shape.expected, path);
  }

  wrongLength(node: JsonNode, length: number, expected: string, path: Path | undefined): false {
    return this.fail({ code: 'length' }, `invalid length ${length}, expected ${expected}`, node, path);
  }

  acceptMap(
    shape: { readonly key: Shape; readonly of: Shape },
    entries: readonly Entry[],
    source: Source,
    path: Path | undefined,
  ): boolean {
    let accepted = true;
    for (const { key, value } of entries) {
      const at = below(path, key.value);
      accepted = this.#key(shape.key, key, source, at) && accepted;
      accepted = this.accept(shape.of, value, source, at) && accepted;
      if (!accepted && this.isProbing) return false;
    }
    return accepted;
  }

  #key(unresolved: Shape, key: Entry['key'], source: Source, path: Path): boolean {
    const shape = this.resolved(unresolved);
    switch (shape.kind) {
      case 'integer':
      case 'float':
      case 'bool': {
        // A buffered key is a string and nothing else.
        if (source !== 'json')
          return this.wrongType(key, shape.kind === 'bool' ? 'a boolean' : shape.name, path);
        const fault = keyFault(shape.kind, key, shape.kind === 'integer' ? shape : undefined);
        return this.#scalar(fault, key, path);
      }
      case 'option':
        return this.#key(shape.of, key, source, path);
      default:
        return this.accept(shape, key, source, path);
    }
  }

  /**
   * What is buffered, or kept as it is, is read whole: escapes and numbers have to be possible.
   * @param only nodes of this kind; others pass
   */
  readable(node: JsonNode, path: Path | undefined, only?: JsonNode['kind']): boolean {
    if (only !== undefined && node.kind !== only) return true;
    if (node.kind !== 'array' && node.kind !== 'object') {
      const fault = unreadable(node);
      return fault === undefined || this.fail({ code: 'unreadable' }, fault, node, path);
    }
    const waiting: { readonly node: JsonNode; readonly path: Path | undefined }[] = [{ node, path }];
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      const { node: each, path: here } = at;
      const fault = unreadable(each);
      if (fault !== undefined) return this.fail({ code: 'unreadable' }, fault, each, here);
      if (each.kind === 'array') {
        for (const [index, item] of [...each.items.entries()].reverse())
          waiting.push({ node: item, path: below(here, index) });
      } else if (each.kind === 'object') {
        for (const { key, value } of [...each.entries].reverse()) {
          waiting.push({ node: value, path: below(here, key.value) }, { node: key, path: here });
        }
      }
    }
    return true;
  }
}

/** Whether such a value is what the shape is about, right or wrong. */
function isMeant({ kind }: ResolvedShape, node: JsonNode): boolean {
  if (node.kind === 'array') return kind === 'seq' || kind === 'tuple';
  if (node.kind === 'object') return kind === 'map' || kind === 'struct';
  return node.kind === 'string' && kind === 'string';
}
