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
  return { json: `${JSON.stringify(eventOf(request, endpoint, stamp), undefined, 2)}\n` };
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
