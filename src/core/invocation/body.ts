import { isJson } from '../payload/json';
import { isRecord } from '../record';
import type { Body, Codec, HttpReply } from './outcome';

export function bodyOf(content: Uint8Array, codec: Codec): Body {
  const bytes = content.length;
  if (bytes === 0) return { kind: 'empty' };
  const text = codec.decodeUtf8(content);
  if (text === undefined) return { kind: 'binary', content, bytes };
  return { kind: isJson(text) ? 'json' : 'text', text, bytes };
}

/**
 * The HTTP response that a JSON response stands for, or undefined when it is something else.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpReplyOf(body: Body, codec: Codec): HttpReply | undefined {
  if (body.kind !== 'json') return undefined;
  const value = JSON.parse(body.text) as unknown;
  if (!isRecord(value)) return undefined;
  const { statusCode: status, headers, multiValueHeaders, cookies, body: content, isBase64Encoded } = value;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
    return undefined;
  if (content !== undefined && content !== null && typeof content !== 'string') return undefined;
  const text = content ?? '';
  const decoded = isBase64Encoded === true ? codec.decodeBase64(text) : undefined;
  return {
    status,
    headers: withoutRepeats([
      ...headersOf(headers),
      // REST and ALB responses name the same header in both; the list has all its values.
      ...headersOf(multiValueHeaders),
      ...listOf(cookies).map((cookie) => ['set-cookie', cookie] as const),
    ]),
    body: bodyOf(decoded ?? codec.encodeUtf8(text), codec),
  };
}

const withoutRepeats = (headers: readonly (readonly [string, string])[]): (readonly [string, string])[] => [
  ...new Map(headers.map((header) => [JSON.stringify(header), header])).values(),
];

const headersOf = (headers: unknown): (readonly [string, string])[] =>
  isRecord(headers)
    ? Object.entries(headers).flatMap(([name, value]) =>
        (Array.isArray(value) ? listOf(value) : [scalar(value)]).map((one) => [name, one] as const),
      )
    : [];

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(scalar) : []);

const scalar = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
