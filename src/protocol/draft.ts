/** What a person wrote in the invoke panel and did not save to a file: told to the host, and kept by VS Code. */
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

/** What VS Code keeps for a webview and gives back after a reload. */
export interface SavedPanel {
  readonly functionId: string;
  /** Nobody has typed or chosen anything yet when there is none. */
  readonly draft?: Draft;
}

export function parseDraft(value: unknown): Draft | undefined {
  if (!isRecord(value) || typeof value['source'] !== 'string') return undefined;
  const edits = parseTexts(value['edits']);
  const bases = parseTexts(value['bases']);
  const sent = sends.find((each) => each === value['sends']);
  return (
    edits && {
      ...{ source: value['source'], edits },
      ...(bases && { bases }),
      ...(sent && { sends: sent }),
      ...(isRecord(value['http']) && { http: parseForm(value['http']) }),
    }
  );
}

export function parseSavedPanel(value: unknown): SavedPanel | undefined {
  if (!isRecord(value) || typeof value['functionId'] !== 'string') return undefined;
  const draft = parseDraft(value['draft']);
  return { functionId: value['functionId'], ...(draft && { draft }) };
}

function parseTexts(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isRecord(value)) return undefined;
  const texts = Object.entries(value);
  const areAll = texts.every((entry): entry is [string, string] => typeof entry[1] === 'string');
  return areAll ? Object.fromEntries(texts) : undefined;
}
