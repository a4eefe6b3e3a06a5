/**
 * REST APIs with Lambda proxy integration
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html).
 *
 * `headers` and `queryStringParameters` have the last value of a name, their multi-value twins all of them. Query
 * parameters are decoded; path and path parameters are not, which is not documented but was captured
 * (https://github.com/hotsock/voker/blob/main/vokerhttp/testdata/apigwv1-request.json).
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
import { sentPath } from '../percent';
import { valuesOf, type HttpRequest } from '../request';
import { grouped, lastValues, sentHeaders, valueLists } from '../sent';

export function restApi(
  request: HttpRequest,
  endpoint: Endpoint & { readonly trigger: 'restApi' },
  stamp: HttpStamp,
): object {
  const { stage, stageVariables } = endpoint;
  const path = sentPath(request.path);
  // The root is a resource of its own, which `/{proxy+}` is not for.
  const resource = endpoint.resource ?? (path === '/' ? '/' : '/{proxy+}');
  const parameters = pathParameters(resource, path) ?? {};
  // API Gateway takes the length away, captured as above.
  const headers = grouped(
    sentHeaders(request, apiDomain, stamp).filter(({ name }) => name.toLowerCase() !== 'content-length'),
    { caseless: true },
  );
  const query = request.query.length > 0 ? grouped(request.query) : undefined;
  return {
    resource,
    path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: valueLists(headers),
    queryStringParameters: query ? lastValues(query) : null,
    multiValueQueryStringParameters: query ? valueLists(query) : null,
    pathParameters: Object.keys(parameters).length > 0 ? parameters : null,
    stageVariables: stageVariables ?? null,
    requestContext: {
      resourceId: 'abc123',
      resourcePath: resource,
      httpMethod: request.method,
      extendedRequestId: 'AbCdEfGhIjKlMnO=',
      requestTime: requestTime(stamp.time),
      path: `/${stage}${path}`,
      accountId: account,
      protocol: 'HTTP/1.1',
      stage,
      domainPrefix: apiId,
      requestTimeEpoch: stamp.time,
      requestId: stamp.uuid(),
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        sourceIp,
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: valuesOf(request.headers, 'user-agent').at(-1) ?? null,
        user: null,
      },
      domainName: apiDomain,
      apiId,
    },
    ...(eventBody(request, endpoint, stamp) ?? { body: null, isBase64Encoded: false }),
  };
}
