/**
 * WebSocket APIs with Lambda proxy integration. `$connect` is the request that opens the connection, `$disconnect`
 * follows its end; every other route is for messages, which have neither headers nor query
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html).
 */
import { eventBody } from '../body';
import {
  apiDomain,
  apiId,
  requestTime,
  sourceIp,
  usualConnection,
  type Endpoint,
  type HttpStamp,
} from '../endpoint';
import { valuesOf, type HttpRequest, type NameValue } from '../request';
import { grouped, lastValues, sentHeaders, valueLists } from '../sent';

type WebSocket = Endpoint & { readonly trigger: 'webSocket' };

export function webSocket(request: HttpRequest, endpoint: WebSocket, stamp: HttpStamp): object {
  const { route, stage, stageVariables, connectionId = usualConnection } = endpoint;
  const userAgent = valuesOf(request.headers, 'user-agent').at(-1);
  const common = {
    routeKey: route,
    extendedRequestId: 'AbCdEfGhIjKlMnO=',
    requestTime: requestTime(stamp.time),
    messageDirection: 'IN',
    stage,
    connectedAt: stamp.time,
    requestTimeEpoch: stamp.time,
    identity: { ...(userAgent === undefined ? {} : { userAgent }), sourceIp },
    requestId: stamp.uuid(),
    domainName: apiDomain,
    connectionId,
    apiId,
  };
  const variables = stageVariables ? { stageVariables } : {};
  switch (route) {
    case '$connect':
      return {
        ...both('headers', 'multiValueHeaders', opening(request, stamp), true),
        ...both('queryStringParameters', 'multiValueQueryStringParameters', request.query),
        ...variables,
        requestContext: { ...common, eventType: 'CONNECT' },
        isBase64Encoded: false,
      };
    case '$disconnect':
      return {
        ...both('headers', 'multiValueHeaders', closing, true),
        ...variables,
        requestContext: {
          ...common,
          eventType: 'DISCONNECT',
          disconnectStatusCode: 1005,
          disconnectReason: 'Client-side close frame status not set',
        },
        isBase64Encoded: false,
      };
    default:
      return {
        ...variables,
        requestContext: { ...common, eventType: 'MESSAGE', messageId: stamp.uuid() },
        ...(eventBody(request, endpoint, stamp) ?? { body: '', isBase64Encoded: false }),
      };
  }
}

/** Of an open connection: all but its beginning and its end. */
export const isMessage = (endpoint: Endpoint): boolean =>
  endpoint.trigger === 'webSocket' && endpoint.route !== '$connect' && endpoint.route !== '$disconnect';

const closing: readonly NameValue[] = [
  { name: 'Host', value: apiDomain },
  { name: 'x-api-key', value: '' },
  { name: 'X-Forwarded-For', value: '' },
  { name: 'x-restapi', value: '' },
];

/** RFC 6455, 4.1. */
const opening = ({ method, path, query, headers, cookies }: HttpRequest, stamp: HttpStamp): NameValue[] => [
  // A GET, without the body.
  ...sentHeaders({ method, path, query, headers, cookies }, apiDomain, stamp),
  { name: 'Sec-WebSocket-Key', value: stamp.base64(stamp.uuid().slice(-16)) },
  { name: 'Sec-WebSocket-Version', value: '13' },
];

function both(single: string, multiple: string, pairs: readonly NameValue[], caseless = false): object {
  if (pairs.length === 0) return {};
  const groups = grouped(pairs, { caseless });
  return { [single]: lastValues(groups), [multiple]: valueLists(groups) };
}
