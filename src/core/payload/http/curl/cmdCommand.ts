/**
 * For cmd.exe: words in double quotes for the rules of programs' arguments
 * (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments), and a caret before every sign that
 * means something to cmd.exe, those quotes too: so it never takes what follows for quoted, where carets are signs.
 */
import type { CurlCall } from './export';
import { controls } from './windowsConsole';

/** https://learn.microsoft.com/troubleshoot/windows-client/shell-experience/command-line-string-limitation */
const maxCommand = 8191;

/** undefined when a line can't hold it: bytes, control characters, which a console would take for keys, or too much. */
export function cmdCommand({ url, method, headers, body }: CurlCall): string | undefined {
  if (body !== undefined && typeof body !== 'string') return undefined;
  const lines = [
    ['curl.exe', escaped(url)],
    ...(method.length > 0 ? [method.map((word) => (/^[\w-]+$/.test(word) ? word : escaped(word)))] : []),
    ...headers.map((header) => ['-H', escaped(header)]),
    ...(body === undefined ? [] : [['--data-raw', escaped(body)]]),
  ];
  const command = lines.map((words) => words.join(' ')).join(' ^\n  ');
  return controls.test(command) || command.length > maxCommand ? undefined : command;
}

const escaped = (text: string): string =>
  argument(text)
    .replace(/[()%!^"<>&|]/g, '^$&')
    // With a caret in it, what is between two of them is the name of no variable.
    .replace(/%(?=[^^\n])/g, '%^')
    .replaceAll('\n', '^\n\n');

/** A quote is a sign behind an odd number of backslashes, which count for half as many; elsewhere they are themselves. */
const argument = (text: string): string =>
  `"${text.replace(/(\\*)("|$)/g, (_, backslashes: string, quote: string) => `${backslashes}${backslashes}${quote && '\\"'}`)}"`;
