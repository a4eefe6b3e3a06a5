// @ts-check
// The server that clients talk to: faults first, then what is run here, the rest to the control plane.
import http from 'node:http';
import { describeError, warn } from '../lib/log.mjs';
import { AwsError, refuse } from './awsError.mjs';
import { describeCall } from './call.mjs';
import { Cut } from './faults.mjs';
import { forward } from './forward.mjs';
import { callFunctionUrl } from './functionUrl.mjs';
import { readAll } from './http.mjs';
import { invoke } from './invokeApi.mjs';

const FAULTS_PATH = '/_endpoint/faults';

/**
 * @typedef {object} Parts
 * @property {import('./faults.mjs').Faults} faults
 * @property {import('./controlPlane.mjs').ControlPlane} controlPlane
 * @property {import('./codeStore.mjs').CodeStore} codeStore
 * @property {import('./functionRunner.mjs').FunctionRunner} runner
 * @property {string} endpointUrl
 */

/** @param {() => Parts} parts asked for with the first request @returns {http.Server} */
export function createGateway(parts) {
  return http.createServer(async (request, response) => {
    const body = await readAll(request).catch(() => undefined);
    // The client went away in the middle of its request.
    if (!body) return;
    const call = describeCall(request, body);
    try {
      await answer(call, request.url ?? '/', response, parts());
    } catch (error) {
      // Cut by a rule, gone by itself or with the endpoint: there is nobody to answer.
      if (error instanceof Cut || response.destroyed || response.headersSent) response.destroy();
      else refuse(response, call, error instanceof AwsError ? error : ownFailure(call, error));
    }
  });
}

/**
 * @param {import('./call.mjs').Call} call @param {string} target
 * @param {http.ServerResponse} response @param {Parts} parts
 */
async function answer(call, target, response, { faults, controlPlane, codeStore, runner, endpointUrl }) {
  if (await callFunctionUrl(call, response, faults, runner, controlPlane)) return;
  // Functions run with the rights of whoever started the endpoint: no web page may bring one here.
  if (call.headers.origin)
    throw new AwsError(403, 'AccessDeniedException', 'Web pages have no access to this endpoint.');
  if (call.path === FAULTS_PATH) return changeFaults(call, response, faults);
  await faults.apply(call);
  if (await invoke(call, response, runner)) return;
  await forward(call, target, response, controlPlane, codeStore, endpointUrl);
}

/**
 * PUT replaces the rules by a JSON array of them, DELETE removes them.
 * @param {import('./call.mjs').Call} call @param {http.ServerResponse} response @param {import('./faults.mjs').Faults} faults
 */
function changeFaults({ method, body }, response, faults) {
  try {
    if (method === 'PUT') faults.set(JSON.parse(body.toString()));
    else if (method === 'DELETE') faults.set([]);
    else throw new TypeError('PUT an array of fault rules, or DELETE them.');
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(`${error}\n`);
  }
}

/** @param {import('./call.mjs').Call} call @param {unknown} error */
function ownFailure({ method, path }, error) {
  warn(`${method} ${path} failed in the endpoint itself.\n${describeError(error)}`);
  const message = error instanceof Error ? error.message : String(error);
  return new AwsError(500, 'ServiceException', `The AWS endpoint on this machine failed: ${message}`);
}
