/** For POSIX shells: every word in single quotes, in which a shell looks for nothing. */
import type { HttpStamp } from '../endpoint';
import type { CurlCall } from './export';

/** Linux takes 128 KB for a word (MAX_ARG_STRLEN); a UTF-16 unit has three bytes at most. */
const maxWord = 40_000;

export function posixCommand({ url, method, headers, body }: CurlCall, base64: HttpStamp['base64']): string {
  // What a word can't hold comes through a pipe.
  const piped =
    body !== undefined && (typeof body !== 'string' || body.includes('\0') || body.length > maxWord);
  const lines = [
    ['curl', quoted(url)],
    ...(method.length > 0 ? [method.map(word)] : []),
    ...headers.map((header) => ['-H', word(header)]),
    ...(piped ? [['--data-binary', '@-']] : typeof body === 'string' ? [['--data-raw', word(body)]] : []),
  ];
  const source = piped ? `printf %s ${quoted(base64(body))} | base64 --decode | ` : '';
  return `${source}${lines.map((words) => words.join(' ')).join(' \\\n  ')}`;
}

const word = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : quoted(text));

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
