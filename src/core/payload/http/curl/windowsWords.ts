/**
 * The words of a command for cmd.exe, as browsers copy it: carets first, then the rules of programs' arguments
 * (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments). Nothing is expanded, nothing is run.
 */
import type { LeftOut, Words } from './leftOut';

/** A quote with a caret for the first word, or a caret at the end of a line: what shells of POSIX have no use for. */
export const isForWindows = (command: string): boolean =>
  /\bcurl(\.exe)?\s+(-\S+\s+)*\^"|[ \t]\^\r?\n/.test(command);

export function windowsWords(command: string): Words {
  const { line, leftOut } = unescaped(command);
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (const [piece, backslashes = '', quotes = '', sign] of line.matchAll(/(\\*)(""?)|(\\+|[^])/g)) {
    if (sign !== undefined && /\s/.test(sign) && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (sign !== undefined) word = `${word ?? ''}${piece}`;
    else {
      // Before a quote, two backslashes are one; an odd one more makes the quote a sign.
      word = `${word ?? ''}${'\\'.repeat(Math.floor(backslashes.length / 2))}`;
      const isSign = backslashes.length % 2 === 1;
      if (isSign) word += '"';
      const toggling = quotes.length - (isSign ? 1 : 0);
      // Two within quotes are a sign; elsewhere they hold nothing.
      if (toggling === 2 && isQuoted) word += '"';
      else if (toggling === 1) isQuoted = !isQuoted;
    }
  }
  if (word !== undefined) words.push(word);
  return isQuoted ? { problem: 'quote' } : { words, leftOut };
}

/** What cmd.exe hands to a program: a caret takes the meaning from the sign behind it, but not within quotes. */
function unescaped(command: string): { readonly line: string; readonly leftOut: readonly LeftOut[] } {
  let line = '';
  let isQuoted = false;
  const text = command.trim().replace(/\^$/, '').replaceAll('\r\n', '\n');
  for (const { 0: piece, index } of text.matchAll(/\^\n\n?|\^[^]|[^]/g)) {
    if (piece.startsWith('^\n') && !isQuoted) line += piece.slice(2);
    else if (piece.length > 1 && !isQuoted) line += piece.slice(1);
    else if (piece === '\n' || (!isQuoted && /^[|&<>]$/.test(piece)))
      return { line, leftOut: [{ kind: 'shell', text: text.slice(index).trim() }] };
    else {
      // A caret within quotes is a sign; a quote behind it is one that ends them.
      if (piece.endsWith('"')) isQuoted = !isQuoted;
      line += piece;
    }
  }
  return { line, leftOut: [] };
}
