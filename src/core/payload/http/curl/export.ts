/** A request as a curl command for POSIX shells: every word in single quotes, in which a shell looks for nothing. */
import type { HttpStamp } from '../endpoint';
import { sentPath, sentQuery } from '../percent';
import { contentTypeOf, cookiesOf, requestProblem, valuesOf, type HttpRequest } from '../request';

/**
 * @param origin where it goes: `http://127.0.0.1:9000`
 * @returns undefined for what is no request, see `requestProblem`
 */
export function curlCommand(
  request: HttpRequest,
  origin: string,
  { base64 }: Pick<HttpStamp, 'base64'>,
): string | undefined {
  if (requestProblem(request)) return undefined;
  const { method, query } = request;
  const path = sentPath(request.path);
  const url = `${origin}${path}${query.length > 0 ? `?${sentQuery(query)}` : ''}`;
  const { content } = request.body ?? { content: '' };
  const hasBody = content.length > 0;
  // What a command can't hold comes through a pipe.
  const piped = typeof content !== 'string' || content.includes('\0');
  const options = [
    ...(hasBody || method !== 'HEAD'
      ? method === (hasBody ? 'POST' : 'GET')
        ? []
        : [['-X', method]]
      : [['-I']]),
    // Else curl resolves the dots itself.
    ...(/\/\.\.?(\/|$)/.test(path) ? [['--path-as-is']] : []),
    ...headersOf(request, hasBody).map((header) => ['-H', header]),
    ...(hasBody ? [piped ? ['--data-binary', '@-'] : ['--data-raw', content]] : []),
  ];
  const lines = [`curl ${quoted(url)}`, ...options.map((words) => words.map(word).join(' '))];
  const source = hasBody && piped ? `printf %s ${quoted(base64(content))} | base64 --decode | ` : '';
  return `${source}${lines.join(' \\\n  ')}`;
}

function headersOf(request: HttpRequest, hasBody: boolean): readonly string[] {
  const contentType = contentTypeOf(request);
  const cookies = cookiesOf(request);
  return [
    ...request.headers
      .filter(({ name }) => name.toLowerCase() !== 'cookie')
      // A semicolon says that there is no value, a colon would take the header away.
      .map(({ name, value }) => (value === '' ? `${name};` : `${name}: ${value}`)),
    // Else curl says that it is a form.
    ...(hasBody && valuesOf(request.headers, 'content-type').length === 0
      ? [`Content-Type:${contentType === undefined ? '' : ` ${contentType}`}`]
      : []),
    ...(cookies.length > 0 ? [`Cookie: ${cookies.join('; ')}`] : []),
  ];
}

const word = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : quoted(text));

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
