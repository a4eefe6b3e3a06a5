/** Turns what a process writes to two pipes into what a terminal shows, and into lines to be read. */
import { createLineReader, plainLine, type StreamDecoder } from './lines';
import { createNewlineFixer, eraseLine } from './terminalText';

type Stream = 'stdout' | 'stderr';

export interface TerminalViewOptions {
  /** Text for the terminal, with `\r\n`. */
  readonly write: (text: string) => void;
  readonly newDecoder: () => StreamDecoder;
  /** Each line without colours and line ends; a progress bar's is what it last showed. */
  readonly onLine?: (line: string, stream: Stream) => void;
  /** stdout is not for people: gives what to show for each of its lines (with line ends), or undefined. */
  readonly translate?: (line: string) => string | undefined;
}

export interface TerminalView {
  push(chunk: Uint8Array, stream: Stream): void;
  /** The process has ended: gives what is unfinished. */
  end(): void;
}

export function createTerminalView(options: TerminalViewOptions): TerminalView {
  const { write, newDecoder, onLine, translate } = options;
  // One pipe may be in the midst of a line (cargo's progress bar) when the other one speaks.
  let unfinished = false;
  const writeFrom = (stream: Stream): ((chunk: Uint8Array | undefined) => void) => {
    const decoder = newDecoder();
    const fix = createNewlineFixer();
    return (chunk) => {
      const text = fix(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
      if (text === '') return;
      write(text);
      if (stream === 'stderr') unfinished = !text.endsWith('\n');
    };
  };
  const translated = (line: string): void => {
    const text = translate?.(line);
    if (!text) return;
    write((unfinished ? eraseLine : '') + text.replace(/\r?\n/g, '\r\n'));
    unfinished = false;
  };
  const reader = (stream: Stream) =>
    createLineReader(newDecoder(), (line) => {
      if (stream === 'stdout' && translate) translated(line);
      onLine?.(plainLine(line), stream);
    });

  const raw = { stdout: writeFrom('stdout'), stderr: writeFrom('stderr') };
  const lines = { stdout: reader('stdout'), stderr: reader('stderr') };
  return {
    push: (chunk, stream) => {
      if (stream === 'stderr' || !translate) raw[stream](chunk);
      lines[stream].push(chunk);
    },
    end: () => {
      for (const stream of ['stdout', 'stderr'] as const) {
        if (stream === 'stderr' || !translate) raw[stream](undefined);
        lines[stream].end();
      }
    },
  };
}
