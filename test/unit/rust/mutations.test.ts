/** Real sources with damage of every kind: half of a merge, a bad disk, an editor in the middle of a change. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { registryCrates, rustFiles } from '../../integration/rust/sources';
import { cpuTime } from './cpuTime';
import { search } from './finding';
import { numbers } from './random';

/** Of each of so many sources, so many damaged versions. */
const SOURCES = 40;
const VERSIONS = 12;
const longestMs = 1000;

type Damage = (bytes: Buffer, other: Buffer, next: (below: number) => number) => Buffer;

const damages: Readonly<Record<string, Damage>> = {
  'flipped bytes': (bytes, _, next) => {
    const copy = Buffer.from(bytes);
    for (let count = 1 + next(30); count > 0; count--) copy[next(copy.length)] = next(256);
    return copy;
  },
  'a part missing': (bytes, _, next) => {
    const at = next(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + next(400))]);
  },
  'an end missing': (bytes, _, next) => bytes.subarray(0, next(bytes.length)),
  'a part twice': (bytes, _, next) => {
    const at = next(bytes.length);
    return Buffer.concat([bytes.subarray(0, at + next(2000)), bytes.subarray(at)]);
  },
  'a part of another file': (bytes, other, next) => {
    const [at, from] = [next(bytes.length), next(other.length)];
    return Buffer.concat([
      bytes.subarray(0, at),
      other.subarray(from, from + next(2000)),
      bytes.subarray(at),
    ]);
  },
  'brackets changed': (bytes, _, next) => {
    const brackets = '(){}[]<>"\'|;';
    const copy = Buffer.from(bytes);
    for (let count = 0; count < 200; count++) {
      const at = next(copy.length);
      if (brackets.includes(String.fromCharCode(copy[at] ?? 0)))
        copy[at] = brackets.charCodeAt(next(brackets.length));
    }
    return copy;
  },
  'line ends changed': (bytes, _, next) =>
    Buffer.from(bytes.toString().replaceAll('\n', ['\r\n', '\r', '\n\uFEFF'][next(3)] ?? '')),
};

const lambdaCrates = /^(lambda_runtime|lambda_http|lambda-extension|aws_lambda_events|axum)-\d/;

async function realSources(): Promise<readonly Buffer[]> {
  const crates = (await registryCrates()).filter((crate) => lambdaCrates.test(path.basename(crate)));
  const own = [path.resolve('samples'), path.resolve('test/fixtures/workspaces')];
  const files = (await Promise.all([...own, ...crates].map(rustFiles))).map((each) => [...each].sort());
  const [samples = [], fixtures = [], ...others] = files;
  const chosen = [...samples, ...fixtures, ...others.flat()];
  // Some of each crate, and all of what is a whole program.
  const every = Math.max(1, Math.floor(chosen.length / SOURCES));
  const some = chosen.filter((file, index) => index % every === 0 || file.startsWith(process.cwd()));
  return (await Promise.all(some.map((file) => readFile(file)))).filter(({ length }) => length > 0);
}

/** So that a library is looked at as well: whatever it holds may be the handler. */
const call = `
use lambda_runtime::*;
fn main() {
    start(); let app = new(); let all = if a { app } else { Router::new().merge(router()) };
    tokio::select! { _ = run(service_fn(|event| app.handle(event))) => {}, _ = run(service_fn(handler::<T>)) => {} }
    run(all.map_request(decode)); run(Service::new());
}
`;

describe('Real sources that are damaged', () => {
  let sources: readonly Buffer[] = [];
  let slowest = 0;

  before(async () => {
    sources = await realSources();
  });
  after(() =>
    console.log(`      ${sources.length} sources, the slowest search took ${slowest.toFixed(0)} ms`),
  );

  for (const [name, damage] of Object.entries(damages)) {
    it(`are survived with ${name}, each in less than a second`, async () => {
      assert.ok(sources.length > 5, 'the samples are always there');
      const versions = Math.ceil(VERSIONS / Object.keys(damages).length);
      for (const [index, bytes] of sources.entries()) {
        for (let version = 0; version < versions; version++) {
          const next = numbers(index * 1000 + version);
          const other = sources[next(sources.length)] ?? bytes;
          const damaged = new TextDecoder().decode(damage(bytes, other, next));
          const others = new TextDecoder().decode(damage(other, bytes, next));
          const files: Record<string, string> = {
            '/orders/src/main.rs': next(2) ? damaged + call : call + damaged,
          };
          // Every module that it names is there: another damaged file.
          const withModules = new Proxy(files, { get: (known, key: string) => known[key] ?? others });
          const started = cpuTime();
          for (const kind of ['function', 'extension'] as const) {
            await search(withModules, { kind }).catch((error: unknown) => {
              throw new Error(`${name}: source ${index}, version ${version}`, { cause: error });
            });
          }
          const took = cpuTime() - started;
          slowest = Math.max(slowest, took);
          assert.ok(took < 2 * longestMs, `${name}: source ${index}, version ${version} took ${took} ms`);
        }
      }
    }).timeout(60_000);
  }
});
