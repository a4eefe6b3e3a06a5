/** What would make a payload right where serde refuses it. */
import type { Problem } from '../shape/problem';
import { resolved, type Field, type ResolvedShape, type Shape, type ShapeSet } from '../shape/shape';
import type { Entry, JsonNode } from '../shape/tree';
import { generate } from './generate';
import { indentAt, nodeAt, type Found } from './jsonPlaces';
import { nearest } from './nearMiss';

export interface TextEdit {
  /** UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export interface Fix {
  readonly kind: 'add' | 'rename' | 'replace' | 'convert' | 'wrap' | 'unwrap' | 'remove';
  /** A name, or the JSON that is put in. */
  readonly what: string;
  readonly edits: readonly TextEdit[];
}

/** What is longer is no value for a button. */
const longestValue = 40;
const mostChoices = 8;

/** @param problem of this text, as the checker told it */
export function fixesFor(text: string, root: JsonNode, set: ShapeSet, problem: Problem): readonly Fix[] {
  const at = nodeAt(root, problem.offset, problem.length);
  if (!at) return [];
  const { fault, expected } = problem;
  const shape = expected && resolved(expected, set.definitions);
  switch (fault.code) {
    case 'missing':
      return missing(text, at.value, fault.name, shape, set);
    case 'unknown':
      return [...renamed(at, fault.known), ...removed(text, at)];
    case 'duplicate':
      return removed(text, at);
    case 'variant':
      return variants(at, fault.known);
    case 'type':
    case 'value':
      if (!shape) return [];
      return at.entry && at.isKey ? anotherKey(at.entry, shape, set) : converted(at.value, shape, set);
    default:
      return [];
  }
}

function missing(
  text: string,
  object: JsonNode,
  name: string,
  shape: ResolvedShape | undefined,
  set: ShapeSet,
): readonly Fix[] {
  if (object.kind !== 'object') return [];
  const fields = shape?.kind === 'struct' ? fieldsOf(shape, set) : [];
  const field = fields.find((each) => each.name === name);
  const taken = new Set(fields.flatMap(({ name: own, aliases }) => [own, ...aliases]));
  const meant = object.entries.find(
    ({ key }) => !taken.has(key.value) && nearest(key.value, [name]) === name,
  );
  const value = field && valueOf(field.shape, name, set, unitIn(text));
  return [
    ...(meant
      ? [{ kind: 'rename', what: name, edits: [replacement(meant.key, JSON.stringify(name))] } as const]
      : []),
    ...(value === undefined
      ? []
      : [{ kind: 'add', what: name, edits: [added(text, object, name, value)] } as const]),
  ];
}

/** With those of flattened structs. */
function fieldsOf(
  shape: ResolvedShape & { readonly kind: 'struct' },
  set: ShapeSet,
  depth = 0,
): readonly Field[] {
  const inner = shape.flattened.flatMap((each) => {
    const of = resolved(each, set.definitions);
    return of.kind === 'struct' && depth < 20 ? fieldsOf(of, set, depth + 1) : [];
  });
  return [...shape.fields, ...inner];
}

/** JSON that a field may have, on the lines it needs. */
function valueOf(shape: Shape, name: string, set: ShapeSet, unit: string): string | undefined {
  const holder: Shape = {
    kind: 'struct',
    expected: 'struct',
    fields: [{ name, aliases: [], shape, absent: 'error', rust: {} }],
    flattened: [],
    denyUnknown: false,
    asSequence: false,
    rust: {},
  };
  const json = generate({ ...set, root: holder }, { fields: 'required' });
  return json === undefined
    ? undefined
    : JSON.stringify((JSON.parse(json) as Readonly<Record<string, unknown>>)[name], undefined, unit);
}

/** What lines are indented by. */
const unitIn = (text: string): string => (/^\t/m.test(text) ? '\t' : '  ');

function added(
  text: string,
  object: JsonNode & { readonly kind: 'object' },
  name: string,
  value: string,
): TextEdit {
  const last = object.entries.at(-1);
  const entry = `${JSON.stringify(name)}: `;
  if (!last) {
    const indent = indentAt(text, object.offset);
    const inner = indent + unitIn(text);
    const lines = `${inner}${entry}${value.replaceAll('\n', `\n${inner}`)}`;
    return { offset: object.offset, length: object.length, text: `{\n${lines}\n${indent}}` };
  }
  const end = last.value.offset + last.value.length;
  // As the last one is laid out: on a line of its own, or beside the others.
  const before = text.slice(object.offset, last.key.offset);
  const indent = indentAt(text, last.key.offset);
  return before.includes('\n')
    ? { offset: end, length: 0, text: `,\n${indent}${entry}${value.replaceAll('\n', `\n${indent}`)}` }
    : { offset: end, length: 0, text: `, ${entry}${value.replace(/\n\s*/g, ' ')}` };
}

