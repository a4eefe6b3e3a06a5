/** What tree-sitter's WebAssembly is loaded with; names are those of emscripten's options. */
export interface WasmOptions {
  readonly wasmBinary: Uint8Array;
  /** Bytes. */
  readonly INITIAL_MEMORY?: number;
}

/** A page of WebAssembly's memory, bytes. */
const page = 65_536;

/**
 * The import of `env.memory` with 512 pages or more, and with a maximum
 * (https://webassembly.github.io/spec/core/binary/modules.html#import-section).
 */
const asksFor32Mb = Buffer.from('\x03env\x06memory\x02\x01\x80\x04', 'latin1');

/** 64, in as many bytes as 512 takes: the grammar's tables need a quarter of it, and it grows by itself. */
const fewPages = { count: 64, leb128: [0xc0, 0x00] } as const;

/**
 * tree-sitter asks for 32 MB at its start. So much at once makes V8 collect the garbage of the whole extension host, of
 * all extensions, right when somebody waits for the first lens.
 * @param wasm changed in place, if it is of a version that asks like that
 */
export function withLessMemory(wasm: Buffer): WasmOptions {
  const at = wasm.indexOf(asksFor32Mb);
  if (at < 0) return { wasmBinary: wasm };
  wasm.set(fewPages.leb128, at + asksFor32Mb.length - fewPages.leb128.length);
  return { wasmBinary: wasm, INITIAL_MEMORY: fewPages.count * page };
}
