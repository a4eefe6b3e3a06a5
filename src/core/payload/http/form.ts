/** What a person filled in for a request: kept with the draft, so it may be of another version, or half done. */
import { isRecord } from '../../record';
import type { NameValue } from './request';

export const formTriggers = [
  'functionUrl',
  'httpApi',
  'restApi',
  'alb',
  'albMultiValue',
  'webSocketConnect',
  'webSocketMessage',
  'webSocketDisconnect',
] as const;
export type FormTrigger = (typeof formTriggers)[number];

export const bodyKinds = ['none', 'text', 'json', 'form', 'file', 'base64'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** Lists of names and values. */
export const rowLists = ['query', 'headers', 'cookies', 'fields'] as const;
export type RowList = (typeof rowLists)[number];

export interface HttpForm extends Readonly<Record<RowList, readonly NameValue[]>> {
  readonly trigger: FormTrigger;
  /** Of an API; empty for the usual one. */
  readonly stage: string;
  /** Of an HTTP API the route's path, of a REST API the resource, of a WebSocket API the route key; may be empty. */
  readonly route: string;
  readonly connectionId: string;
  /** Of a REST API, with commas: `image/*, application/pdf`. */
  readonly binaryMediaTypes: string;
  readonly method: string;
  /** May have parameters: `/orders/{id}`. */
  readonly path: string;
  /** Of the path, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: BodyKind;
  /** The body that is text or JSON, or bytes in base64. */
  readonly text: string;
  /** Name of the file that is the body; where it is, and what it holds, is not for a draft. */
  readonly file: string;
}

export const emptyForm: HttpForm = {
  trigger: 'functionUrl',
  stage: '',
  route: '',
  connectionId: '',
  binaryMediaTypes: '',
  method: 'GET',
  path: '/',
  parameters: {},
  query: [],
  headers: [],
  cookies: [],
  body: 'none',
  text: '',
  fields: [],
  file: '',
};

/** Takes what it understands; the rest is as in an empty form. */
export function parseForm(value: unknown): HttpForm {
  const given = isRecord(value) ? value : {};
  const text = (name: keyof HttpForm): string => textOr(given[name], emptyForm[name] as string);
  const rows = (name: RowList): readonly NameValue[] => rowsOf(given[name]);
  return {
    trigger: formTriggers.find((trigger) => trigger === given['trigger']) ?? emptyForm.trigger,
    stage: text('stage'),
    route: text('route'),
    connectionId: text('connectionId'),
    binaryMediaTypes: text('binaryMediaTypes'),
    method: text('method'),
    path: text('path'),
    parameters: textsOf(given['parameters']),
    query: rows('query'),
    headers: rows('headers'),
    cookies: rows('cookies'),
    body: bodyKinds.find((kind) => kind === given['body']) ?? emptyForm.body,
    text: text('text'),
    fields: rows('fields'),
    file: text('file'),
  };
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const textsOf = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

const rowsOf = (value: unknown): readonly NameValue[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((row) =>
    isRecord(row) && typeof row['name'] === 'string' && typeof row['value'] === 'string'
      ? [{ name: row['name'], value: row['value'] }]
      : [],
  );
