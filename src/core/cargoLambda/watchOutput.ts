/** Lines that `cargo lambda watch` prints about itself, as cargo-lambda 1.8.0 to 1.9.2 print them. */

export type WatchLine =
  /** Printed before it binds its port, so this is no sign of readiness. */
  | { readonly kind: 'starting' }
  /** The process that runs a function ended: it crashed, or cargo could not build it (code 101). */
  | { readonly kind: 'functionExited'; readonly code: number | null; readonly signal: string | null }
  /** It is about to end: its port was taken, or it was asked to. */
  | { readonly kind: 'terminating' }
  | { readonly kind: 'other' };

/** @param line without colours */
export function parseWatchLine(line: string): WatchLine {
  if (/^ *INFO starting Runtime server\b/.test(line)) return { kind: 'starting' };
  if (/^ *INFO terminating lambda scheduler\b/.test(line)) return { kind: 'terminating' };
  const ended = /^ *ERROR command (?:exited|killed) code=(-?\w+)/.exec(line)?.[1];
  if (ended !== undefined) {
    // `ForceStop` is what its process library says of a process that was killed; the signal is not told.
    return /^-?\d+$/.test(ended)
      ? { kind: 'functionExited', code: Number(ended), signal: null }
      : { kind: 'functionExited', code: null, signal: ended };
  }
  return { kind: 'other' };
}

/**
 * What a person needs of the end of a command's output: from the last error on, without cargo-lambda's footer and
 * frame; or else the last lines. At most 20 lines.
 */
export function reasonOf(lines: readonly string[]): string {
  const footer = lines.findIndex((line) => /^\s*Was this behavior unexpected\?/.test(line));
  const said = (footer < 0 ? lines : lines.slice(0, footer)).filter(
    (line) => line.trim() !== '' && !/^ *INFO /.test(line),
  );
  const start = said.findLastIndex((line) => /^(Error:|error\b)/.test(line));
  return said
    .slice(start < 0 ? -20 : start)
    .slice(0, 20)
    .map((line) => line.replace(/^Error:\s*/, '').replace(/^\s*[×│├╰─▶]+\s?/, ''))
    .join('\n')
    .trim();
}
