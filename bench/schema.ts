/**
 * From an event's Rust type to its JSON Schema: of aws_lambda_events the type whose schema is the largest, and the one
 * that is read from the most files. Each first time in a process of its own, against tree-sitter reading those files.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createFiles } from '../src/adapters/files';
import { rustParser } from '../src/adapters/rust/treeSitter';
import { crateGraph } from '../src/core/types/crateGraph';
import { publicTypes } from '../test/integration/types/publicTypes';
import { EventTypes } from './eventTypes';
import type { Measurement } from './measurement';
import { withProbe, type Probe } from './probe';
import { report, timed } from './program';

const PROCESSES = 15;
const TIMES = 20;
const wasm = process.env['RUST_LAMBDA_WASM'] ?? '';

interface Sized {
  readonly type: string;
  readonly characters: number;
  /** That are there. */
  readonly files: readonly string[];
}

async function all({ metadata, sources }: Probe): Promise<void> {
  const types = new EventTypes(await readFile(metadata, 'utf8'), rustParser({ folder: wasm }));
  const sized: Sized[] = [];
  for (const { name } of await publicTypes(sources)) {
    const { schema, files } = await types.read(`aws_lambda_events::${name}`);
    sized.push({ type: name, characters: JSON.stringify(schema()).length, files });
  }
  const by = (size: (each: Sized) => number): Sized => sized.reduce((a, b) => (size(b) > size(a) ? b : a));
  const largest = by(({ characters }) => characters);
  const scattered = by(({ files }) => files.length);
  report([
    ...(await measure('of the largest type', largest, metadata, { limit: 50, of: 'median' })),
    ...(await measure('from the most files', scattered, metadata)),
    await crates(metadata),
  ]);
}

interface Times {
  readonly first: number;
  readonly again: readonly number[];
}

async function measure(
  which: string,
  { type, files }: Sized,
  metadata: string,
  budget?: Measurement['budget'],
): Promise<readonly Measurement[]> {
  const ours: Times[] = [];
  const atOnce: Times[] = [];
  const parsed: number[] = [];
  for (let run = 0; run < PROCESSES; run++) {
    ours.push(await inOwnProcess<Times>('ours', `aws_lambda_events::${type}`, metadata));
    atOnce.push(await inOwnProcess<Times>('atOnce', `aws_lambda_events::${type}`, metadata));
    parsed.push(await inOwnProcess<number>('files', ...files));
  }
  const name = type.replace(/.*::/, '');
  return [
    {
      what: `schema ${which}, asked for the first time (${name})`,
      unit: 'ms',
      values: ours.map(({ first }) => first),
      baseline: { name: `tree-sitter: read and parse its ${files.length} files`, values: parsed },
      ...(budget && { budget }),
    },
    {
      what: '… while V8 still compiles the grammar that was just loaded',
      unit: 'ms',
      values: atOnce.map(({ first }) => first),
    },
    {
      what: `schema ${which}, from the shape that is kept`,
      unit: 'ms',
      values: ours.flatMap(({ again }) => again),
      budget: { limit: 1, of: 'median' },
    },
  ];
}

/** What has to be known before: once for all functions of a workspace, and again when a Cargo.lock changes. */
async function crates(metadata: string): Promise<Measurement> {
  const json = await readFile(metadata, 'utf8');
  const graph: number[] = [];
  const parsed: number[] = [];
  for (let run = 0; run < TIMES; run++) {
    graph.push(await timed(() => Promise.resolve(crateGraph(json))));
    parsed.push(await timed(() => Promise.resolve(JSON.parse(json))));
  }
  return {
    what: 'crates of a package, from what cargo metadata says',
    unit: 'ms',
    values: graph,
    baseline: { name: 'JSON.parse', values: parsed },
  };
}

async function inOwnProcess<T>(...args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [__filename, ...args]);
  return JSON.parse(stdout) as T;
}

/**
 * V8 goes on compiling the grammar on other threads, and reading a file waits for them. In an editor that is over long
 * before somebody asks for a type. It tells nobody when it is done: an idle process is its only sign.
 */
async function compiled(): Promise<void> {
  for (let busyMs = Infinity; busyMs > 5;) {
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { user, system } = process.cpuUsage(before);
    busyMs = (user + system) / 1000;
  }
}

async function ours(type: string, metadata: string, before: () => Promise<void>): Promise<Times> {
  const types = new EventTypes(await readFile(metadata, 'utf8'), rustParser({ folder: wasm }));
  // In an editor too, the handler is found before its type is asked for.
  await types.handlerOf(type);
  await before();
  let schema: (() => unknown) | undefined;
  const first = await timed(async () => {
    ({ schema } = await types.read(type));
    schema();
  });
  const again: number[] = [];
  for (let run = 0; run < TIMES; run++) again.push(await timed(() => Promise.resolve(schema?.())));
  return { first, again };
}

async function parseFiles(files: readonly string[]): Promise<number> {
  const parser = await rustParser({ folder: wasm })();
  parser.parse('fn main() {}')?.delete();
  await compiled();
  const disk = createFiles();
  return timed(async () => {
    for (const file of files) parser.parse(await disk.readText(file))?.delete();
  });
}

const [which, ...args] = process.argv.slice(2);
const print = (value: unknown): void => void process.stdout.write(JSON.stringify(value));
if (which === 'ours') void ours(args[0] ?? '', args[1] ?? '', compiled).then(print);
else if (which === 'atOnce') void ours(args[0] ?? '', args[1] ?? '', () => Promise.resolve()).then(print);
else if (which === 'files') void parseFiles(args).then(print);
else void withProbe(all);
