/** An event as a filled in form, and what of it the form has no place for. */
import { isJson } from '../json';
import { isMediaType } from './body';
import type { HttpStamp } from './endpoint';
import { httpEvent } from './event';
import { emptyForm, type HttpForm } from './form';
import { binaryMediaTypes, formEndpoint, formOf, formRequest } from './formRequest';
import { lostParts } from './lostParts';
import { fieldsOf, readEvent, textOf, type EventFields, type ReadEvent } from './readEvent';
import { contentTypeOf, type HttpRequest, type NameValue } from './request';

/** undefined when the text is no base64. */
export type Decoded = (base64: string) => Uint8Array | undefined;

export interface EventForm {
  readonly form: HttpForm;
  /** What the form's own event has not, or has with another value: `requestContext.authorizer`. */
  readonly lost: readonly string[];
}

/**
 * @param before what events do not tell stays as it was in it
 * @returns undefined when the text is no event of a request
 */
export function formOfEvent(
  text: string,
  before: HttpForm,
  stamp: HttpStamp,
  decoded: Decoded,
): EventForm | undefined {
  const event = parsed(text);
  const read = event && readEvent(event);
  if (!event || !read) return undefined;
  const content = contentOf(event, stamp, decoded);
  const whole: HttpRequest = { ...read.request, ...(content.length > 0 && { body: { content } }) };
  const request = { ...whole, headers: withoutAdded(whole, read, stamp) };
  const { trigger } = read;
  const form: HttpForm = {
    ...formOf(request, before, stamp.base64),
    ...settingsOf(read),
    ...(trigger === 'webSocketMessage' && messageBody(content)),
    ...(trigger === 'restApi' && { binaryMediaTypes: mediaTypes(event, request, before) }),
  };
  const bytes = typeof content === 'string' ? undefined : content;
  const own = httpEvent(formRequest(form, bytes), formEndpoint(form), stamp);
  return { form, lost: lostParts(event, 'json' in own ? fieldsOf(parsed(own.json)) : {}, stamp, decoded) };
}

function parsed(text: string): EventFields | undefined {
  // Events may be large, and few are of requests.
  if (!text.includes('"requestContext"')) return undefined;
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Bytes when they are no text. */
function contentOf(event: EventFields, { base64, text }: HttpStamp, decoded: Decoded): string | Uint8Array {
  const body = textOf(event['body']);
  const bytes = event['isBase64Encoded'] === true ? decoded(body) : undefined;
  if (!bytes) return body;
  const read = text(bytes);
  return base64(read) === base64(bytes) ? read : bytes;
}

/** The headers without those that every client and AWS add: the form does it, too. */
function withoutAdded(
  { headers, ...request }: HttpRequest,
  read: ReadEvent,
  stamp: HttpStamp,
): readonly NameValue[] {
  const endpoint = formEndpoint({ ...emptyForm, ...settingsOf(read) });
  const plain = httpEvent({ ...request, method: 'GET', headers: [], cookies: [] }, endpoint, stamp);
  const added = readEvent('json' in plain ? fieldsOf(parsed(plain.json)) : {})?.request.headers ?? [];
  return headers.filter(
    (header) =>
      !isAddedAnew(header) &&
      !added.some(({ name, value }) => isSame(name, header.name) && value === header.value),
  );
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** With another value in every event. */
const isAddedAnew = ({ name, value }: NameValue): boolean =>
  (isSame(name, 'X-Amzn-Trace-Id') && /^Root=1-[\da-f]{8}-[\da-f]{24}\b/.test(value)) ||
  isSame(name, 'Sec-WebSocket-Key');

const settingsOf = ({ trigger, stage, route, connectionId }: ReadEvent): Omit<ReadEvent, 'request'> => ({
  trigger,
  stage,
  route,
  connectionId,
});

/** A message has no content type, but most are JSON. */
const messageBody = (content: string | Uint8Array): Partial<HttpForm> =>
  typeof content === 'string'
    ? { body: /^\s*[[{]/.test(content) && isJson(content) ? 'json' : 'text', text: content }
    : {};

/** Those with which the API hands over the body as the event has it: events do not tell them. */
function mediaTypes(event: EventFields, request: HttpRequest, before: HttpForm): string {
  const type = contentTypeOf(request);
  const isBinary = event['isBase64Encoded'] === true;
  const fits = (types: string): boolean =>
    isMediaType(type, binaryMediaTypes({ ...before, binaryMediaTypes: types })) === isBinary;
  if (!request.body || fits(before.binaryMediaTypes)) return before.binaryMediaTypes;
  return isBinary ? (type?.split(';')[0]?.trim() ?? '*/*') : '';
}
