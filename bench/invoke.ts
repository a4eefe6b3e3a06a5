/**
 * An invocation by the extension's own invoker of a function that answers at once, against a bare HTTP POST of the
 * same bytes and against `cargo lambda invoke`; by turns, to the same running `cargo lambda watch`.
 */
import { execFile } from 'node:child_process';
import { Agent, request } from 'node:http';
import { promisify } from 'node:util';
import { HttpLocalInvoker } from '../src/adapters/http/localInvoker';
import { report, timed } from './program';

const HTTP_RUNS = 200;
const CLI_RUNS = 15;
const host = '127.0.0.1';
const port = Number(process.env['RUST_LAMBDA_BENCH_PORT']);
const name = process.env['RUST_LAMBDA_BENCH_FUNCTION'] ?? '';
const payload = process.env['RUST_LAMBDA_BENCH_PAYLOAD'] ?? '';

const agent = new Agent({ keepAlive: true });

const bare = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const path = `/2015-03-31/functions/${name}/invocations`;
    request({ agent, host, port, method: 'POST', path }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end(payload);
  });

const cli = (): Promise<unknown> =>
  promisify(execFile)('cargo', [
    ...['lambda', 'invoke', name, '--data-ascii', payload],
    ...['--invoke-address', host, '--invoke-port', String(port)],
  ]);

async function all(): Promise<void> {
  const invoker = new HttpLocalInvoker();
  const ours = async (): Promise<void> => {
    const { status } = await invoker.invoke({ host, port }, name, payload, new AbortController().signal);
    if (status !== 200) throw new Error(`the function answered ${status}`);
  };
  // The first invocation starts the function, the next ones warm both sides up.
  for (let run = 0; run < 20; run++) {
    await ours();
    await bare();
  }
  const own: number[] = [];
  const http: number[] = [];
  for (let run = 0; run < HTTP_RUNS; run++) {
    own.push(await timed(ours));
    http.push(await timed(bare));
  }
  const ownBesideCli: number[] = [];
  const commandLine: number[] = [];
  for (let run = 0; run < CLI_RUNS; run++) {
    ownBesideCli.push(await timed(ours));
    commandLine.push(await timed(cli));
  }
  invoker.dispose();
  agent.destroy();
  report([
    {
      what: 'invocation',
      unit: 'ms',
      values: own,
      baseline: { name: 'bare HTTP POST', values: http },
      budget: { limit: 10, of: 'difference' },
    },
    {
      what: 'invocation, beside cargo-lambda’s own',
      unit: 'ms',
      values: ownBesideCli,
      baseline: { name: 'cargo lambda invoke', values: commandLine },
    },
  ]);
}

void all();
