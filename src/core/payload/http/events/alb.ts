/**
 * Application Load Balancers
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html).
 *
 * Without multi-value headers, the last value of a name is handed over. Query parameters are as they were sent: still
 * encoded.
 */
import { eventBody } from '../body';
import { account, type Endpoint, type HttpStamp } from '../endpoint';
import { encode, sentPath } from '../percent';
import type { HttpRequest } from '../request';
import { grouped, lastValues, sentHeaders, valueLists } from '../sent';

export function alb(
  request: HttpRequest,
  endpoint: Endpoint & { readonly trigger: 'alb' },
  stamp: HttpStamp,
): object {
  const domain = 'orders-1234567890.us-east-1.elb.amazonaws.com';
  const headers = grouped(sentHeaders(request, domain, stamp), { lower: true });
  const query = grouped(
    request.query.map(({ name, value }) => ({ name: encode(name), value: encode(value) })),
  );
  return {
    requestContext: {
      elb: {
        targetGroupArn: `arn:aws:elasticloadbalancing:us-east-1:${account}:targetgroup/orders/6d0ecf831eec9f09`,
      },
    },
    httpMethod: request.method,
    path: sentPath(request.path),
    ...(endpoint.multiValue
      ? { multiValueQueryStringParameters: valueLists(query), multiValueHeaders: valueLists(headers) }
      : { queryStringParameters: lastValues(query), headers: lastValues(headers) }),
    ...(eventBody(request, endpoint, stamp) ?? { body: '', isBase64Encoded: false }),
  };
}
