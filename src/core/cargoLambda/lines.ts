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

/** Characters kept of a line: cargo's longest messages have some 100,000. */
export const longestLine = 4 * 1024 * 1024;

/**
 * Splits bytes into lines (without `\n` or `\r\n`), wherever the chunks are cut: inside a character, too. What a line
 * has beyond the longest is left out.
 */
export function createLineReader(decoder: StreamDecoder, onLine: (line: string) => void): LineReader {
  // Pieces, because searching the whole unfinished line again with each chunk takes time by its square.
  let pieces: string[] = [];
  let length = 0;
  const add = (piece: string): void => {
    if (piece !== '' && length < longestLine) pieces.push(piece.slice(0, longestLine - length));
    length += piece.length;
  };
  const give = (): void => {
    const line = pieces.join('');
    pieces = [];
    length = 0;
    onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  };
  return {
    push: (chunk) => {
      const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
      add(first);
      for (const line of others) {
        give();
        add(line);
      }
    },
    end: () => {
      add(decoder.decode());
      if (length > 0) give();
    },
  };
}

/**
 * What a line looks like once it stands still: no colours, and of the frames that a progress bar drew over each
 * other (`\r`) the last. Empty when that was erased.
 */
export const plainLine = (line: string): string => withoutEscapes(line.slice(line.lastIndexOf('\r') + 1));
