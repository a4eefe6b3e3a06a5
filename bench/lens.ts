/**
 * From source text to handler in a file of 10,000 lines, each first time in a process of its own, against tree-sitter
 * loading, parsing all of it, and parsing it again after the same edits.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type * as TreeSitter from '@vscode/tree-sitter-wasm';
import { rustParser } from '../src/adapters/rust/treeSitter';
import { createHandlerFinder } from '../src/core/rust/finder';
import { everyHandler } from './everyHandler';
import { report, timed } from './program';
import { rustFile } from './rustFile';

const LINES = 10_000;
const PROCESSES = 15;
const EDITS = 20;
const wasm = process.env['RUST_LAMBDA_WASM'] ?? '';
const text = rustFile(LINES);

interface Times {
  readonly first: number;
  readonly edits: readonly number[];
}

/** The text after each of several edits in its middle. */
function* edited(): Generator<{ readonly text: string; readonly at: number; readonly inserted: string }> {
  let current = text;
  for (let index = 0; index < EDITS; index++) {
    const at = current.indexOf('\n', current.length / 2) + 1;
    const inserted = `// edit ${index}\n`;
    current = current.slice(0, at) + inserted + current.slice(at);
    yield { text: current, at, inserted };
  }
}

async function ours(): Promise<Times> {
  let current = text;
  let found: string | undefined;
  const binary = { id: 'big', kind: 'function', sourcePath: '/big/src/main.rs' } as const;
  const finder = createHandlerFinder(rustParser({ folder: wasm }));
  const find = async (): Promise<void> => {
    const { location } = await finder.find(binary, (file) =>
      Promise.resolve(file === binary.sourcePath ? current : undefined),
    );
    found = location?.name;
  };
  const first = await timed(find);
  const edits: number[] = [];
  for (const edit of edited()) {
    current = edit.text;
    edits.push(await timed(find));
  }
  if (found !== 'handler') throw new Error(`found ${found}`);
  return { first, edits };
}

async function treeSitter(): Promise<Times> {
  let parser: TreeSitter.Parser | undefined;
  let tree: TreeSitter.Tree | null | undefined;
  const first = await timed(async () => {
    const { Language, Parser } = await import('@vscode/tree-sitter-wasm');
    await Parser.init({ locateFile: (file) => path.join(wasm, file) });
    parser = new Parser();
    parser.setLanguage(await Language.load(await readFile(path.join(wasm, 'tree-sitter-rust.wasm'))));
    tree = parser.parse(text);
  });
  const edits: number[] = [];
  for (const { text: current, at, inserted } of edited()) {
    const row = current.slice(0, at).split('\n').length - 1;
    edits.push(
      await timed(() => {
        const start = { row, column: 0 };
        tree?.edit({
          startIndex: at,
          oldEndIndex: at,
          newEndIndex: at + inserted.length,
          startPosition: start,
          oldEndPosition: start,
          newEndPosition: { row: row + 1, column: 0 },
        });
        const next = parser?.parse(current, tree);
        tree?.delete();
        tree = next;
        return Promise.resolve();
      }),
    );
  }
  if (tree?.rootNode.hasError !== false) throw new Error('the file is not what the grammar takes for Rust');
  return { first, edits };
}

async function inOwnProcess(which: 'ours' | 'treeSitter'): Promise<Times> {
  const { stdout } = await promisify(execFile)(process.execPath, [__filename, which]);
  return JSON.parse(stdout) as Times;
}

async function all(): Promise<void> {
  const times: { readonly ours: Times; readonly treeSitter: Times }[] = [];
  for (let index = 0; index < PROCESSES; index++) {
    times.push({ ours: await inOwnProcess('ours'), treeSitter: await inOwnProcess('treeSitter') });
  }
  report([
    {
      what: `handler of ${LINES.toLocaleString('en')} lines, first of a process`,
      unit: 'ms',
      values: times.map((each) => each.ours.first),
      baseline: {
        name: 'tree-sitter: load and parse the file',
        values: times.map((each) => each.treeSitter.first),
      },
      budget: { limit: 100, of: 'median' },
    },
    {
      what: `handler of ${LINES.toLocaleString('en')} lines, after an edit`,
      unit: 'ms',
      values: times.flatMap((each) => each.ours.edits),
      baseline: {
        name: 'tree-sitter: parse the edit',
        values: times.flatMap((each) => each.treeSitter.edits),
      },
      budget: { limit: 15, of: 'median' },
    },
    ...(await everyHandler(wasm)),
  ]);
}

const which = process.argv[2];
if (which === 'ours' || which === 'treeSitter') {
  const measure = which === 'ours' ? ours : treeSitter;
  void measure().then((times) => process.stdout.write(JSON.stringify(times)));
} else void all();
