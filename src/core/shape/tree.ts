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
  /** `depth`: 1 for the outermost brackets. */
  | (Place & { readonly kind: 'array'; readonly items: readonly JsonNode[]; readonly depth: number })
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
      value = { kind: 'object', entries: [], depth: open.length + 1, ...reader.since(offset) };
    } else if (reader.take('[')) {
      if (!reader.take(']')) {
        open.push({ kind: 'array', offset, items: [] });
        continue;
      }
      value = { kind: 'array', items: [], depth: open.length + 1, ...reader.since(offset) };
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
      const depth = open.length;
      open.pop();
      value = { ...withoutKey(parent), depth, ...reader.since(parent.offset) };
    }
  }
}

const withoutKey = (
  closed: OpenArray | OpenObject,
):
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly entries: readonly Entry[] } =>
  closed.kind === 'array'
    ? { kind: 'array', items: closed.items }
    : { kind: 'object', entries: closed.entries };

const words = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Tokens of a text, one after the other. */
class Reader {
  at = 0;

  constructor(private readonly text: string) {}

  since(offset: number): Place {
    return { offset, length: this.at - offset };
  }

  skipSpace(): number {
    this.#match(/[ \t\n\r]*/y);
    return this.at;
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
    const raw = this.#match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (raw) return { kind: 'number', raw, ...this.since(offset) };
    const word = words.get(this.#match(/true|false|null/y));
    if (word === undefined) return undefined;
    return word === null
      ? { kind: 'null', ...this.since(offset) }
      : { kind: 'boolean', value: word, ...this.since(offset) };
  }

  #string(): StringNode | undefined {
    const offset = this.at;
    if (this.text[offset] !== '"') return undefined;
    this.at++;
    let isPlain = true;
    // Piece by piece: one pattern for all of it would need memory for every escape.
    for (;;) {
      // eslint-disable-next-line no-control-regex -- what a string must not hold as it is
      this.#match(/[^"\\\x00-\x1f]*/y);
      if (this.text[this.at] === '"') break;
      if (!this.#match(/(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,500}/y)) return undefined;
      isPlain = false;
    }
    this.at++;
    const place = this.since(offset);
    const raw = this.text.slice(offset, this.at);
    return { kind: 'string', value: isPlain ? raw.slice(1, -1) : (JSON.parse(raw) as string), ...place };
  }

  /** What the pattern finds here, which is stepped over; '' for nothing. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found = ''] = pattern.exec(this.text) ?? [];
    this.at += found.length;
    return found;
  }
}
