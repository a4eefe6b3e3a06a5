/**
 * Payload format 2.0: function URLs (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html) and HTTP APIs
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 *
 * Repeated headers and query parameters are joined with commas, header names are in lower case. What is decoded is not
 * documented, but was captured (https://github.com/hotsock/voker/tree/main/vokerhttp/testdata): query parameters are,
 * the raw query is not, the raw path is for HTTP APIs alone; they also take the cookies out of the headers.
 * (An HTTP API even decodes its path twice, and cuts it where a question mark appears: `%252F`, `%3F`. That is left out.)
 */
import { eventBody } from '../body';
import {
  account,
  apiDomain,
  apiId,
  pathParameters,
  requestTime,
  sourceIp,
  type Endpoint,
  type HttpStamp,
} from '../endpoint';
import { decode, sentPath, sentQuery } from '../percent';
import { cookiesOf, valuesOf, type HttpRequest } from '../request';
import { grouped, joinedValues, sentHeaders } from '../sent';

const urlId = 'abcdefghijklmnopqrstuvwxyz012345';

type V2 = Endpoint & { readonly trigger: 'functionUrl' | 'httpApi' };

export function payloadV2(request: HttpRequest, endpoint: V2, stamp: HttpStamp): object {
  const isApi = endpoint.trigger === 'httpApi';
  const domain = isApi ? apiDomain : `${urlId}.lambda-url.us-east-1.on.aws`;
  const path = sentPath(request.path);
  const cookies = cookiesOf(request);
  const headers = sentHeaders(request, domain, stamp).filter(
    ({ name }) => !isApi || name.toLowerCase() !== 'cookie',
  );
  const { stage, routeKey, parameters, variables } = isApi ? routed(request, endpoint) : unrouted;
  const rawPath = isApi ? `${stage === '$default' ? '' : `/${stage}`}${decode(path)}` : path;
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: sentQuery(request.query),
    ...(cookies.length > 0 ? { cookies } : {}),
    headers: joinedValues(grouped(headers, { lower: true })),
    ...(request.query.length > 0 ? { queryStringParameters: joinedValues(grouped(request.query)) } : {}),
    requestContext: {
      accountId: isApi ? account : 'anonymous',
      apiId: isApi ? apiId : urlId,
      domainName: domain,
      domainPrefix: isApi ? apiId : urlId,
      http: {
        method: request.method,
        path: isApi ? rawPath : decode(path),
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: valuesOf(request.headers, 'user-agent').at(-1) ?? '',
      },
      requestId: stamp.uuid(),
      routeKey,
      stage,
      time: requestTime(stamp.time),
      timeEpoch: stamp.time,
    },
    ...(parameters && Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    ...(variables ? { stageVariables: variables } : {}),
    ...(eventBody(request, endpoint, stamp) ?? { isBase64Encoded: false }),
  };
}

const unrouted = { stage: '$default', routeKey: '$default', parameters: undefined, variables: undefined };

const routed = (
  request: HttpRequest,
  { stage, route, stageVariables }: Endpoint & { readonly trigger: 'httpApi' },
) => ({
  stage,
  routeKey: route === undefined ? '$default' : `${request.method} ${route}`,
  parameters: route === undefined ? undefined : pathParameters(route, decode(sentPath(request.path))),
  variables: stageVariables,
});
