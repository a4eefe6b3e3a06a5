/** The request of a curl command (https://curl.se/docs/manpage.html), which is read, never run. */
import { decode, queryOf } from '../percent';
import type { HttpRequest } from '../request';
import { bodyOf, isData } from './data';
import { headersOf, isHeader, type Base64 } from './headers';
import type { LeftOut } from './leftOut';
import { isHarmless, optionsOf, type Option } from './options';
import { posixWords } from './posixWords';
import { isForWindows, windowsWords } from './windowsWords';

export type CurlImport =
  | {
      readonly request: HttpRequest;
      /** Where it would go: `https://api.example.com`. */
      readonly origin: string;
      readonly leftOut: readonly LeftOut[];
    }
  /** `quote`: one is not closed. `noCurl`: another command, or none. `noUrl`: nothing that HTTP has. */
  | { readonly problem: 'quote' | 'noCurl' | 'noUrl' };

/** @param base64 of the text in UTF-8: user and password are sent in it */
export function importCurl(command: string, base64: Base64): CurlImport {
  const split = isForWindows(command) ? windowsWords(command) : posixWords(command);
  if ('problem' in split) return split;
  const program = split.words.findIndex((word) => /(^|[/\\])curl(\.exe)?$/.test(word));
  if (program < 0) return { problem: 'noCurl' };
  const options = optionsOf(split.words.slice(program + 1));
  // What follows is another request.
  const next = options.findIndex(({ name }) => name === 'next');
  const leftOut = [...split.leftOut];
  if (next >= 0) leftOut.push({ kind: 'option', text: '--next' });
  return requestOf(next < 0 ? options : options.slice(0, next), leftOut, base64);
}

function requestOf(options: readonly Option[], leftOut: LeftOut[], base64: Base64): CurlImport {
  const named = (name: string): readonly Option[] => options.filter((option) => option.name === name);
  const [url, ...others] = named('url');
  const location = url && parsedUrl(url.value);
  if (!location) return { problem: 'noUrl' };
  for (const { text } of others) leftOut.push({ kind: 'url', text });
  const isGet = named('get').length > 0;
  const { headers, cookies, removed } = headersOf(options, location.user, leftOut, base64);
  const { body, inQuery } = bodyOf(
    options.filter(({ name }) => isData(name)),
    isGet,
    leftOut,
  );
  for (const option of options) {
    if (option.name === 'upload-file') leftOut.push({ kind: 'file', text: option.text });
    // Its value may be secret.
    else if (!isRead(option)) leftOut.push({ kind: 'option', text: option.text.split(' ')[0] ?? '' });
  }
  const isPost = !isGet && options.some(({ name }) => isData(name) && name !== 'url-query');
  const isUpload = !isGet && named('upload-file').length > 0;
  const isHead = named('head').length > 0;
  return {
    request: {
      method:
        named('request').at(-1)?.value ?? (isHead ? 'HEAD' : isPost ? 'POST' : isUpload ? 'PUT' : 'GET'),
      path: location.path,
      query: [...queryOf(location.query), ...queryOf(inQuery)],
      headers,
      cookies,
      ...(body && { body: removed.has('content-type') ? { content: body.content } : body }),
    },
    origin: location.origin,
    leftOut,
  };
}

const isRead = (option: Option): boolean =>
  ['url', 'request', 'head', 'get'].includes(option.name) ||
  isHeader(option.name) ||
  isData(option.name) ||
  isHarmless(option);

/** curl takes HTTP for what has no scheme. */
function parsedUrl(
  url: string,
): { origin: string; path: string; query: string; user: string | undefined } | undefined {
  const [, scheme = 'http', user, host = '', path = '', query = ''] =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?(?:([^/?#@]*)@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  if (host === '' || !/^https?$/i.test(scheme)) return undefined;
  return {
    origin: `${scheme.toLowerCase()}://${host}`,
    path: path === '' ? '/' : path,
    query,
    user: user && decode(user),
  };
}