function renamed({ entry, parent }: Found, known: readonly string[]): readonly Fix[] {
  const there = parent?.kind === 'object' ? parent.entries.map(({ key }) => key.value) : [];
  // One that is there already would come twice.
  const free = known.filter((name) => !there.includes(name));
  const name = entry && nearest(entry.key.value, free);
  return entry && name !== undefined
    ? [{ kind: 'rename', what: name, edits: [replacement(entry.key, JSON.stringify(name))] }]
    : [];
}

/** With the comma and the space that it leaves behind. */
function removed(text: string, { entry, parent }: Found): readonly Fix[] {
  if (!entry || parent?.kind !== 'object') return [];
  const index = parent.entries.indexOf(entry);
  const before = parent.entries[index - 1];
  const after = parent.entries[index + 1];
  const end = entry.value.offset + entry.value.length;
  const from = before
    ? before.value.offset + before.value.length
    : after
      ? entry.key.offset
      : parent.offset + 1;
  const to = before ? end : after ? after.key.offset : text.lastIndexOf('}', parent.offset + parent.length);
  return [{ kind: 'remove', what: entry.key.value, edits: [{ offset: from, length: to - from, text: '' }] }];
}

function variants({ isKey, value, entry }: Found, known: readonly string[]): readonly Fix[] {
  const node = isKey ? entry?.key : value;
  if (node?.kind !== 'string') return [];
  const best = nearest(node.value, known);
  const others = known.filter((name) => name !== best).slice(0, mostChoices - (best === undefined ? 0 : 1));
  return [...(best === undefined ? [] : [best]), ...others].map((name) => ({
    kind: 'replace',
    what: name,
    edits: [replacement(node, JSON.stringify(name))],
  }));
}

/** Keys are strings in JSON, whatever they are made into. */
function anotherKey({ key }: Entry, shape: ResolvedShape, set: ShapeSet): readonly Fix[] {
  const json = generate({ ...set, root: shape }, { fields: 'required' });
  const value: unknown = json === undefined ? undefined : JSON.parse(json);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return [];
  const name = String(value);
  return [{ kind: 'replace', what: name, edits: [replacement(key, JSON.stringify(name))] }];
}

/** The same value, written as its type wants it; else one that it would take. */
function converted(node: JsonNode, shape: ResolvedShape, set: ShapeSet): readonly Fix[] {
  const { definitions } = set;
  const wanted = shape.kind === 'option' ? resolved(shape.of, definitions) : shape;
  const same = sameAs(node, wanted);
  if (same !== undefined) return [{ kind: 'convert', what: same, edits: [replacement(node, same)] }];
  const fixes: Fix[] = [];
  if (wanted.kind === 'seq' && node.kind !== 'array' && node.kind !== 'null') {
    const end = node.offset + node.length;
    const edits = [
      { offset: node.offset, length: 0, text: '[' },
      { offset: end, length: 0, text: ']' },
    ];
    fixes.push({ kind: 'wrap', what: '[]', edits });
  }
  if (node.kind === 'array' && node.items.length === 1 && wanted.kind !== 'seq' && wanted.kind !== 'tuple') {
    const [item] = node.items;
    if (item) {
      const after = item.offset + item.length;
      const edits = [
        { offset: node.offset, length: item.offset - node.offset, text: '' },
        { offset: after, length: node.offset + node.length - after, text: '' },
      ];
      fixes.push({ kind: 'unwrap', what: '[]', edits });
    }
  }
  const value = generate({ ...set, root: wanted }, { fields: 'required' })?.trim();
  const isShort = value !== undefined && value.length <= longestValue && !value.includes('\n');
  return isShort ? [...fixes, { kind: 'replace', what: value, edits: [replacement(node, value)] }] : fixes;
}

/** `"5"` and `5`, `"true"` and `true`, `5.0` and `5`; undefined when nothing of the kind is meant. */
function sameAs(node: JsonNode, wanted: ResolvedShape): string | undefined {
  if (wanted.kind === 'string' && wanted.format === undefined) {
    if (node.kind === 'number') return JSON.stringify(node.raw);
    return node.kind === 'boolean' ? JSON.stringify(String(node.value)) : undefined;
  }
  const written = node.kind === 'string' ? node.value.trim() : node.kind === 'number' ? node.raw : '';
  if (wanted.kind === 'bool') return written === 'true' || written === 'false' ? written : undefined;
  if (wanted.kind === 'float')
    return node.kind === 'string' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(written)
      ? written
      : undefined;
  if (wanted.kind !== 'integer') return undefined;
  const whole = /^(-?(?:0|[1-9]\d*))(?:\.0+)?$/.exec(written)?.[1];
  if (whole === undefined || (node.kind === 'number' && whole === node.raw)) return undefined;
  const value = BigInt(whole);
  return value >= wanted.min && value <= wanted.max ? whole : undefined;
}

const replacement = (
  { offset, length }: { readonly offset: number; readonly length: number },
  text: string,
): TextEdit => ({ offset, length, text });
