// @ts-check
import net from 'node:net';

const HOST = '127.0.0.1';

/**
 * @param {number} [port] 0 for any
 * @returns {Promise<number>} the port, which was free a moment ago on 127.0.0.1; rejects when `port` is taken
 */
export function freePort(port = 0) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
export function isFree(port) {
  return freePort(port).then(
    () => true,
    () => false,
  );
}
