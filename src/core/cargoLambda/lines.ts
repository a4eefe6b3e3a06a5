import { withoutEscapes } from './ansi';

/** What of `TextDecoder` is used: keeps the bytes of an unfinished character for the next chunk. */
export interface StreamDecoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

export interface LineReader {
  push(chunk: Uint8Array): void;
  /** Gives an unfinished last line. */
  end(): void;
}

/** Splits bytes into lines (without `\n` or `\r\n`), wherever the chunks are cut: inside a character, too. */
export function createLineReader(decoder: StreamDecoder, onLine: (line: string) => void): LineReader {
  let rest = '';
  const give = (line: string): void => onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  return {
    push: (chunk) => {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(give);
    },
    end: () => {
      rest += decoder.decode();
      if (rest !== '') give(rest);
      rest = '';
    },
  };
}

/**
 * What a line looks like once it stands still: no colours, and of the frames that a progress bar drew over each
 * other (`\r`) the last. Empty when that was erased.
 */
export const plainLine = (line: string): string => withoutEscapes(line.slice(line.lastIndexOf('\r') + 1));
