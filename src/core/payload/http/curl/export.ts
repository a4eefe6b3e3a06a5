/** A request as a curl command. */
import type { HttpStamp } from '../endpoint';
import { sentPath, sentQuery } from '../percent';
import { contentTypeOf, cookiesOf, requestProblem, valuesOf, type HttpRequest } from '../request';
import { cmdCommand } from './cmdCommand';
import { posixCommand } from './posixCommand';
import { powerShellCommand } from './powerShellCommand';

export const curlShells = ['posix', 'powerShell', 'cmd'] as const;
export type CurlShell = (typeof curlShells)[number];

/** What curl is told, whatever shell it is told by. */
export interface CurlCall {
  readonly url: string;
  readonly method: readonly string[];
  readonly headers: readonly string[];
  /** undefined: none is sent. */
  readonly body: string | Uint8Array | undefined;
}

/**
 * @param origin where it goes: `http://127.0.0.1:9000`
 * @returns undefined for what is no request, see `requestProblem`, and for what a line of cmd.exe can't hold
 */
export function curlCommand(
  request: HttpRequest,
  origin: string,
  shell: CurlShell,
  { base64 }: Pick<HttpStamp, 'base64'>,
): string | undefined {
  if (requestProblem(request)) return undefined;
  const { method, query } = request;
  const path = sentPath(request.path);
  const { content } = request.body ?? { content: '' };
  const hasBody = content.length > 0;
  const call: CurlCall = {
    url: `${origin}${path}${query.length > 0 ? `?${sentQuery(query)}` : ''}`,
    method: [
      ...(hasBody || method !== 'HEAD'
        ? method === (hasBody ? 'POST' : 'GET')
          ? []
          : ['-X', method]
        : ['-I']),
      // Else curl resolves the dots itself.
      ...(/\/\.\.?(\/|$)/.test(path) ? ['--path-as-is'] : []),
    ],
    headers: headersOf(request, hasBody),
    body: hasBody ? content : undefined,
  };
  switch (shell) {
    case 'posix':
      return posixCommand(call, base64);
    case 'powerShell':
      return powerShellCommand(call, base64);
    case 'cmd':
      return cmdCommand(call);
  }
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
