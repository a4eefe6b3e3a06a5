/**
 * The words of a command in a POSIX shell (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html,
 * 2.2 Quoting), with the `$'…'` that browsers write. Nothing is expanded, nothing is run.
 */
import { ansiC } from './ansiC';
import type { LeftOut, Words } from './leftOut';

export function posixWords(pasted: string): Words {
  const command = pasted.trimEnd();
  const words: string[] = [];
  const leftOut: LeftOut[] = [];
  /** undefined between words; `''` is a word, too. */
  let word: string | undefined;
  const end = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  let at = 0;
  /** @returns what the pattern matches here, and goes on behind it */
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(command) ?? [];
    if (found !== undefined) at += found.length;
    return found;
  };
  /** One piece of text that the shell looks into, in double quotes or without. */
  const expanded = (): string | undefined => {
    const expansion = take(/\$(?:[A-Za-z_]\w*|\{[^}]*\}|\([^)]*\)|[\d@*#?!$-])|`[^`]*`/y);
    if (expansion !== undefined) leftOut.push({ kind: 'expansion', text: expansion });
    return expansion;
  };
  while (at < command.length) {
    if (take(/\\(?:\r?\n|$)/y) !== undefined) continue;
    if (take(/[ \t\r]+/y) !== undefined) end();
    else if (words.length === 0 && word === undefined && take(/\n/y) !== undefined) continue;
    else if (word === undefined && take(/#[^\n]*/y) !== undefined) continue;
    else if (/[\n|;&<>()]/.test(command[at] ?? '')) {
      // A number before a redirection is the file that is redirected.
      const isFile = /[<>]/.test(command[at] ?? '') && /^\d$/.test(word ?? '');
      const rest = command.slice(isFile ? at - 1 : at).trim();
      if (isFile) word = undefined;
      end();
      leftOut.push({ kind: 'shell', text: rest });
      return { words, leftOut };
    } else if (take(/'/y) !== undefined) {
      word = `${word ?? ''}${take(/[^']*/y) ?? ''}`;
      if (take(/'/y) === undefined) return { problem: 'quote' };
    } else if (take(/\$'/y) !== undefined) {
      word = `${word ?? ''}${ansiC(take(/(?:[^'\\]+|\\[^])*/y) ?? '')}`;
      if (take(/'/y) === undefined) return { problem: 'quote' };
    } else if (take(/\$?"/y) !== undefined) {
      word ??= '';
      while (take(/"/y) === undefined) {
        if (at >= command.length) return { problem: 'quote' };
        const escaped = take(/\\(?:\r?\n|[$`"\\])/y);
        word += escaped?.slice(1).replace(/^\r?\n$/, '') ?? expanded() ?? take(/[^"$`\\]+|[^]/y) ?? '';
      }
    } else word = `${word ?? ''}${take(/\\[^]/y)?.slice(1) ?? expanded() ?? take(/[^]/y) ?? ''}`;
  }
  end();
  return { words, leftOut };
}
