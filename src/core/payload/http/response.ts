/**
 * What a client gets for what a function returned:
 * - function URLs https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
 * - HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * - REST and WebSocket APIs
 *   https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * - load balancers https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
import { isRecord } from '../../record';
import { isMediaType } from './body';
import type { Endpoint } from './endpoint';
import type { NameValue } from './request';

export interface HttpResponse {
  readonly status: number;
  /** Without those that set cookies. */
  readonly headers: readonly NameValue[];
  /** Of each `set-cookie`. */
  readonly cookies: readonly string[];
  readonly body: string | Uint8Array;
  /** The function returned no response: format 2.0 takes what it returned for the body. */
  readonly inferred: boolean;
}

/** Why the client gets an error of the trigger instead, 502 or 500. */
export type ResponseProblem =
  'notJson' | 'notObject' | 'statusCode' | 'headers' | 'cookies' | 'body' | 'base64';

export type Decoded = { readonly response: HttpResponse } | { readonly problem: ResponseProblem };

export interface ResponseDecoders {
  /** undefined when it is no base64. */
  readonly bytes: (base64: string) => Uint8Array | undefined;
  /** The Accept header of the request: a REST API sends bytes only when its first type is one of its binary ones. */
  readonly accept?: string;
}

/** @param payload what the function returned */
export function httpResponse(payload: string, endpoint: Endpoint, decoders: ResponseDecoders): Decoded {
  const isV2 = endpoint.trigger === 'functionUrl' || endpoint.trigger === 'httpApi';
  let returned: unknown;
  try {
    returned = JSON.parse(payload);
  } catch {
    return { problem: 'notJson' };
  }
  if (isV2 && !(isRecord(returned) && 'statusCode' in returned)) return { response: inferred(payload) };
  if (!isRecord(returned)) return { problem: 'notObject' };
  const status = statusOf(returned['statusCode']);
  if (status === undefined) return { problem: 'statusCode' };
  const all = headersOf(returned, endpoint);
  if (!all) return { problem: 'headers' };
  const cookies = isV2 ? (returned['cookies'] ?? []) : [];
  if (!isTexts(cookies)) return { problem: 'cookies' };
  const content = returned['body'] ?? '';
  if (typeof content !== 'string') return { problem: 'body' };
  const body = isDecoded(returned, endpoint, decoders.accept) ? decoders.bytes(content) : content;
  if (body === undefined) return { problem: 'base64' };
  const setsCookie = ({ name }: NameValue): boolean => name.toLowerCase() === 'set-cookie';
  return {
    response: {
      status,
      headers: all.filter((header) => !setsCookie(header)),
      cookies: [...all.filter(setsCookie).map(({ value }) => value), ...cookies],
      body,
      inferred: false,
    },
  };
}

const inferred = (payload: string): HttpResponse => ({
  status: 200,
  headers: [{ name: 'content-type', value: 'application/json' }],
  cookies: [],
  body: payload,
  inferred: true,
});

function statusOf(value: unknown): number | undefined {
  const status = typeof value === 'string' ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599
    ? status
    : undefined;
}

function headersOf(returned: Readonly<Record<string, unknown>>, endpoint: Endpoint): NameValue[] | undefined {
  const single = pairs(returned['headers'], (value) => (isText(value) ? [`${value}`] : undefined));
  const multiple = pairs(returned['multiValueHeaders'], (value) =>
    Array.isArray(value) && value.every(isText) ? value.map((each) => `${each}`) : undefined,
  );
  switch (endpoint.trigger) {
    case 'functionUrl':
    case 'httpApi':
      return single;
    case 'alb':
      // The setting decides which of the two is read.
      return endpoint.multiValue ? multiple : single;
    case 'restApi':
    case 'webSocket': {
      const names = new Set(multiple?.map(({ name }) => name.toLowerCase()));
      return (
        single && multiple && [...single.filter(({ name }) => !names.has(name.toLowerCase())), ...multiple]
      );
    }
  }
}

/** undefined when it is no map of such values. */
function pairs(
  map: unknown,
  valuesOf: (value: unknown) => readonly string[] | undefined,
): NameValue[] | undefined {
  if (!isRecord(map ?? {})) return undefined;
  const found: NameValue[] = [];
  for (const [name, value] of Object.entries(map ?? {})) {
    const values = valuesOf(value);
    if (!values) return undefined;
    for (const each of values) found.push({ name, value: each });
  }
  return found;
}

const isText = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html: "API Gateway uses the
 * first Accept header".
 */
function isDecoded(
  returned: Readonly<Record<string, unknown>>,
  endpoint: Endpoint,
  accept: string | undefined,
): boolean {
  if (returned['isBase64Encoded'] !== true) return false;
  if (endpoint.trigger !== 'restApi') return true;
  return isMediaType(accept?.split(',')[0], endpoint.binaryMediaTypes ?? []);
}
