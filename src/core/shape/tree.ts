/**
 * JSON as serde_json reads it (RFC 8259, nothing more), with what `JSON.parse` forgets: places, digits as written, keys
 * that come twice. Not jsonc-parser's tree: it drops digits, and ends its recursion where nesting is deep.
 */
interface Place {
  /** UTF-16 code units from the start. */
  readonly offset: number;
  readonly length: number;
}

export interface StringNode extends Place {
  readonly kind: 'string';
  readonly value: string;
}

export interface NumberNode extends Place {
  readonly kind: 'number';
  /** As written: no digit is lost. */
  readonly raw: string;
}

export interface Entry {
  readonly key: StringNode;
  readonly value: JsonNode;
}

export type JsonNode =
  | StringNode
  | NumberNode
  | (Place & { readonly kind: 'boolean'; readonly value: boolean })
  | (Place & { readonly kind: 'null' })
  /** `depth`: 1 for the outermost brackets. `first`: the index of the first item, where those before are read (0). */
  | (Place & {
      readonly kind: 'array';
      readonly items: readonly JsonNode[];
      readonly depth: number;
      readonly first?: number;
    })
  | (Place & { readonly kind: 'object'; readonly entries: readonly Entry[]; readonly depth: number });

export type Parsed =
  | { readonly root: JsonNode }
  /** Where it stops to be JSON. */
  | { readonly root: undefined; readonly offset: number; readonly length: number };

interface OpenArray {
  readonly kind: 'array';
  readonly offset: number;
  readonly items: JsonNode[];
}

interface OpenObject {
  readonly kind: 'object';
  readonly offset: number;
  readonly entries: Entry[];
  key: StringNode;
}

/** @returns the payload's value, or the place from which on it is no JSON */
export function parseJson(text: string): Parsed {
  const reader = new Reader(text);
  const open: (OpenArray | OpenObject)[] = [];
  const fault = (): Parsed => ({
    root: undefined,
    offset: reader.at,
    length: Math.min(1, text.length - reader.at),
  });
  for (;;) {
    let value: JsonNode | undefined;
    const offset = reader.skipSpace();
    if (reader.take('{')) {
      if (!reader.take('}')) {
        const key = reader.key();
        if (!key) return fault();
        open.push({ kind: 'object', offset, entries: [], key });
        continue;
      }
      value = { kind: 'object', entries: [], depth: open.length + 1, offset, length: reader.at - offset };
    } else if (reader.take('[')) {
      if (!reader.take(']')) {
        open.push({ kind: 'array', offset, items: [] });
        continue;
      }
      value = { kind: 'array', items: [], depth: open.length + 1, offset, length: reader.at - offset };
    } else value = reader.scalar();
    if (!value) return fault();
    // It goes where it belongs, and so does what it completes.
    for (let parent = open.at(-1); ; parent = open.at(-1)) {
      if (!parent) return reader.isAtEnd() ? { root: value } : fault();
      if (parent.kind === 'array') parent.items.push(value);
      else parent.entries.push({ key: parent.key, value });
      if (reader.take(',')) {
        const key: StringNode | undefined = parent.kind === 'object' ? reader.key() : undefined;
        if (parent.kind === 'object') {
          if (!key) return fault();
          parent.key = key;
        }
        break;
      }
      if (!reader.take(parent.kind === 'array' ? ']' : '}')) return fault();
      open.pop();
      value = closed(parent, open.length + 1, reader.at);
    }
  }
}

function closed(parent: OpenArray | OpenObject, depth: number, end: number): JsonNode {
  const { offset } = parent;
  const length = end - offset;
  return parent.kind === 'array'
    ? { kind: 'array', items: parent.items, depth, offset, length }
    : { kind: 'object', entries: parent.entries, depth, offset, length };
}

const words = ['true', 'false', 'null'] as const;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- what a string must not hold as it is
const endOfPlain = /["\\\x00-\x1f]/g;
/** Not all at once: that would need memory for every escape. */
const escapes = /(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,500}/y;

/** Tokens of a text, one after the other. Patterns are only tested: what they match is never copied. */
class Reader {
  at = 0;

  constructor(private readonly text: string) {}

  skipSpace(): number {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return this.at;
      this.at++;
    }
  }

  isAtEnd(): boolean {
    return this.skipSpace() === this.text.length;
  }

  take(sign: string): boolean {
    const found = this.text[this.skipSpace()] === sign;
    if (found) this.at++;
    return found;
  }

  /** `"key":` */
  key(): StringNode | undefined {
    this.skipSpace();
    const key = this.#string();
    return key && this.take(':') ? key : undefined;
  }

  scalar(): JsonNode | undefined {
    const offset = this.at;
    if (this.text[offset] === '"') return this.#string();
    if (this.#skip(number)) {
      return { kind: 'number', raw: this.text.slice(offset, this.at), offset, length: this.at - offset };
    }
    const word = words.find((each) => this.text.startsWith(each, offset));
    if (word === undefined) return undefined;
    this.at += word.length;
    return word === 'null'
      ? { kind: 'null', offset, length: this.at - offset }
      : { kind: 'boolean', value: word === 'true', offset, length: this.at - offset };
  }

  #string(): StringNode | undefined {
    const offset = this.at;
    if (this.text[offset] !== '"') return undefined;
    this.at++;
    let isPlain = true;
    for (;;) {
      if (!this.#skip(endOfPlain)) {
        this.at = this.text.length;
        return undefined;
      }
      this.at--;
      if (this.text[this.at] === '"') break;
      if (!this.#skip(escapes)) return undefined;
      isPlain = false;
    }
    this.at++;
    const value = isPlain
      ? this.text.slice(offset + 1, this.at - 1)
      : (JSON.parse(this.text.slice(offset, this.at)) as string);
    return { kind: 'string', value, offset, length: this.at - offset };
  }

  /** To the end of what the pattern finds; false where it finds nothing. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
}
