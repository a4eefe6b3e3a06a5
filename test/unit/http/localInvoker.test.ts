import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpLocalInvoker } from '../../../src/adapters/http/localInvoker';
import { isError } from '../../../src/core/errors';

const never = new AbortController().signal;

describe('the local invoker', () => {
  let server: Server;
  let invoker: HttpLocalInvoker;
  let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  const address = () => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });

  beforeEach(async () => {
    invoker = new HttpLocalInvoker();
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => answer(request, response, body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    invoker.dispose();
    server.closeAllConnections();
    server.close();
  });

  it('posts the payload as it is to the function by name, and gives the answer whole', async () => {
    let seen = '';
    answer = (request, response, body) => {
      seen = `${request.method ?? ''} ${request.url ?? ''} ${request.headers['content-length'] ?? ''} ${body}`;
      response.writeHead(500, { 'x-one': 'two' }).end(Buffer.from([1, 0xff]));
    };
    const result = await invoker.invoke(address(), 'my-fn', '{"ü": 1}', never);
    assert.equal(seen, 'POST /2015-03-31/functions/my-fn/invocations 9 {"ü": 1}');
    assert.deepEqual([result.status, result.headers['x-one'], [...result.body]], [500, 'two', [1, 0xff]]);
    assert.ok(result.durationMs > 0);
  });

  it('lets no function name leave its part of the path', async () => {
    let url: string | undefined;
    answer = (request, response) => {
      url = request.url;
      response.end();
    };
    await invoker.invoke(address(), '../x?y', '{}', never);
    assert.equal(url, '/2015-03-31/functions/..%2Fx%3Fy/invocations');
  });

  it('keeps its connection', async () => {
    const ports = new Set<number | undefined>();
    answer = (request, response) => {
      ports.add(request.socket.remotePort);
      response.end('1');
    };
    await invoker.invoke(address(), 'a', '{}', never);
    await invoker.invoke(address(), 'a', '{}', never);
    assert.equal(ports.size, 1);
  });

  it('reads of an endless response its beginning alone', async () => {
    const small = new HttpLocalInvoker(10);
    const closed = new Promise<void>((resolve) => {
      answer = (_request, response) => {
        response.on('close', resolve);
        const more = (): void => {
          while (!response.destroyed && response.write('0123456')) continue;
        };
        response.on('drain', more);
        more();
      };
    });
    const result = await small.invoke(address(), 'a', '{}', never);
    assert.deepEqual([Buffer.from(result.body).toString(), result.isCut], ['0123456012', true]);
    await closed;
    answer = (_request, response) => response.end('0123456789');
    const whole = await small.invoke(address(), 'a', '{}', never);
    assert.deepEqual([whole.body.length, whole.isCut], [10, false]);
    small.dispose();
  });

  it('is cancelled before and during the wait', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    await assert.rejects(invoker.invoke(address(), 'a', '{}', stop.signal), (error) =>
      isError(error, 'cancelled'),
    );
    await assert.rejects(invoker.invoke(address(), 'a', '{}', stop.signal), (error) =>
      isError(error, 'cancelled'),
    );
  });

  it('says that nobody answers, with the address', async () => {
    const gone = address();
    server.close();
    await once(server, 'close');
    await assert.rejects(
      invoker.invoke(gone, 'a', '{}', never),
      (error) => isError(error, 'endpointUnreachable') && error.details.address === `127.0.0.1:${gone.port}`,
    );
  });

  it('says so too when the connection breaks in the middle of an answer', async () => {
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('half', () => request.socket.destroy());
    };
    await assert.rejects(invoker.invoke(address(), 'a', '{}', never), (error) =>
      isError(error, 'endpointUnreachable'),
    );
  });

  it('sends once more when a kept connection turns out to be closed, and only then', async () => {
    let requests = 0;
    answer = (request, response) => {
      requests++;
      if (requests === 2) request.socket.destroy();
      else response.end(String(requests));
    };
    await invoker.invoke(address(), 'a', '{}', never);
    const again = await invoker.invoke(address(), 'a', '{}', never);
    assert.equal(Buffer.from(again.body).toString(), '3');

    requests = 1;
    const fresh = new HttpLocalInvoker();
    await assert.rejects(fresh.invoke(address(), 'a', '{}', never), (error) =>
      isError(error, 'endpointUnreachable'),
    );
    assert.equal(requests, 2);
    fresh.dispose();
  });
});
