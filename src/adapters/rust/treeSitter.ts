/** tree-sitter's Rust grammar, compiled to WebAssembly; read and compiled once, when first needed. */
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type * as TreeSitter from '@vscode/tree-sitter-wasm';
import type { RustParser } from '../../core/rust/syntax';
import { withLessMemory } from './lessMemory';

/**
 * 10,000 lines take a tenth; only texts made to be hard, such as 40,000 calls in a broken pattern, take it all. Of the
 * processor's time: what a parse gives is remembered, and must not depend on what else the machine has to do.
 */
const longestParseMs = 1000;

/**
 * @param options.folder where tree-sitter.wasm and tree-sitter-rust.wasm are
 * @returns a function that gives the one parser; a failed load is tried again by the next call
 */
export function rustParser(options: { readonly folder: string }): () => Promise<RustParser> {
  let parser: Promise<RustParser> | undefined;
  return () => {
    parser ??= load(options.folder).catch((error: unknown) => {
      parser = undefined;
      throw error;
    });
    return parser;
  };
}

async function load(folder: string): Promise<RustParser> {
  // All at once: where other extensions keep the host busy, every step that waits for another waits for them too.
  const [{ Language, Parser }, wasm, grammar] = await Promise.all([
    binding(),
    readFile(path.join(folder, 'tree-sitter.wasm')),
    readFile(path.join(folder, 'tree-sitter-rust.wasm')),
  ]);
  const options = { locateFile: (file: string) => path.join(folder, file), ...withLessMemory(wasm) };
  await Parser.init(options);
  const parser = new Parser().setLanguage(await Language.load(grammar));
  return {
    parse(text) {
      const start = process.cpuUsage();
      const tree = parser.parse(text, null, { progressCallback: () => msSince(start) > longestParseMs });
      // Else it would go on with this text when it is given the next.
      if (!tree) parser.reset();
      return tree ?? undefined;
    },
  };
}

function msSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** It is CommonJS: webpack gives its exports by name, Node only as `default`. */
async function binding(): Promise<typeof TreeSitter> {
  const loaded: typeof TreeSitter & { readonly default?: typeof TreeSitter } =
    await import('@vscode/tree-sitter-wasm');
  return loaded.default ?? loaded;
}
