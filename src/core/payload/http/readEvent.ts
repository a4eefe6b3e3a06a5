/** What an event says of its request: the way back of what `events/` writes. */
import { isRecord } from '../../record';
import { usualConnection } from './endpoint';
import { usualStage } from './formRequest';
import type { FormTrigger, HttpForm } from './form';
import { decodeForm, encode, queryOf } from './percent';
import { cookieRows, splitCookies, type HttpRequest, type NameValue } from './request';
import { endpointOf } from './sender';

export type EventFields = Readonly<Record<string, unknown>>;

export interface ReadEvent extends Pick<HttpForm, 'trigger' | 'stage' | 'route' | 'connectionId'> {
  /** Without its body. */
  readonly request: HttpRequest;
}

/** undefined when the event is none of a request. */
export function readEvent(event: EventFields): ReadEvent | undefined {
  const endpoint = endpointOf(event, []);
  const context = fieldsOf(event['requestContext']);
  if (!endpoint) return undefined;
  const api = (trigger: FormTrigger, route: string): Omit<ReadEvent, 'request'> => {
    const stage = textOf(context['stage']);
    return { trigger, stage: stage === usualStage(trigger) ? '' : stage, route, connectionId: '' };
  };
  switch (endpoint.trigger) {
    case 'functionUrl':
      return { ...api('functionUrl', ''), stage: '', request: ofPayloadV2(event, context, rawPath(event)) };
    case 'httpApi': {
      const [, route = ''] = textOf(event['routeKey']).split(' ');
      const path = encodedAnew(withoutStage(rawPath(event), endpoint.stage));
      return { ...api('httpApi', route), request: ofPayloadV2(event, context, path) };
    }
    case 'restApi': {
      const [path, resource] = [textOf(event['path']), textOf(event['resource'])];
      const isUsual = resource === (path === '/' ? '/' : '/{proxy+}');
      const query = rowsOf(event['multiValueQueryStringParameters'] ?? event['queryStringParameters']);
      return { ...api('restApi', isUsual ? '' : resource), request: ofPayloadV1(event, query) };
    }
    case 'alb': {
      const query = rowsOf(event['multiValueQueryStringParameters'] ?? event['queryStringParameters']);
      const decoded = query.map(({ name, value }) => ({ name: decodeForm(name), value: decodeForm(value) }));
      const trigger = endpoint.multiValue ? 'albMultiValue' : 'alb';
      return { ...api(trigger, ''), stage: '', request: ofPayloadV1(event, decoded) };
    }
    case 'webSocket':
      return ofWebSocket(event, context, endpoint.route, api);
  }
}

function ofWebSocket(
  event: EventFields,
  context: EventFields,
  key: string,
  api: (trigger: FormTrigger, route: string) => Omit<ReadEvent, 'request'>,
): ReadEvent {
  const connection = textOf(context['connectionId']);
  const connectionId = connection === usualConnection ? '' : connection;
  const none = { method: 'GET', path: '/', query: [], headers: [], cookies: [] };
  switch (key) {
    case '$connect': {
      const query = rowsOf(event['multiValueQueryStringParameters'] ?? event['queryStringParameters']);
      const request = ofPayloadV1({ ...event, httpMethod: 'GET', path: '/' }, query);
      return { ...api('webSocketConnect', ''), connectionId, request };
    }
    case '$disconnect':
      return { ...api('webSocketDisconnect', ''), connectionId, request: none };
    default:
      return { ...api('webSocketMessage', key === '$default' ? '' : key), connectionId, request: none };
  }
}

function ofPayloadV2(event: EventFields, context: EventFields, path: string): HttpRequest {
  const { cookies } = event;
  const query = textOf(event['rawQueryString']);
  return {
    method: textOf(fieldsOf(context['http'])['method']),
    path: asTyped(path),
    query: query === '' ? rowsOf(event['queryStringParameters']) : queryOf(query),
    ...headersAndCookies(
      rowsOf(event['headers']),
      Array.isArray(cookies) ? cookies.map(textOf).filter(Boolean) : [],
    ),
  };
}

const ofPayloadV1 = (event: EventFields, query: readonly NameValue[]): HttpRequest => ({
  method: textOf(event['httpMethod']),
  path: asTyped(textOf(event['path'])),
  query,
  ...headersAndCookies(rowsOf(event['multiValueHeaders'] ?? event['headers']), []),
});

/** @param listed cookies that the event has besides its headers, or once more */
function headersAndCookies(
  rows: readonly NameValue[],
  listed: readonly string[],
): Pick<HttpRequest, 'headers' | 'cookies'> {
  const isCookie = ({ name }: NameValue): boolean => name.toLowerCase() === 'cookie';
  const headers = rows.filter((row) => !isCookie(row));
  const sent = rows.filter(isCookie).flatMap(({ value }) => splitCookies(value));
  const all = listed.length > 0 ? listed : sent;
  const cookies = cookieRows(all);
  return cookies
    ? { headers, cookies }
    : { headers: [...headers, { name: 'Cookie', value: all.join('; ') }], cookies: [] };
}

const rawPath = (event: EventFields): string => textOf(event['rawPath']);

const withoutStage = (path: string, stage: string): string =>
  path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : path;

/** A decoded path, so that it is the same when it is decoded. */
const encodedAnew = (path: string): string => path.replaceAll('%', '%25');

/** What is typed has a query behind a question mark, and parameters in braces. */
const asTyped = (path: string): string => path.replace(/[?#{}]/g, encode);

/** Of an object of values, or of lists of them. */
const rowsOf = (value: unknown): readonly NameValue[] =>
  Object.entries(fieldsOf(value)).flatMap(([name, given]) =>
    (Array.isArray(given) ? (given as readonly unknown[]) : [given]).map((each) => ({
      name,
      value: textOf(each),
    })),
  );

export const fieldsOf = (value: unknown): EventFields => (isRecord(value) ? value : {});

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
