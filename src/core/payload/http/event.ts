/** The event that a function gets for a request. */
import { alb } from './events/alb';
import { payloadV2 } from './events/payloadV2';
import { restApi } from './events/restApi';
import { isMessage, webSocket } from './events/webSocket';
import type { Endpoint, HttpStamp } from './endpoint';
import { requestProblem, type HttpRequest, type RequestProblem } from './request';

export type HttpEvent =
  /** Laid out. */
  { readonly json: string } | { readonly problem: RequestProblem };

export function httpEvent(request: HttpRequest, endpoint: Endpoint, stamp: HttpStamp): HttpEvent {
  const problem = requestProblem(request);
  if (problem) return { problem };
  if (isMessage(endpoint) && typeof (request.body?.content ?? '') !== 'string')
    return { problem: { part: 'body' } };
  const json = JSON.stringify(eventOf(request, endpoint, stamp), undefined, 2);
  return { json: `${sendable(json)}\n` };
}

function eventOf(request: HttpRequest, endpoint: Endpoint, stamp: HttpStamp): object {
  switch (endpoint.trigger) {
    case 'functionUrl':
    case 'httpApi':
      return payloadV2(request, endpoint, stamp);
    case 'restApi':
      return restApi(request, endpoint, stamp);
    case 'alb':
      return alb(request, endpoint, stamp);
    case 'webSocket':
      return webSocket(request, endpoint, stamp);
  }
}

/** Without lone surrogates, which no client sends and serde_json rejects; JSON.stringify writes them as escapes. */
const sendable = (json: string): string =>
  /\\ud[89a-f]/.test(json)
    ? json.replace(/\\(ud[89a-f][\da-f]{2}|[^])/g, (escape, code: string) =>
        code.length > 1 ? '\ufffd' : escape,
      )
    : json;
