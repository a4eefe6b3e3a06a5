/** A terminal needs `\r\n`; programs that write to a pipe print `\n`. Remembers a `\r` at the end of a chunk. */
export function createNewlineFixer(): (text: string) => string {
  let afterReturn = false;
  return (text) => {
    const first = afterReturn && text.startsWith('\n') ? '\n' : '';
    afterReturn = text === '' ? afterReturn : text.endsWith('\r');
    return first + text.slice(first.length).replace(/\r?\n/g, '\r\n');
  };
}

/** Erases the line the cursor is in and goes to its start: what a half-drawn progress bar needs before text. */
export const eraseLine = '\r\u001b[K';
