import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { withLessMemory } from '../../../src/adapters/rust/lessMemory';

const require = createRequire(`${process.cwd()}/package.json`);
const MB = 1024 * 1024;

/** How much memory a module asks for at least, as the engine says when it is given none; bytes. */
async function leastMemory(wasm: Uint8Array): Promise<number> {
  const module = await WebAssembly.compile(Buffer.from(wasm));
  const memory = new WebAssembly.Memory({ initial: 0, maximum: 32_768 });
  const table = new WebAssembly.Table({ initial: 100, element: 'anyfunc' });
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    const mutable = from !== 'env' || name === '__stack_pointer';
    const global = new WebAssembly.Global({ value: 'i32', mutable }, 0);
    (imports[from] ??= {})[name] = { memory, table, global, function: () => 0, tag: 0 }[kind];
  }
  const refused = await WebAssembly.instantiate(module, imports).then(() => '', String);
  const pages = /smaller than .*\binitial(?: of)? (\d+)/.exec(refused)?.[1];
  return Number(pages) * 65_536;
}

describe('The WebAssembly of tree-sitter', () => {
  it('is loaded with little memory, that V8 need not collect garbage for', async () => {
    const wasm = await readFile(require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter.wasm'));
    assert.equal(await leastMemory(wasm), 32 * MB);
    const { wasmBinary, INITIAL_MEMORY: given } = withLessMemory(wasm);
    assert.equal(await leastMemory(wasmBinary), given);
    assert.ok(given !== undefined && given <= 4 * MB, `${given} bytes`);
  });

  it('is left as it is when it asks in another way', () => {
    const other = Buffer.from('another version');
    assert.deepEqual(withLessMemory(other), { wasmBinary: other });
  });
});
