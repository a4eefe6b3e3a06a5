// @ts-check
// The one way into a served VS Code. Whoever reaches that has a shell, and a port on 127.0.0.1 is open to every user
// of the machine and to web pages that rebind their name; so VS Code listens on a socket in a private folder, and
// this door on the port lets in only browsers that have opened the address with the token once.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';

const HOST = '127.0.0.1';

/**
 * @typedef {object} Door
 * @property {string} origin such as http://127.0.0.1:8080
 * @property {(target?: string) => string} address of a path and query behind the door, to open in a browser
 * @property {() => Promise<void>} close ends every connection
 */

/**
 * @param {{socketPath: string, port?: number, home?: string}} options port: 0 for any free one; home: where "/" leads
 * @returns {Promise<Door>} rejects with EADDRINUSE when the port is taken
 */
export async function openDoor({ socketPath, port = 0, home }) {
  const token = randomUUID();
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${HOST}`);
    const isLetIn = url.searchParams.get('token') === token;
    if (!isLetIn && !hasCookie(request)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(
        'Open the address that was printed in the terminal: it has the token this VS Code asks for.\n',
      );
      return;
    }
    const isHome = home !== undefined && url.pathname === '/';
    url.searchParams.delete('token');
    if (!isLetIn && !(isHome && !url.search)) {
      pass(request, response);
      return;
    }
    response.writeHead(302, {
      location: isHome && !url.search ? home : url.pathname + url.search,
      // Lax, not Strict: the address may be opened from a link in another page, such as a web terminal.
      ...(isLetIn && { 'set-cookie': `${cookieName()}=${token}; Path=/; HttpOnly; SameSite=Lax` }),
    });
    response.end();
  });

  /** @type {Set<net.Socket>} connections the HTTP server has let go of */
  const upgraded = new Set();
  server.on('upgrade', (request, /** @type {net.Socket} */ socket, head) => {
    if (!hasCookie(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    const behind = net.connect(socketPath);
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    behind.write(`${request.method} ${request.url} HTTP/1.1\r\n${headerLines(request)}\r\n`);
    behind.write(head);
    socket.pipe(behind).pipe(socket);
    socket.setNoDelay(true);
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ]) {
      one?.on('error', () => other?.destroy()).on('close', () => other?.destroy());
    }
  });

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
  function pass(request, response) {
    const { method, url: path, headers } = request;
    const behind = http.request({ socketPath, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    behind.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    response.on('close', () => behind.destroy());
    request.pipe(behind);
  }

  // Cookies are shared by all ports of a host; each door has its own.
  const cookieName = () => `rust-lambda-${/** @type {net.AddressInfo} */ (server.address()).port}`;
  /** @param {http.IncomingMessage} request */
  const hasCookie = (request) =>
    (request.headers.cookie ?? '').split('; ').includes(`${cookieName()}=${token}`);

  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, () => resolve(undefined));
  });
  const origin = `http://${HOST}:${/** @type {net.AddressInfo} */ (server.address()).port}`;
  return {
    origin,
    address(target = '/') {
      const url = new URL(target, origin);
      url.searchParams.set('token', token);
      return url.href;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of upgraded) socket.destroy();
      }),
  };
}

/** @param {http.IncomingMessage} request @returns {string} its headers as they came */
function headerLines({ rawHeaders }) {
  let lines = '';
  for (let at = 0; at < rawHeaders.length; at += 2) lines += `${rawHeaders[at]}: ${rawHeaders[at + 1]}\r\n`;
  return lines;
}
