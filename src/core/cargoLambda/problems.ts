import { isInside, join } from '../project/paths';
import { numberOf, objectOf, objectsOf, textOf, type Json } from './json';

export interface TextRange {
  /** 0-based, in UTF-16 code units as VS Code counts. */
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface Place {
  /** Absolute and native. */
  readonly file: string;
  readonly range: TextRange;
}

export interface Problem extends Place {
  readonly severity: 'error' | 'warning' | 'note';
  /** `E0308`, or the name of a lint such as `unused_mut`. */
  readonly code?: string;
  /** The headline with what the place itself is labelled, and notes that have no place. */
  readonly message: string;
  /** Other places that explain it, without those of `suggestions`. */
  readonly related: readonly (Place & { readonly message: string })[];
  /** What rustc would put in place of what. */
  readonly suggestions: readonly (Place & { readonly replacement: string; readonly message: string })[];
  /** Code that has no effect: shown faded. */
  readonly unnecessary: boolean;
}

/** A span of a diagnostic with its file, seen from where the person can do something about it. */
interface Span extends Place {
  readonly label?: string;
  readonly primary: boolean;
}

/**
 * A rustc diagnostic as a problem, or undefined when it has no place (`aborting due to …`) or is no problem.
 * Format: https://doc.rust-lang.org/rustc/json.html
 */
export function problemOf(diagnostic: Json, workspaceRoot: string): Problem | undefined {
  const severity = severityOf(textOf(diagnostic['level']));
  const spans = objectsOf(diagnostic['spans']).flatMap((span) => placed(span, workspaceRoot));
  const primary = spans.find((span) => span.primary) ?? spans[0];
  if (!severity || !primary) return undefined;

  const children = objectsOf(diagnostic['children']).map((child) => ({
    text: textOf(child['message']) ?? '',
    level: textOf(child['level']) ?? '',
    spans: objectsOf(child['spans']),
  }));
  const headline = textOf(diagnostic['message']) ?? '';
  const notes = children.filter(({ spans: places }) => places.length === 0);
  const lines = [headline, primary.label ?? '', ...notes.map(({ level, text }) => `${level}: ${text}`)];
  const pointed = children.flatMap(({ text, spans: places }) =>
    places.flatMap((span) =>
      placed(span, workspaceRoot).map((place) => ({
        ...pick(place),
        message: text,
        replacement: textOf(span['suggested_replacement']),
      })),
    ),
  );
  const code = textOf(objectOf(diagnostic['code'])?.['code']);
  return {
    ...pick(primary),
    severity,
    ...(code !== undefined && { code }),
    message: lines.filter((line) => line !== '').join('\n'),
    related: [
      ...spans
        .filter((span) => span !== primary)
        .map((span) => ({ ...pick(span), message: span.label ?? headline })),
      ...pointed
        .filter(({ replacement }) => replacement === undefined)
        .map(({ file, range, message }) => ({ file, range, message })),
    ],
    suggestions: pointed.flatMap(({ file, range, message, replacement }) =>
      replacement === undefined ? [] : [{ file, range, message, replacement }],
    ),
    unnecessary: code !== undefined && /^(unused_|dead_code$|unreachable_code$)/.test(code),
  };
}

const pick = ({ file, range }: Place): Place => ({ file, range });

function severityOf(level: string | undefined): Problem['severity'] | undefined {
  if (level === undefined) return undefined;
  if (level.startsWith('error')) return 'error';
  return level === 'warning' || level === 'note' ? level : undefined;
}

/**
 * A span of macro code lies in the macro's own file, often one of a dependency or of the compiler. It is taken to
 * the nearest place inside the workspace that the macro was used from; without one it has no place.
 */
function placed(span: Json, workspaceRoot: string): Span[] {
  const chain = [...withUses(span)].map((at) => ({ at, file: fileOf(at, workspaceRoot) }));
  const inside = chain.find(({ file }) => file !== undefined && isInside(file, workspaceRoot));
  // A path dependency may lie outside; a macro's own file there is not where one would look.
  const chosen = inside ?? (chain.length === 1 ? chain[0] : undefined);
  if (chosen?.file === undefined) return [];
  const label = textOf(span['label']);
  return [
    {
      file: chosen.file,
      range: rangeOf(chosen.at),
      primary: span['is_primary'] === true,
      ...(label !== undefined && { label }),
    },
  ];
}

/** The span, the use of the macro it came from, the use of the macro that came from, … */
function* withUses(span: Json): Generator<Json> {
  for (let at: Json | undefined = span; at; at = objectOf(objectOf(at['expansion'])?.['span'])) yield at;
}

function fileOf(span: Json, workspaceRoot: string): string | undefined {
  const name = textOf(span['file_name']) ?? '';
  // `<::std::macros::panic macros>` and `/rustc/HASH/library/…` (no sources installed) are no files.
  return name === '' || /^(<|[/\\]rustc[/\\])/.test(name) ? undefined : join(workspaceRoot, name);
}

/** rustc counts lines and columns from 1, columns in characters. */
function rangeOf(span: Json): TextRange {
  const lines = objectsOf(span['text']).map((line) => textOf(line['text']) ?? '');
  const position = (line: unknown, column: unknown, text: string | undefined): TextRange['start'] => ({
    line: Math.max((numberOf(line) ?? 1) - 1, 0),
    character: utf16Length(text, Math.max((numberOf(column) ?? 1) - 1, 0)),
  });
  return {
    start: position(span['line_start'], span['column_start'], lines[0]),
    end: position(span['line_end'], span['column_end'], lines.at(-1)),
  };
}

/** How many UTF-16 code units the first characters of a line take; one each where the text is not known. */
function utf16Length(text: string | undefined, characters: number): number {
  if (text === undefined) return characters;
  // Code points are what rustc counts: a composed emoji is several of its columns.
  const known = Array.from(text).slice(0, characters);
  return known.join('').length + (characters - known.length);
}

/** The page that explains a code; undefined for rustc's lints, which have none of their own. */
export function explanationOf(code: string): string | undefined {
  if (/^E\d{4}$/.test(code)) return `https://doc.rust-lang.org/error_codes/${code}.html`;
  const lint = /^clippy::(\w+)$/.exec(code)?.[1];
  return lint && `https://rust-lang.github.io/rust-clippy/master/index.html#${lint}`;
}
