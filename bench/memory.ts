/**
 * What is kept of files that were open: 30 of 10,000 lines, searched one after the other and closed again, in a process
 * of its own. Heap, and what is outside of it: WebAssembly's memory, which never shrinks.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { rustParser } from '../src/adapters/rust/treeSitter';
import type { HandlerSearch } from '../src/core/ports';
import { createHandlerFinder } from '../src/core/rust/finder';
import { report } from './program';
import { rustFile } from './rustFile';

const PROCESSES = 5;
const FILES = 30;
const LINES = 10_000;
const MB = 1024 * 1024;
const wasm = process.env['RUST_LAMBDA_WASM'] ?? '';

interface Kept {
  /** MB above what was used before the first file was opened, but after another one was searched. */
  readonly open: number;
  readonly closed: number;
}

async function kept(): Promise<Kept> {
  const finder = createHandlerFinder(rustParser({ folder: wasm }));
  // A long name of a type: a part of the text that is kept, as its lens shows it.
  const lines = rustFile(LINES).replaceAll('Line0', 'LineOfAnOrderThatIsPlaced');
  const open = new Map<string, string>();
  const answers: HandlerSearch[] = [];
  const search = async (name: string): Promise<void> => {
    const sourcePath = `/${name}/src/main.rs`;
    // A text of its own, as an editor gives it.
    open.set(sourcePath, Buffer.from(`// ${name}\n${lines}`).toString());
    const binary = { id: name, kind: 'function', sourcePath } as const;
    const found = await finder.find(binary, (file) => Promise.resolve(open.get(file)));
    if (found.location?.name !== 'handler') throw new Error(`found ${found.location?.name}`);
    // As answers are kept.
    answers.push(structuredClone(found));
  };
  await search('warm');
  open.clear();
  const before = used();
  for (let index = 0; index < FILES; index++) await search(`file-${index}`);
  const whileOpen = used() - before;
  open.clear();
  return { open: whileOpen / MB, closed: (used() - before) / MB };
}

function used(): number {
  if (!globalThis.gc) throw new Error('needs --expose-gc');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function all(): Promise<void> {
  const values: Kept[] = [];
  for (let run = 0; run < PROCESSES; run++) {
    const args = ['--expose-gc', __filename, 'kept'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    values.push(JSON.parse(stdout) as Kept);
  }
  report([
    {
      what: `${FILES} files of ${LINES.toLocaleString('en')} lines, closed`,
      unit: 'MB',
      values: values.map(({ closed }) => closed),
      baseline: { name: 'the same, open', values: values.map(({ open }) => open) },
      budget: { limit: 5, of: 'median' },
    },
  ]);
}

if (process.argv[2] === 'kept') void kept().then((values) => process.stdout.write(JSON.stringify(values)));
else void all();
