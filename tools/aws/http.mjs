// @ts-check
import http from 'node:http';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {http.IncomingHttpHeaders} headers
 * @property {Buffer} body
 */

/** @param {AsyncIterable<Buffer>} stream @returns {Promise<Buffer>} everything it yields */
export async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * A request to a server on this machine, as it is: no redirects, no decoding, no time limit.
 * @param {{port: number} | {socketPath: string}} server a port is one of 127.0.0.1
 * @param {{method?: string, path: string, headers?: http.OutgoingHttpHeaders, body?: Buffer | string}} request
 * @returns {Promise<Answer>} whatever the status; rejects when there is no complete answer
 */
export async function send(server, { body, ...request }) {
  // A connection of its own: one that is kept may be closed by the other side just when it is used again.
  const agent = false;
  /** @type {http.IncomingMessage} */
  const answer = await new Promise((resolve, reject) => {
    http
      .request({ host: '127.0.0.1', ...server, ...request, agent })
      .once('response', resolve)
      .once('error', reject)
      .end(body);
  });
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await readAll(answer) };
}

/**
 * @param {http.Server} server @param {number} [port] 0 for any
 * @returns {Promise<number>} the port it listens on at 127.0.0.1
 */
export function listen(server, port = 0) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve(address.port);
    });
  });
}
