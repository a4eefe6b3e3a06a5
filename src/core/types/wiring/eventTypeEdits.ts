/** Makes a handler take another type. */
import type { EventTypePlace, Span } from './eventTypePlace';

/** What it shall take. */
export type NewEventType =
  /** Types that are written for it. */
  | {
      readonly kind: 'written';
      readonly root: string;
      readonly source: string;
      readonly uses: readonly Use[];
    }
  /** Of a crate; `written` is what is written for its arguments. */
  | {
      readonly kind: 'imported';
      readonly path: Use;
      readonly arguments?: string;
      readonly written?: { readonly source: string; readonly uses: readonly Use[] };
    };

/** `['serde', 'Deserialize']` */
export type Use = readonly string[];

export interface TextEdit extends Span {
  readonly text: string;
}

/** How a name of another crate is written in the place, and the `use` that this takes. */
export interface Spelling {
  readonly text: string;
  readonly use?: Use;
}

/** By its name alone, unless that stands for something else there. */
export function spelling({ imports, names }: Pick<EventTypePlace, 'imports' | 'names'>, path: Use): Spelling {
  const name = path.at(-1) ?? '';
  const known = imports.find((each) => each.name === name);
  // Crates export a type again elsewhere. Of serde's traits, only those at its root come with what derives them.
  const isSame =
    known?.path[0] === path[0] &&
    known?.path.at(-1) === name &&
    (path[0] !== 'serde' || known.path.length === path.length);
  const isAll = imports.some(
    (each) => each.name === undefined && each.path.join() === path.slice(0, -1).join(),
  );
  if (isSame || (isAll && !known)) return { text: name };
  return known || names.has(name) ? { text: path.join('::') } : { text: name, use: path };
}

/** In the order of their places, which don't overlap. */
export function eventTypeEdits(place: EventTypePlace, wanted: NewEventType): readonly TextEdit[] {
  const { spans, itemsAt, usesAt, indent } = place;
  const imported = wanted.kind === 'imported' ? spelling(place, wanted.path) : undefined;
  const written = wanted.kind === 'written' ? wanted : wanted.written;
  const uses = [...(imported?.use ? [imported.use] : []), ...(written?.uses ?? [])];
  const type = wanted.kind === 'written' ? wanted.root : `${imported?.text ?? ''}${wanted.arguments ?? ''}`;
  const isAlone = !place.imports.length;
  const lines = useLines(uses).map((line) => `${indent}${line}\n`);
  const edits: TextEdit[] = spans.map((span) => ({ ...span, text: type }));
  if (place.caller?.path === place.path) edits.push(...place.caller.edits);
  // The same type again needs its declaration.
  if (place.lastUse && type !== place.type) edits.push({ ...place.lastUse, text: '' });
  if (lines.length > 0)
    edits.push({ start: usesAt, end: usesAt, text: `${lines.join('')}${isAlone ? '\n' : ''}` });
  if (written && written.source !== '')
    edits.push({ start: itemsAt, end: itemsAt, text: `${indented(written.source, indent)}\n` });
  return edits
    .sort((one, other) => one.start - other.start)
    .reduce<readonly TextEdit[]>(withoutNeighbours, []);
}

/** What touches is one edit: which comes first is then certain. */
function withoutNeighbours(edits: readonly TextEdit[], edit: TextEdit): readonly TextEdit[] {
  const last = edits.at(-1);
  if (last?.end !== edit.start) return [...edits, edit];
  return [...edits.slice(0, -1), { start: last.start, end: edit.end, text: last.text + edit.text }];
}

/** `use serde::{Deserialize, Serialize};`, one for each crate or module. */
export function useLines(uses: readonly Use[]): readonly string[] {
  const modules = new Map<string, string[]>();
  for (const path of uses) {
    const of = path.slice(0, -1).join('::');
    modules.set(of, [...(modules.get(of) ?? []), path.at(-1) ?? '']);
  }
  return [...modules].map(([of, names]) =>
    names.length === 1 ? `use ${of}::${names[0]};` : `use ${of}::{${names.toSorted().join(', ')}};`,
  );
}

const indented = (source: string, indent: string): string => source.replace(/^(?=.)/gm, indent);
