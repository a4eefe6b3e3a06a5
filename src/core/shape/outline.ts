/** A shape as people read it: much like a type of TypeScript, so that editors can colour it. */
import {
  acceptsAbsence,
  resolved,
  type EnumShape,
  type Field,
  type Shape,
  type ShapeSet,
  type StringFormat,
  type StructShape,
  type Variant,
} from './shape';

/** Structs within each other that are written out, if they fit. */
const deepest = 6;

/** Choices that stand on one line. */
const shortChoice = 60;

/**
 * As much of it as there is room for: what lies deeper is named only.
 * @param maxLines more are cut off, even when only the root is written out
 */
export function outline(set: ShapeSet, maxLines: number): string {
  let lines: string[] = [];
  for (let depth = deepest; depth > 0; depth--) {
    // Choices start on a line of their own, indented; the outermost have nothing to stand below.
    const text = new Outline(set, depth).of(set.root, '');
    lines = (text.startsWith('\n') ? text.slice(1).replace(/^ {2}/gm, '') : text).split('\n');
    if (lines.length <= maxLines) return lines.join('\n');
  }
  return [...lines.slice(0, maxLines - 1), '…'].join('\n');
}

class Outline {
  /** Definitions that are being written out: a type within itself is named only. */
  readonly #within = new Set<Shape>();

  constructor(
    private readonly set: ShapeSet,
    private readonly depth: number,
  ) {}

  of(unresolved: Shape, indent: string): string {
    const shape = resolved(unresolved, this.set.definitions);
    switch (shape.kind) {
      case 'open':
        return 'unknown';
      case 'any':
      case 'ignored':
        return 'any';
      case 'unit':
        return 'null';
      case 'bool':
        return 'boolean';
      case 'integer':
      case 'float':
        return shape.name;
      case 'char':
        return 'char';
      case 'string':
        return formats[shape.format ?? 'path'];
      case 'option':
        return union([this.of(shape.of, indent), 'null']);
      case 'seq': {
        const of = this.of(shape.of, indent);
        if (shape.length !== undefined) return `[${of}; ${shape.length}]`;
        return of.includes(' ') && !of.startsWith('{') ? `(${of})[]` : `${of}[]`;
      }
      case 'tuple':
        return `[${shape.items.map((item) => this.of(item.shape, indent)).join(', ')}]`;
      case 'map': {
        // Whatever it is made into, in JSON it is a string.
        const key = this.of(shape.key, indent);
        return `{ [key: ${key === 'unknown' ? 'string' : key}]: ${this.of(shape.of, indent)} }`;
      }
      case 'union':
        return this.#choice(
          shape.of.map((each) => (inner) => this.of(each, inner)),
          indent,
        );
      case 'struct':
        return this.#named(shape, nameIn(shape.expected), () => this.#struct(shape, indent));
      case 'enum':
        return this.#named(shape, shape.name, () => this.#enum(shape, indent));
    }
  }

  #named(shape: Shape, name: string, write: () => string): string {
    if (this.#within.has(shape) || this.#within.size >= this.depth) return name;
    this.#within.add(shape);
    const text = write();
    this.#within.delete(shape);
    return text;
  }

  #struct(shape: StructShape, indent: string, tag: readonly string[] = []): string {
    const inner = `${indent}  `;
    const lines = [...tag, ...this.#members(shape, inner)];
    return lines.length === 0 ? '{}' : `{\n${lines.map((line) => inner + line).join('\n')}\n${indent}}`;
  }

  #members({ fields, flattened }: StructShape, indent: string): readonly string[] {
    const own = fields.map((field) => this.#field(field, indent));
    const others = flattened.flatMap((each): readonly string[] => {
      const shape = resolved(each, this.set.definitions);
      const of = shape.kind === 'option' ? resolved(shape.of, this.set.definitions) : shape;
      if (of.kind === 'map') return [`[key: string]: ${this.of(of.of, indent)}`];
      if (of.kind !== 'struct' || shape.kind === 'option' || this.#within.has(of))
        return [`...${this.of(each, indent)}`];
      this.#within.add(of);
      const lines = this.#members(of, indent);
      this.#within.delete(of);
      return lines;
    });
    return [...own, ...others];
  }

  #field({ name, aliases, shape, absent }: Field, indent: string): string {
    const mayBeAbsent =
      absent === 'default' || (absent === 'byType' && acceptsAbsence(shape, this.set.definitions));
    const also =
      aliases.length > 0 ? ` // or ${aliases.map((alias) => JSON.stringify(alias)).join(', ')}` : '';
    const of = this.of(shape, indent);
    // A list of choices begins on the next line.
    return `${JSON.stringify(name)}${mayBeAbsent ? '?' : ''}:${of.startsWith('\n') ? '' : ' '}${of}${also}`;
  }

  #enum({ variants, tagging }: EnumShape, indent: string): string {
    return this.#choice(
      variants.map((variant) => (inner) => {
        const content = (at: string): string => this.of(variant.shape, at);
        if (variant.untagged || tagging.kind === 'untagged') return content(inner);
        const name = variant.other ? 'string' : JSON.stringify(variant.names[0] ?? '');
        switch (tagging.kind) {
          case 'external':
            return variant.form === 'unit' ? name : `{ ${name}: ${content(inner)} }`;
          case 'internal':
            return this.#internal(variant, `${JSON.stringify(tagging.tag)}: ${name}`, inner);
          case 'adjacent': {
            const tag = `${JSON.stringify(tagging.tag)}: ${name}`;
            if (variant.form === 'unit') return `{ ${tag} }`;
            return `{ ${tag}, ${JSON.stringify(tagging.content)}: ${content(inner)} }`;
          }
        }
      }),
      indent,
    );
  }

  #internal({ form, shape: unresolved }: Variant, tag: string, indent: string): string {
    const shape = resolved(unresolved, this.set.definitions);
    if (form === 'unit' || shape.kind === 'unit') return `{ ${tag} }`;
    return shape.kind === 'struct'
      ? this.#struct(shape, indent, [tag])
      : `{ ${tag}, ...${this.of(shape, indent)} }`;
  }

  /** On one line where it is short, else a line for each. */
  #choice(choices: readonly ((indent: string) => string)[], indent: string): string {
    if (choices.length === 0) return 'never';
    const texts = choices.map((text) => text(`${indent}  `));
    const short = union(texts);
    if (texts.length === 1) return choices[0]?.(indent) ?? short;
    if (!short.includes('\n') && short.length <= shortChoice) return short;
    return texts.map((text) => `\n${indent}  | ${text}`).join('');
  }
}

const union = (texts: readonly string[]): string => [...new Set(texts)].join(' | ');

/** `Order` of `struct Order`. */
const nameIn = (expected: string): string => expected.split(' ').at(-1) ?? expected;

const formats: Readonly<Record<StringFormat, string>> = {
  bytes: 'string',
  path: 'string',
  uuid: 'string /* UUID */',
  ip: 'string /* IP address */',
  ipv4: 'string /* IPv4 address */',
  ipv6: 'string /* IPv6 address */',
  socketAddress: 'string /* address and port */',
  dateTime: 'string /* date and time */',
  date: 'string /* date */',
  url: 'string /* URL */',
  decimal: 'string /* decimal */',
  base64: 'string /* base64 */',
};
