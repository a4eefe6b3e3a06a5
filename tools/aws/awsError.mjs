// @ts-check
// Refusals in the shape of the protocol that the caller speaks.
import { randomUUID } from 'node:crypto';
import { isQueryProtocol } from './call.mjs';

/** A refusal as AWS words it. */
export class AwsError extends Error {
  /**
   * @param {number} status @param {string} type such as "ResourceNotFoundException" @param {string} message
   */
  constructor(status, type, message) {
    super(message);
    this.name = 'AwsError';
    this.status = status;
    this.type = type;
  }
}

/** @typedef {'rest-json' | 'json' | 'query' | 's3'} Protocol */

/** @param {import('./call.mjs').Call} call @returns {Protocol} */
export function protocolOf(call) {
  if (call.service === 's3') return 's3';
  if (isQueryProtocol(call.headers)) return 'query';
  return call.headers['x-amz-target'] === undefined ? 'rest-json' : 'json';
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {import('./call.mjs').Call} call
 * @param {AwsError} error
 */
export function refuse(response, call, { status, type, message }) {
  const requestId = randomUUID();
  const body = bodies[protocolOf(call)](type, message, requestId);
  response.writeHead(status, {
    'content-type': body.startsWith('<') ? 'text/xml' : 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-errortype': type,
    'x-amzn-requestid': requestId,
  });
  response.end(call.method === 'HEAD' ? undefined : body);
}

/** @type {Record<Protocol, (type: string, message: string, requestId: string) => string>} */
const bodies = {
  'rest-json': (type, message) => JSON.stringify({ Type: 'User', __type: type, Message: message, message }),
  json: (type, message) => JSON.stringify({ __type: type, message }),
  query: (type, message, requestId) =>
    `<ErrorResponse><Error><Type>Sender</Type><Code>${type}</Code><Message>${escaped(message)}</Message></Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`,
  s3: (type, message, requestId) =>
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${type}</Code><Message>${escaped(message)}</Message>` +
    `<RequestId>${requestId}</RequestId></Error>`,
};

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
