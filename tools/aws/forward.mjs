// @ts-check
// Everything that this endpoint does not answer itself goes to the control plane as it came. Function URLs in what
// comes back lead here, and new code of a function is kept.
import { withLocalUrls } from './functionUrl.mjs';

const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'expect'];
const DEPLOYING = ['CreateFunction', 'UpdateFunctionCode'];

/**
 * @param {import('./call.mjs').Call} call @param {string} target path with query
 * @param {import('node:http').ServerResponse} response
 * @param {import('./controlPlane.mjs').ControlPlane} controlPlane
 * @param {import('./codeStore.mjs').CodeStore} codeStore
 * @param {string} endpointUrl
 */
export async function forward(call, target, response, controlPlane, codeStore, endpointUrl) {
  const { method, body } = call;
  const answer = await controlPlane.send({
    method,
    path: target,
    headers: passedOn(call.headers, body.length),
    body,
  });
  if (answer.status < 300 && DEPLOYING.includes(call.action)) {
    await codeStore.keep(JSON.parse(answer.body.toString()));
  }
  if (call.service === 'lambda') answer.body = withQualifiedArns(answer.body, call.query.get('Qualifier'));
  const content = call.service === 's3' ? answer.body : localised(answer, endpointUrl);
  // The answer to HEAD tells the length of a body that does not follow.
  const length = method === 'HEAD' ? Number(answer.headers['content-length'] ?? 0) : content.length;
  response.writeHead(answer.status, passedOn(answer.headers, length));
  response.end(content);
}

/** @param {import('node:http').IncomingHttpHeaders} headers @param {number} length of the body */
const passedOn = (headers, length) => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name))),
  'content-length': String(length),
});

/** @param {import('./http.mjs').Answer} answer @param {string} endpointUrl */
const localised = ({ headers, body }, endpointUrl) =>
  /json|xml/.test(headers['content-type'] ?? '')
    ? Buffer.from(withLocalUrls(body.toString(), endpointUrl))
    : body;

/**
 * ministack leaves the version out of the ARN of what was published while a function was created or updated.
 * @param {Buffer} body @param {string | null} qualifier that was asked for
 */
function withQualifiedArns(body, qualifier) {
  if (!body.includes('"FunctionArn"')) return body;
  return Buffer.from(
    JSON.stringify(JSON.parse(body.toString()), (_, value) => {
      const isVersion = /^\d+$/.test(value?.Version) && value.FunctionArn?.split(':').length === 7;
      return isVersion
        ? { ...value, FunctionArn: `${value.FunctionArn}:${qualifier ?? value.Version}` }
        : value;
    }),
  );
}
