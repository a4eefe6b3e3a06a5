import { httpResponse } from '../payload/http/response';
import type { Sender } from '../payload/http/sender';
import { isJson } from '../payload/json';
import { isRecord } from '../record';
import type { Body, Codec, HttpAnswer, HttpReply } from './outcome';

export function bodyOf(content: Uint8Array, codec: Codec): Body {
  const bytes = content.length;
  if (bytes === 0) return { kind: 'empty' };
  const text = codec.decodeUtf8(content);
  if (text === undefined) return { kind: 'binary', content, bytes };
  return { kind: isJson(text) ? 'json' : 'text', text, bytes };
}

/**
 * What the response is for whoever sent the request.
 * @param sender undefined: the event does not say; what names a status is taken for a response then
 */
export function httpAnswerOf(body: Body, sender: Sender | undefined, codec: Codec): HttpAnswer | undefined {
  if (!sender && !namesStatus(body)) return undefined;
  const { endpoint, accept } = sender ?? anyApi;
  // The connection is gone: nobody gets a response.
  if (endpoint.trigger === 'webSocket' && endpoint.route === '$disconnect') return undefined;
  const decoded = httpResponse(body.kind === 'json' || body.kind === 'text' ? body.text : '', endpoint, {
    bytes: (text) => codec.decodeBase64(text),
    ...(accept !== undefined && { accept }),
  });
  if ('problem' in decoded) return sender && decoded;
  const { response } = decoded;
  const content = response.body;
  return {
    ...response,
    body: bodyOf(typeof content === 'string' ? codec.encodeUtf8(content) : content, codec),
  };
}

const anyApi: Sender = { endpoint: { trigger: 'restApi', stage: '', binaryMediaTypes: ['*/*'] } };

function namesStatus(body: Body): boolean {
  if (body.kind !== 'json') return false;
  const value: unknown = JSON.parse(body.text);
  return isRecord(value) && typeof value['statusCode'] === 'number';
}

/** The headers that set cookies are parted from the others. */
export function streamedReply(
  status: number,
  headers: readonly (readonly [name: string, value: string])[],
  body: Body,
): HttpReply {
  const setsCookie = ([name]: readonly [string, string]): boolean => name.toLowerCase() === 'set-cookie';
  return {
    status,
    headers: headers.filter((header) => !setsCookie(header)).map(([name, value]) => ({ name, value })),
    cookies: headers.filter(setsCookie).map(([, value]) => value),
    body,
    inferred: false,
  };
}
