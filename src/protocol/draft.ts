/** What a person wrote in the invoke panel and did not save to a file: told to the host, which keeps it. */
import type { TextEdit } from '../core/payload/fixes';
import { parseForm, type HttpForm } from '../core/payload/http/form';
import { isRecord } from '../core/record';

/** What a person wrote and did not save to a file. */
export interface Draft {
  /** Id of the payload file that is edited; empty for the payload that has no file. */
  readonly source: string;
  /** By source: text that differs from its file. */
  readonly edits: Readonly<Record<string, string>>;
  /** What an invocation sends; undefined: nobody has chosen yet. */
  readonly sends?: Sends;
  /** The filled in request. */
  readonly http?: HttpForm;
  /** By source: fingerprint of the file's text that the edit started from, as far as it is known. */
  readonly bases?: Readonly<Record<string, string>>;
}

const sends = ['event', 'http'] as const;
export type Sends = (typeof sends)[number];

/** A draft as it is told at every key, so only what changed of texts that both sides know. */
export interface DraftUpdate extends Pick<Draft, 'source' | 'bases' | 'sends'> {
  /** One more than that of the update before; the first one's is 1. */
  readonly version: number;
  /** All that there are. */
  readonly edits: Readonly<Record<string, string | TextChange>>;
  /** undefined: as it was. */
  readonly http?: HttpForm;
}

/** How a text came from one that the host has. */
export interface TextChange {
  /** `file`: as the host read it last, with the fingerprint in `bases`; `draft`: as of the update before. */
  readonly of: 'file' | 'draft';
  /** Length of that text. UTF-16 code units. */
  readonly was: number;
  /** In their order. */
  readonly edits: readonly TextEdit[];
}

/** What VS Code keeps for a webview and gives back after a reload. */
export interface SavedPanel {
  readonly functionId: string;
}

export function parseDraft(value: unknown): Draft | undefined {
  if (!isRecord(value) || typeof value['source'] !== 'string') return undefined;
  const edits = parseEach(value['edits'], isText);
  return edits && { source: value['source'], edits, ...parseRest(value) };
}

export function parseDraftUpdate(value: unknown): DraftUpdate | undefined {
  if (!isRecord(value) || typeof value['source'] !== 'string' || !isCount(value['version'])) return undefined;
  const edits = parseEach(value['edits'], isTold);
  return edits && { version: value['version'], source: value['source'], edits, ...parseRest(value) };
}

export function parseSavedPanel(value: unknown): SavedPanel | undefined {
  if (!isRecord(value) || typeof value['functionId'] !== 'string') return undefined;
  return { functionId: value['functionId'] };
}

/** A payload file has another name now: what was typed over it goes with it, in place of what was known by that name. */
export function withRenamed(draft: Draft, from: string, to: string): Draft {
  const move = ({ [from]: moved, ...others }: Readonly<Record<string, string>>): Record<string, string> =>
    moved === undefined ? others : { ...others, [to]: moved };
  const source = draft.source === from ? to : draft.source;
  return { ...draft, source, edits: move(draft.edits), ...(draft.bases && { bases: move(draft.bases) }) };
}

function parseRest(value: Readonly<Record<string, unknown>>): Pick<Draft, 'bases' | 'sends' | 'http'> {
  const bases = parseEach(value['bases'], isText);
  const sent = sends.find((each) => each === value['sends']);
  return {
    ...(bases && { bases }),
    ...(sent && { sends: sent }),
    ...(isRecord(value['http']) && { http: parseForm(value['http']) }),
  };
}

/** undefined when one of them is none. */
function parseEach<T>(value: unknown, is: (each: unknown) => each is T): Record<string, T> | undefined {
  if (!isRecord(value)) return undefined;
  const all = Object.entries(value);
  const areAll = all.every((entry): entry is [string, T] => is(entry[1]));
  return areAll ? Object.fromEntries(all) : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isTold = (value: unknown): value is string | TextChange => isText(value) || isTextChange(value);

const isTextChange = (value: unknown): value is TextChange =>
  isRecord(value) &&
  (value['of'] === 'file' || value['of'] === 'draft') &&
  isCount(value['was']) &&
  Array.isArray(value['edits']) &&
  value['edits'].every(isTextEdit);

const isTextEdit = (value: unknown): value is TextEdit =>
  isRecord(value) && isCount(value['offset']) && isCount(value['length']) && isText(value['text']);
