import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { cancelled, RustLambdaError } from '../../core/errors';
import type { AbortSignalLike, InvokeResponse, LocalAddress, LocalInvoker } from '../../core/ports';

/**
 * The Invoke API of an emulator on this machine, over connections that are kept. Waits as long as the signal lets it:
 * the emulator keeps a request open for ever when its function dies.
 */
export class HttpLocalInvoker implements LocalInvoker {
  // Each panel has one request at most under way; a connection per emulator and panel is all there will be.
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: 4 });

  /** @param maxBytes of a response: more is not read */
  constructor(private readonly maxBytes = 64 * 1024 * 1024) {}

  async invoke(
    address: LocalAddress,
    functionName: string,
    payload: string,
    signal: AbortSignalLike,
  ): Promise<InvokeResponse> {
    try {
      return await this.#send(address, functionName, payload, signal);
    } catch (error) {
      // A kept connection that the other side had closed meanwhile: nothing of the request was taken.
      if (error instanceof StaleConnection) return this.#send(address, functionName, payload, signal);
      throw error;
    }
  }

  /** Closes the connections that are kept. */
  dispose(): void {
    this.#agent.destroy();
  }

  #send(
    { host, port }: LocalAddress,
    functionName: string,
    payload: string,
    signal: AbortSignalLike,
  ): Promise<InvokeResponse> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(cancelled());
        return;
      }
      const body = Buffer.from(payload);
      const start = performance.now();
      const sent = request({
        agent: this.#agent,
        host,
        port,
        method: 'POST',
        path: `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`,
        headers: { 'content-type': 'application/json', 'content-length': body.length },
      });
      const abort = (): void => void sent.destroy();
      signal.addEventListener('abort', abort, { once: true });
      const settle = (finish: () => void): void => {
        signal.removeEventListener('abort', abort);
        finish();
      };
      const fail = (error: Error, answered: boolean): void =>
        settle(() => {
          if (signal.aborted) reject(cancelled());
          else if (!answered && isStale(sent, error)) reject(new StaleConnection());
          else
            reject(
              new RustLambdaError('endpointUnreachable', { address: `${host}:${port}` }, { cause: error }),
            );
        });
      sent.on('error', (error) => fail(error, false));
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        const end = (isCut: boolean): void => {
          const content = Buffer.concat(chunks).subarray(0, this.maxBytes);
          settle(() => resolve({ ...answer(response, content, performance.now() - start), isCut }));
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          if (bytes <= this.maxBytes) return;
          end(true);
          response.destroy();
        });
        response.on('error', (error) => fail(error, true));
        response.on('end', () => end(false));
      });
      sent.end(body);
    });
  }
}

class StaleConnection extends Error {}

/** https://nodejs.org/api/http.html#requestreusedsocket */
const isStale = (sent: ClientRequest, error: Error): boolean =>
  sent.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET';

const answer = (response: IncomingMessage, body: Buffer, durationMs: number): InvokeResponse => ({
  status: response.statusCode ?? 0,
  headers: Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  ),
  body,
  durationMs,
});
