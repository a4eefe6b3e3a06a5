// @ts-check
// What a request to AWS asks for, and in whose name. Signatures are not checked, only read.

/** Action (IAM's name for it) by method and path; an asterisk stands for one part of the path. Lambda's REST API. */
const LAMBDA_ACTIONS = Object.entries({
  'GET functions': 'ListFunctions',
  'POST functions': 'CreateFunction',
  'GET functions/*': 'GetFunction',
  'DELETE functions/*': 'DeleteFunction',
  'PUT functions/*/code': 'UpdateFunctionCode',
  'GET functions/*/configuration': 'GetFunctionConfiguration',
  'PUT functions/*/configuration': 'UpdateFunctionConfiguration',
  'GET functions/*/versions': 'ListVersionsByFunction',
  'POST functions/*/versions': 'PublishVersion',
  'GET functions/*/aliases': 'ListAliases',
  'POST functions/*/aliases': 'CreateAlias',
  'GET functions/*/aliases/*': 'GetAlias',
  'PUT functions/*/aliases/*': 'UpdateAlias',
  'DELETE functions/*/aliases/*': 'DeleteAlias',
  'POST functions/*/policy': 'AddPermission',
  'POST functions/*/invocations': 'InvokeFunction',
  'POST functions/*/response-streaming-invocations': 'InvokeWithResponseStream',
  'GET functions/*/url': 'GetFunctionUrlConfig',
  'POST functions/*/url': 'CreateFunctionUrlConfig',
  'PUT functions/*/url': 'UpdateFunctionUrlConfig',
  'DELETE functions/*/url': 'DeleteFunctionUrlConfig',
  'GET functions/*/urls': 'ListFunctionUrlConfigs',
  'POST layers/*/versions': 'PublishLayerVersion',
}).map(([shape, action]) => ({
  shape: new RegExp(`^${shape.replace(' ', ' /[0-9-]{10}/').replaceAll('*', '[^/]+')}/?$`),
  action,
}));

/**
 * @typedef {object} Call
 * @property {string} method
 * @property {string} path without the query
 * @property {URLSearchParams} query
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {Buffer} body
 * @property {Caller} caller
 * @property {string} service as in the signature, such as "lambda"; empty when unsigned
 * @property {string} action such as "GetFunction"; empty when not known
 *
 * @typedef {object} Caller
 * @property {string} region
 * @property {string} accessKeyId empty when unsigned
 */

/**
 * @param {import('node:http').IncomingMessage} request @param {Buffer} body of it
 * @returns {Call}
 */
export function describeCall({ method = 'GET', url = '/', headers }, body) {
  const { pathname: path, searchParams: query } = new URL(url, 'http://127.0.0.1');
  const scope = /Credential=([^/,]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '');
  const [, accessKeyId = '', region = 'us-east-1', service = ''] = scope ?? [];
  const call = { method, path, query, headers, body, caller: { region, accessKeyId }, service };
  return { ...call, action: actionOf(call) };
}

/** @param {Omit<Call, 'action'>} call */
function actionOf({ method, path, headers, body, service }) {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  if (isQueryProtocol(headers)) return new URLSearchParams(body.toString('latin1')).get('Action') ?? '';
  if (service !== 'lambda') return '';
  return LAMBDA_ACTIONS.find(({ shape }) => shape.test(`${method} ${path}`))?.action ?? '';
}

/** @param {import('node:http').IncomingHttpHeaders} headers of STS, IAM, CloudFormation … */
export const isQueryProtocol = (headers) =>
  (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
