/** tree-sitter's Rust grammar, compiled to WebAssembly; read and compiled once, when first needed. */
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { RustParser } from '../../core/rust/syntax';

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
  const { Language, Parser } = await binding();
  const [grammar] = await Promise.all([
    readFile(path.join(folder, 'tree-sitter-rust.wasm')),
    Parser.init({ locateFile: (file) => path.join(folder, file) }),
  ]);
  const parser = new Parser().setLanguage(await Language.load(grammar));
  return {
    parse(text) {
      const tree = parser.parse(text);
      // null is for parsers without a language and for cancelled parses: neither is possible here.
      if (!tree) throw new Error('tree-sitter gave no tree');
      return tree;
    },
  };
}

type Binding = typeof import('@vscode/tree-sitter-wasm');

/** It is CommonJS: webpack gives its exports by name, Node only as `default`. */
async function binding(): Promise<Binding> {
  const loaded: Binding & { readonly default?: Binding } = await import('@vscode/tree-sitter-wasm');
  return loaded.default ?? loaded;
}
