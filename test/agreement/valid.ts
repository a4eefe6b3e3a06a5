/** Payloads that a shape allows, or comes close to. */
import {
  resolved,
  type EnumShape,
  type IntegerShape,
  type Shape,
  type ShapeSet,
  type StringFormat,
  type StructShape,
  type Variant,
} from '../../src/core/shape/shape';
import { array, object, raw, text, type Doc, type DocEntry } from './document';
import type { Random } from './random';

/** From here on the shortest way out is taken: types may contain themselves. */
const deep = 5;

export function validPayload({ root, definitions }: ShapeSet, random: Random): Doc {
  return new Writer(definitions, random).value(root, 0);
}

/** JSON of every kind, small and large. */
export const samples: readonly Doc[] = [
  ...['null', 'true', 'false', '0', '1', '-1', '7', '1.5', '1e2', '300', '-129'].map(raw),
  ...['', 'a', 'true', '1', 'null', 'Unit', 'ä', '👍', 'two words'].map(text),
  array([]),
  array([raw('1'), raw('2')]),
  array([text('a'), text('b')]),
  object([]),
  object([['"a"', raw('1')]]),
  object([['"1"', text('b')]]),
  array([object([['"id"', raw('1')]])]),
];

class Writer {
  constructor(
    private readonly definitions: ShapeSet['definitions'],
    private readonly random: Random,
  ) {}

