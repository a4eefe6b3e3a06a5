// @ts-check
// Lambda's Invoke operation. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
import { randomUUID } from 'node:crypto';
import { warn } from '../lib/log.mjs';
import { AwsError } from './awsError.mjs';

/** Bytes; Lambda quotas, "Invocation payload". */
const LARGEST_PAYLOAD = { RequestResponse: 6 * 1024 * 1024, Event: 1024 * 1024, DryRun: 6 * 1024 * 1024 };
const LOG_TAIL_BYTES = 4096;
const INVOKE_PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;
const STREAMING_PATH = /^\/2021-11-15\/functions\/[^/]+\/response-streaming-invocations\/?$/;

/**
 * @param {import('./call.mjs').Call} call
 * @param {import('node:http').ServerResponse} response
 * @param {import('./functionRunner.mjs').FunctionRunner} runner
 * @returns {Promise<boolean>} false when the call is about something else
 * @throws {AwsError}
 */
export async function invoke(call, response, runner) {
  const name = call.method === 'POST' && INVOKE_PATH.exec(call.path)?.[1];
  if (!name) {
    if (!STREAMING_PATH.test(call.path)) return false;
    throw new AwsError(
      400,
      'UnsupportedOperationOfEndpoint',
      'This endpoint does not stream responses: use Invoke.',
    );
  }
  const { headers, caller } = call;
  const qualifier = call.query.get('Qualifier');
  const type = invocationType(headers['x-amz-invocation-type']);
  const payload = checkedPayload(call.body, type);
  const configuration = await runner.configurationOf(name, qualifier, caller);
  // An update does not keep Lambda from answering, although ministack is pending then too.
  if (configuration.State === 'Pending' && configuration.StateReasonCode === 'Creating') {
    throw new AwsError(
      409,
      'ResourceConflictException',
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  }
  const requestId = randomUUID();
  const executed = { 'x-amzn-requestid': requestId, 'x-amz-executed-version': configuration.Version };
  if (type === 'DryRun') {
    response.writeHead(204, executed).end();
    return true;
  }
  const context = headers['x-amz-client-context'];
  const run = runner.run(configuration, caller, payload, {
    requestId,
    arn: invokedArn(configuration.FunctionArn, qualifier ?? qualifierIn(name)),
    ...(typeof context === 'string' ? { clientContext: context } : {}),
  });
  if (type === 'Event') {
    run.catch((error) => {
      if (!runner.isClosed) warn(`${configuration.FunctionArn}, invoked asynchronously: ${error.message}`);
    });
    response.writeHead(202, { 'x-amzn-requestid': requestId }).end();
    return true;
  }
  const { body, isError, lines } = await run;
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...executed,
    ...(isError ? { 'x-amz-function-error': 'Unhandled' } : {}),
    ...(headers['x-amz-log-type'] === 'Tail' ? { 'x-amz-log-result': tail(lines) } : {}),
  });
  response.end(body);
  return true;
}

/** @param {string | string[] | undefined} header @returns {keyof typeof LARGEST_PAYLOAD} */
function invocationType(header = 'RequestResponse') {
  if (header === 'RequestResponse' || header === 'Event' || header === 'DryRun') return header;
  throw new AwsError(
    400,
    'InvalidParameterValueException',
    `Unknown invocation type ${JSON.stringify(header)}.`,
  );
}

/** @param {Buffer} body @param {keyof typeof LARGEST_PAYLOAD} type @returns {Buffer} JSON */
function checkedPayload(body, type) {
  const limit = LARGEST_PAYLOAD[type];
  if (body.length > limit) {
    throw new AwsError(
      413,
      'RequestEntityTooLargeException',
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    );
  }
  if (body.length === 0) return Buffer.from('{}');
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return body;
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new AwsError(
      400,
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${reason}`,
    );
  }
}

/** @param {string} name of a function in a path @returns {string | undefined} "live" in "name:live" and ARNs */
function qualifierIn(name) {
  const parts = decodeURIComponent(name).split(':');
  return parts[0] === 'arn' ? parts[7] : parts[1];
}

/** @param {string} arn @param {string | undefined} qualifier */
function invokedArn(arn, qualifier) {
  const unqualified = arn.split(':').slice(0, 7).join(':');
  return qualifier ? `${unqualified}:${qualifier}` : unqualified;
}

/** @param {import('./report.mjs').LogLine[]} lines @returns {string} base64 */
const tail = (lines) =>
  Buffer.from(lines.map(({ text }) => `${text}\n`).join(''))
    .subarray(-LOG_TAIL_BYTES)
    .toString('base64');
