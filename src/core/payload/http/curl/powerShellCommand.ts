/**
 * For PowerShell in Windows: words in single quotes, in which it looks for nothing.
 *
 * Windows PowerShell 5.1 and PowerShell 7 hand over a double quote, or a backslash at the end of a word, in different
 * ways ($PSNativeCommandArgumentPassing,
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_preference_variables), and a curl
 * that was not built for Unicode takes letters beyond ASCII in the code page of the system. What has any of these comes
 * from a file, which all of them read alike.
 */
import type { HttpStamp } from '../endpoint';
import type { CurlCall } from './export';
import { controls } from './windowsConsole';

/** Of 32,767 for the whole command line (CreateProcessW). */
const maxWord = 20_000;

export function powerShellCommand(
  { url, method, headers, body }: CurlCall,
  base64: HttpStamp['base64'],
): string {
  const written = headers.filter((header) => !isPlain(header));
  const bodyWord = typeof body === 'string' && isPlain(body) ? body : undefined;
  const files: [name: string, write: string][] = [];
  if (written.length > 0) files.push(['$headers', textFile('$headers', written.join('\n'), base64)]);
  if (body !== undefined && bodyWord === undefined)
    files.push([
      '$body',
      typeof body === 'string' ? textFile('$body', body, base64) : bytesFile('$body', base64(body)),
    ]);
  const lines = [
    // The name alone is another command in Windows PowerShell.
    ['curl.exe', quoted(url)],
    ...(method.length > 0 ? [method.map((word) => (/^[\w-]+$/.test(word) ? word : quoted(word)))] : []),
    ...headers.filter(isPlain).map((header) => ['-H', quoted(header)]),
    ...(written.length > 0 ? [['-H', '"@$headers"']] : []),
    ...(bodyWord === undefined ? [] : [['--data-raw', quoted(bodyWord)]]),
    ...(body !== undefined && bodyWord === undefined ? [['--data-binary', '"@$body"']] : []),
  ];
  return [
    ...files.flatMap(([name, write]) => [`${name} = [IO.Path]::GetTempFileName()`, write]),
    lines.map((words) => words.join(' ')).join(' `\n  '),
    ...(files.length > 0 ? [`Remove-Item ${files.map(([name]) => name).join(', ')}`] : []),
  ].join('\n');
}

const isPlain = (word: string): boolean =>
  /^[\n !#-~]*$/.test(word) && !word.endsWith('\\') && word.length < maxWord;

/** In UTF-8. A console may change tabs and line breaks of what is pasted, but no base64. */
const textFile = (name: string, text: string, base64: HttpStamp['base64']): string =>
  controls.test(text) ? bytesFile(name, base64(text)) : `[IO.File]::WriteAllText(${name}, ${quoted(text)})`;

const bytesFile = (name: string, base64: string): string =>
  `[IO.File]::WriteAllBytes(${name}, [Convert]::FromBase64String('${base64}'))`;

/** Each of these signs ends a text that any of them began; two are the sign (about_Quoting_Rules). */
const quoted = (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
