// @ts-check
// Function URLs, at an address of this endpoint instead of ID.lambda-url.REGION.on.aws: the request becomes a payload of
// format 2.0, the function's answer a response. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
import { randomUUID } from 'node:crypto';
import { AwsError } from './awsError.mjs';

const PATH = /^\/_endpoint\/url\/([a-z0-9-]+)\/([a-z0-9]+)(\/.*)?$/;
const AWS_ADDRESS = /https:\/\/([a-z0-9]{32})\.lambda-url\.([a-z0-9-]+)\.on\.aws\//g;
const TEXT = /^(text\/|application\/(json|xml|javascript)\b|[^;]*\+(json|xml)\b)/;

/** @param {string} text with function URLs as AWS gives them @param {string} endpointUrl */
export const withLocalUrls = (text, endpointUrl) =>
  text.replace(AWS_ADDRESS, `${endpointUrl}/_endpoint/url/$2/$1/`);

/**
 * @param {import('./call.mjs').Call} call
 * @param {import('node:http').ServerResponse} response
 * @param {import('./faults.mjs').Faults} faults
 * @param {import('./functionRunner.mjs').FunctionRunner} runner
 * @param {import('./controlPlane.mjs').ControlPlane} controlPlane
 * @returns {Promise<boolean>} false when the call is about something else
 * @throws {AwsError}
 */
export async function callFunctionUrl(call, response, faults, runner, controlPlane) {
  const [, region, id, path = '/'] = PATH.exec(call.path) ?? [];
  if (!region || !id) return false;
  await faults.apply(call);
  // Nobody signs a request for a function URL of type NONE.
  const caller = { region, accessKeyId: call.caller.accessKeyId };
  const found = await find(id, caller, controlPlane);
  if (!found || (found.AuthType === 'AWS_IAM' && !caller.accessKeyId))
    throw new AwsError(403, 'AccessDeniedException', 'Forbidden');
  const [name = '', qualifier] = found.FunctionArn.split(':').slice(6);
  const configuration = await runner.configurationOf(name, qualifier ?? null, caller);
  const requestId = randomUUID();
  const event = eventOf(call, { id, path, requestId, region });
  const invoke = { requestId, arn: found.FunctionArn };
  const { body, isError } = await runner.run(
    configuration,
    caller,
    Buffer.from(JSON.stringify(event)),
    invoke,
  );
  const answer = isError ? undefined : responseOf(body);
  if (answer) {
    response.writeHead(answer.status, { 'x-amzn-requestid': requestId, ...answer.headers }).end(answer.body);
  } else {
    const plain = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
    response.writeHead(502, plain).end('Internal Server Error');
  }
  return true;
}

/** @typedef {{FunctionUrl: string, FunctionArn: string, AuthType: string}} UrlConfig */

/**
 * @param {string} id @param {import('./call.mjs').Caller} caller
 * @param {import('./controlPlane.mjs').ControlPlane} controlPlane
 * @returns {Promise<UrlConfig | undefined>}
 */
async function find(id, caller, controlPlane) {
  let marker = '';
  do {
    const page = await controlPlane.lambda(`/2015-03-31/functions/?MaxItems=50${marker}`, caller);
    const { Functions, NextMarker } = JSON.parse(page.body.toString());
    for (const { FunctionName } of Functions) {
      const answer = await controlPlane.lambda(`/2021-10-31/functions/${FunctionName}/urls`, caller);
      /** @type {UrlConfig[]} */
      const urls = JSON.parse(answer.body.toString()).FunctionUrlConfigs;
      const match = urls.find(({ FunctionUrl }) => FunctionUrl.startsWith(`https://${id}.`));
      if (match) return match;
    }
    marker = NextMarker ? `&Marker=${encodeURIComponent(NextMarker)}` : '';
  } while (marker);
  return undefined;
}

/**
 * @param {import('./call.mjs').Call} call
 * @param {{id: string, path: string, requestId: string, region: string}} request
 */
function eventOf({ method, query, headers, body }, { id, path, requestId, region }) {
  const now = new Date();
  const { cookie, ...rest } = headers;
  const isText = TEXT.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query.toString(),
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    headers: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
    ...(query.size > 0 ? { queryStringParameters: joined(query) } : {}),
    requestContext: {
      accountId: 'anonymous',
      apiId: id,
      domainName: `${id}.lambda-url.${region}.on.aws`,
      domainPrefix: id,
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** @param {URLSearchParams} query @returns {Record<string, string>} repeated parameters joined by commas */
const joined = (query) =>
  Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));

/**
 * @param {Buffer} body what the function answered
 * @returns {{status: number, headers: Record<string, string | string[]>, body: string | Buffer} | undefined} undefined
 *   for an answer that Lambda can't turn into a response
 */
function responseOf(body) {
  /** @type {unknown} */
  let answer;
  try {
    answer = JSON.parse(body.toString());
  } catch {
    return undefined;
  }
  // Whatever has no status code is the body itself.
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const {
    statusCode,
    headers = {},
    cookies = [],
    body: content = '',
    isBase64Encoded,
  } = /** @type {{statusCode: number, headers?: Record<string, string>, cookies?: string[], body?: string, isBase64Encoded?: boolean}} */ (
    answer
  );
  return {
    status: Number(statusCode),
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
      ),
      ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    },
    body: Buffer.from(content, isBase64Encoded ? 'base64' : 'utf8'),
  };
}
