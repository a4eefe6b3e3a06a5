/**
 * Payloads for a person who asks for one: all fields of the event type for which most is written, and the list of samples
 * that aws_lambda_events has. Each first time in a process of its own.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createFiles } from '../src/adapters/files';
import { rustParser } from '../src/adapters/rust/treeSitter';
import { generate } from '../src/core/payload/generate';
import { exampleFolders } from '../src/core/payload/samples/crate';
import { ranked } from '../src/core/payload/samples/rank';
import { crateShelf, ratingsOf } from '../src/core/payload/samples/shelf';
import { check } from '../src/core/shape/checker';
import { shapeOf, shapeText } from '../src/core/shape/shapeText';
import { parseJson } from '../src/core/shape/tree';
import { publicTypes } from '../test/integration/types/publicTypes';
import { EventTypes } from './eventTypes';
import type { Measurement } from './measurement';
import { withProbe, type Probe } from './probe';
import { report, timed } from './program';

const PROCESSES = 15;
const wasm = process.env['RUST_LAMBDA_WASM'] ?? '';

async function all({ folder, metadata, sources }: Probe): Promise<void> {
  const types = new EventTypes(await readFile(metadata, 'utf8'), rustParser({ folder: wasm }));
  let largest = { name: '', text: '', characters: 0 };
  for (const { name } of await publicTypes(sources)) {
    const { set } = await types.read(`aws_lambda_events::${name}`);
    const characters = generate(set, { fields: 'all' })?.length ?? 0;
    if (characters > largest.characters) largest = { name, text: shapeText(set), characters };
  }
  const write = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, `${name}.json`);
    await writeFile(file, text);
    return file;
  };
  const request = await types.read('lambda_http::request::LambdaRequest');
  const manifestPath = path.join(sources, '../Cargo.toml');
  report([
    await generation(largest.name, await write('largest', largest.text)),
    await listing(await write('request', shapeText(request.set)), manifestPath),
  ]);
}

async function generation(type: string, shape: string): Promise<Measurement> {
  const runs = await inOwnProcesses<{ readonly ours: number; readonly check: number }>('generate', shape);
  return {
    what: `generate the largest event, asked for the first time (${type.replace(/.*::/, '')})`,
    unit: 'ms',
    values: runs.map(({ ours }) => ours),
    baseline: { name: 'parse and check what was generated', values: runs.map(({ check: own }) => own) },
    budget: { limit: 20, of: 'median' },
  };
}

async function listing(shape: string, manifestPath: string): Promise<Measurement> {
  return {
    what: 'samples for a function of lambda_http, asked for the first time',
    unit: 'ms',
    values: await inOwnProcesses<number>('list', shape, manifestPath),
    baseline: { name: 'read the same files', values: await inOwnProcesses<number>('files', manifestPath) },
    budget: { limit: 100, of: 'median' },
  };
}

async function inOwnProcesses<T>(...args: readonly string[]): Promise<readonly T[]> {
  const answers: T[] = [];
  for (let run = 0; run < PROCESSES; run++) {
    const { stdout } = await promisify(execFile)(process.execPath, [__filename, ...args]);
    answers.push(JSON.parse(stdout) as T);
  }
  return answers;
}

async function generateOnce(shape: string): Promise<{ readonly ours: number; readonly check: number }> {
  const set = shapeOf(await readFile(shape, 'utf8'));
  let text = '';
  const ours = await timed(() => Promise.resolve((text = generate(set, { fields: 'all' }) ?? '')));
  const again = await timed(() => {
    const { root } = parseJson(text);
    return Promise.resolve(root && check(root, set));
  });
  return { ours, check: again };
}

/** With the type's shape known, as in a panel that has checked a payload. */
async function listOnce(shape: string, manifestPath: string): Promise<number> {
  const set = shapeOf(await readFile(shape, 'utf8'));
  const files = createFiles();
  return timed(async () => {
    const shelf = await crateShelf(files, exampleFolders({ manifestPath }));
    if (!shelf) throw new Error('the crate has no examples');
    ranked(shelf.samples, 'Request', await ratingsOf(files, shelf, 'Request', set));
  });
}

async function readOnce(manifestPath: string): Promise<number> {
  const files = createFiles();
  const readAll = async (folder: string): Promise<void> => {
    const entries = await files.list(folder);
    await Promise.all(
      entries.map(async ({ name, isFolder }) => {
        const each = path.join(folder, name);
        await (isFolder ? readAll(each) : files.readText(each));
      }),
    );
  };
  const [places] = exampleFolders({ manifestPath });
  return timed(async () => {
    await Promise.all(places ? [readAll(places.examples), readAll(places.sources)] : []);
  });
}

const [which, ...args] = process.argv.slice(2);
const print = (value: unknown): void => void process.stdout.write(JSON.stringify(value));
if (which === 'generate') void generateOnce(args[0] ?? '').then(print);
else if (which === 'list') void listOnce(args[0] ?? '', args[1] ?? '').then(print);
else if (which === 'files') void readOnce(args[0] ?? '').then(print);
else void withProbe(all);
