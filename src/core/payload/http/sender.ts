/** Which trigger an event says that it comes from: what it does with the response depends on it. */
import { isRecord } from '../../record';
import type { Endpoint } from './endpoint';

export interface Sender {
  readonly endpoint: Endpoint;
  /** The request's Accept header. */
  readonly accept?: string;
}

/**
 * undefined when the event is none of a request.
 * @param binaryMediaTypes of a REST API, which its events do not tell; undefined: as if all were
 */
export function senderOf(event: string, binaryMediaTypes: readonly string[] = ['*/*']): Sender | undefined {
  // Events may be large, and few are of requests.
  if (!event.includes('"requestContext"')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(event);
  } catch {
    return undefined;
  }
  const endpoint = isRecord(value) ? endpointOf(value, binaryMediaTypes) : undefined;
  if (!endpoint || !isRecord(value)) return undefined;
  const accept = acceptOf(value['headers']);
  return { endpoint, ...(accept !== undefined && { accept }) };
}

export function endpointOf(
  event: Readonly<Record<string, unknown>>,
  binaryMediaTypes: readonly string[],
): Endpoint | undefined {
  const { requestContext: context } = event;
  if (!isRecord(context)) return undefined;
  const stage = typeof context['stage'] === 'string' ? context['stage'] : '$default';
  if (isRecord(context['elb'])) return { trigger: 'alb', multiValue: isRecord(event['multiValueHeaders']) };
  if (event['version'] === '2.0' && isRecord(context['http'])) {
    const isUrl = /\.lambda-url\./.test(String(context['domainName']));
    return isUrl ? { trigger: 'functionUrl' } : { trigger: 'httpApi', stage };
  }
  if (typeof context['connectionId'] === 'string') {
    const { routeKey } = context;
    return { trigger: 'webSocket', stage, route: typeof routeKey === 'string' ? routeKey : '$default' };
  }
  return typeof event['httpMethod'] === 'string'
    ? { trigger: 'restApi', stage, binaryMediaTypes }
    : undefined;
}

function acceptOf(headers: unknown): string | undefined {
  if (!isRecord(headers)) return undefined;
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'accept');
  const accept = name === undefined ? undefined : headers[name];
  return typeof accept === 'string' ? accept : undefined;
}
