/** Whether a trigger hands a body over as text or in base64. */
import type { Endpoint, HttpStamp } from './endpoint';
import { contentTypeOf, valuesOf, type HttpRequest } from './request';

export interface EventBody {
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/**
 * - Application Load Balancer: text when the content type is `text/*`, `application/json`, `application/javascript` or
 *   `application/xml` and nothing says how the content is encoded
 *   (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html).
 * - Function URL and HTTP API: AWS says only that bodies of binary content types are in base64
 *   (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html). Measured by others, it is the same list:
 *   forms and bodies without a content type come in base64 (https://github.com/ministackorg/ministack/pull/766).
 * - REST API: base64 when the content type is among the API's binary media types
 *   (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html).
 * - WebSocket: messages are text, binary frames are refused
 *   (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html).
 */
export function isBase64(request: HttpRequest, endpoint: Endpoint): boolean {
  const type = contentTypeOf(request);
  switch (endpoint.trigger) {
    case 'alb':
      return valuesOf(request.headers, 'content-encoding').length > 0 || !isTextType(type);
    case 'functionUrl':
    case 'httpApi':
      return !isTextType(type);
    case 'restApi':
      return isMediaType(type, endpoint.binaryMediaTypes ?? []);
    case 'webSocket':
      return false;
  }
}

const mediaType = (contentType: string | undefined): string =>
  (contentType?.split(';')[0] ?? '').trim().toLowerCase();

const isTextType = (contentType: string | undefined): boolean =>
  /^(text\/.*|application\/(json|javascript|xml))$/.test(mediaType(contentType));

/** @param patterns media types; those with a star stand for all of a kind */
export const isMediaType = (contentType: string | undefined, patterns: readonly string[]): boolean => {
  const type = mediaType(contentType);
  return patterns.some((pattern) => {
    const wanted = mediaType(pattern);
    return (
      wanted === '*/*' || wanted === type || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1)))
    );
  });
};

/** @returns undefined when the request has no body */
export function eventBody(
  request: HttpRequest,
  endpoint: Endpoint,
  { base64, text }: HttpStamp,
): EventBody | undefined {
  const { content } = request.body ?? { content: '' };
  if (content.length === 0) return undefined;
  const isBase64Encoded = isBase64(request, endpoint);
  const body = isBase64Encoded ? base64(content) : typeof content === 'string' ? content : text(content);
  return { body, isBase64Encoded };
}