  value(unresolved: Shape, depth: number): Doc {
    const shape = resolved(unresolved, this.definitions);
    const { random } = this;
    switch (shape.kind) {
      case 'open':
      case 'any':
      case 'ignored':
        return random.pick(samples);
      case 'unit':
        return raw('null');
      case 'bool':
        return raw(random.pick(['true', 'false']));
      case 'integer':
        return raw(this.#integer(shape));
      case 'float':
        return raw(
          random.pick([
            '0',
            '1',
            '-1.5',
            '1e3',
            '2.5E-3',
            '-0.0',
            '1e-400',
            '340282350000000000000000000000000000000',
          ]),
        );
      case 'char':
        return text(random.pick(['a', 'Z', 'ä', '👍', '"', '\n', '\u0000']));
      case 'string':
        return this.#string(shape.format);
      case 'option':
        return depth > deep || random.chance(0.3) ? raw('null') : this.value(shape.of, depth + 1);
      case 'seq':
        return array(
          this.#some(shape.length ?? (depth > deep ? 0 : random.int(3)), () =>
            this.value(shape.of, depth + 1),
          ),
        );
      case 'tuple':
        return array(shape.items.map((item) => this.value(item.shape, depth + 1)));
      case 'map':
        return object(
          this.#some(depth > deep ? 0 : random.int(3), () => [
            this.#key(shape.key),
            this.value(shape.of, depth + 1),
          ]),
        );
      case 'struct':
        return this.#struct(shape, depth);
      case 'enum':
        return this.#enum(shape, depth);
      case 'union':
        return this.value(random.pick(shape.of), depth + 1);
    }
  }

  #some<T>(count: number, make: () => T): T[] {
    return Array.from({ length: count }, make);
  }

  #integer({ min, max, nonZero }: IntegerShape): string {
    const values = [min, max, 1n, 7n, 100n, ...(nonZero ? [] : [0n])];
    const within = values.filter((value) => value >= min && value <= max && !(nonZero && value === 0n));
    return this.random.pick(within).toString();
  }

  #string(format: StringFormat | undefined): Doc {
    return text(
      this.random.pick(format ? formatted[format] : ['', 'a', 'text', 'ä👍', 'line\nbreak', '"quoted"']),
    );
  }

  #key(unresolved: Shape): string {
    const shape = resolved(unresolved, this.definitions);
    if (shape.kind === 'enum') {
      const units = shape.variants.filter(({ form }) => form === 'unit').flatMap(({ names }) => names);
      return JSON.stringify(units.length > 0 ? this.random.pick(units) : 'none');
    }
    const key = this.value(shape, 0);
    const written = key.kind === 'raw' ? key.text : '""';
    return written.startsWith('"') ? written : `"${written}"`;
  }

  #struct(shape: StructShape, depth: number): Doc {
    const { random } = this;
    if (shape.asSequence && random.chance(0.1)) {
      return array(shape.fields.map((field) => this.value(field.shape, depth + 1)));
    }
    const entries = shape.fields.flatMap((field): DocEntry[] => {
      const canMiss =
        field.absent === 'default' ||
        (field.absent === 'byType' && resolved(field.shape, this.definitions).kind === 'option');
      if (canMiss && (depth > deep || random.chance(0.3))) return [];
      const name = random.pick([field.name, field.name, ...field.aliases]);
      return [[JSON.stringify(name), this.value(field.shape, depth + 1)]];
    });
    const flat = shape.flattened.flatMap((each) => {
      const value = this.value(each, depth + 1);
      return value.kind === 'object' ? value.entries : [];
    });
    return object([...entries, ...flat]);
  }

  #enum(shape: EnumShape, depth: number): Doc {
    const { tagging } = shape;
    const simple = depth > deep ? shape.variants.filter(({ form }) => form === 'unit') : [];
    const variants = simple.length > 0 ? simple : shape.variants;
    if (variants.length === 0) return text('none');
    const variant = this.random.pick(variants);
    const name = variant.other ? 'Whatever' : this.random.pick(variant.names);
    if (tagging.kind === 'untagged' || variant.untagged) return this.#content(variant, depth);
    switch (tagging.kind) {
      case 'external':
        if (variant.form === 'unit' && this.random.chance(0.7)) return text(name);
        return object([[JSON.stringify(name), this.#content(variant, depth)]]);
      case 'internal': {
        const content = variant.form === 'unit' ? object([]) : this.#content(variant, depth);
        const entries = content.kind === 'object' ? content.entries : [];
        const tag: DocEntry = [JSON.stringify(tagging.tag), text(name)];
        return object(this.random.chance(0.5) ? [tag, ...entries] : [...entries, tag]);
      }
      case 'adjacent': {
        const tag: DocEntry = [JSON.stringify(tagging.tag), text(name)];
        if (variant.form === 'unit' && this.random.chance(0.6)) return object([tag]);
        const content: DocEntry = [JSON.stringify(tagging.content), this.#content(variant, depth)];
        return object(this.random.chance(0.5) ? [tag, content] : [content, tag]);
      }
    }
  }

  #content({ form, shape }: Variant, depth: number): Doc {
    return form === 'unit' ? raw('null') : this.value(shape, depth + 1);
  }
}

const formatted: Readonly<Record<StringFormat, readonly string[]>> = {
  bytes: ['', 'abc', 'ä'],
  path: ['', 'a/b', '../ä'],
  uuid: [
    '67e55044-10b1-426f-9247-bb680e5fe0c8',
    '67E5504410B1426F9247BB680E5FE0C8',
    '{67e55044-10b1-426f-9247-bb680e5fe0c8}',
    'urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8',
    'URN:UUID:67e55044-10b1-426f-9247-bb680e5fe0c8',
  ],
  ipv4: ['127.0.0.1', '0.0.0.0', '255.255.255.255'],
  ipv6: [
    '::1',
    '::',
    'fe80::1',
    '1:2:3:4:5:6:7:8',
    '::ffff:1.2.3.4',
    '1:2:3:4:5:6:1.2.3.4',
    '64:ff9b::1.2.3.4',
    '1::8',
  ],
  ip: ['10.0.0.1', '::1'],
  socketAddress: ['127.0.0.1:80', '[::1]:8080', '[fe80::1%3]:1', '1.2.3.4:0'],
  dateTime: [
    '2024-02-29T12:30:45Z',
    '2024-02-29T12:30:45.123456789+02:00',
    '2024-02-29 12:30:45 UTC',
    '2024-02-29t12:30:60z',
    '+12024-02-29T12:30:45-0230',
    '2024-02-29T12:30Z',
    '2024-02-29T12:30:45 +02:00',
    '2024-2-9T1:3:4Z',
  ],
  date: ['2024-02-29', '-0001-01-01', '+12024-1-1', ' 2024-02-29'],
  url: ['https://example.com/a?b#c', 'mailto:a@b', 'data:,x', ' http://[::1]:80/ ', 'HTTP:\\\\a'],
  decimal: ['1', '-1.50', '0.1', '1_000.5', '+3', '1e3', '.5', '5.'],
  base64: ['', 'SGVsbG8=', 'SGVsbA==', 'SGVsbG8h', 'SGVsbG8', 'SGVsbG9='],
};
