/** Commands against curl itself: what it sends is what was read of its command, and the other way round. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { curlCommand } from '../../../src/core/payload/http/curl/export';
import { importCurl } from '../../../src/core/payload/http/curl/import';
import { queryOf, sentPath } from '../../../src/core/payload/http/percent';
import { contentTypeOf, cookiesOf, type HttpRequest } from '../../../src/core/payload/http/request';

const base64 = (content: string | Uint8Array): string => Buffer.from(content).toString('base64');

/** What can be told apart at the other end. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: unknown;
  readonly headers: readonly (readonly [string, string])[];
  readonly contentType: string | undefined;
  readonly cookies: readonly string[];
  readonly body: string;
}

const boundary = /-{20,}\w+/g;

async function received(message: IncomingMessage): Promise<Sent> {
  const [path = '', query = ''] = (message.url ?? '').split('?');
  const pairs = Array.from({ length: message.rawHeaders.length / 2 }, (_, index) => ({
    name: (message.rawHeaders[2 * index] ?? '').toLowerCase(),
    value: message.rawHeaders[2 * index + 1] ?? '',
  }));
  const own = ['host', 'content-length', 'expect'];
  return sent(
    {
      method: message.method ?? '',
      path,
      query: queryOf(query),
      // curl's own, which nobody wrote.
      headers: pairs.filter(
        ({ name, value }) =>
          !own.includes(name) && !/^curl\//.test(value) && !(name === 'accept' && value === '*/*'),
      ),
      cookies: [],
      body: { content: new Uint8Array(await buffer(message)) },
    },
    path,
  );
}

function sent(request: HttpRequest, path = sentPath(request.path)): Sent {
  const { method, query, headers, body } = request;
  return {
    method,
    path,
    query,
    headers: headers
      .map(({ name, value }) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !['cookie', 'content-type', 'accept-encoding'].includes(name))
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    contentType: contentTypeOf(request)?.replace(boundary, 'boundary'),
    cookies: cookiesOf(request),
    body: Buffer.from(body?.content ?? '')
      .toString('latin1')
      .replace(boundary, 'boundary'),
  };
}

describe('curl', () => {
  let server: Server | undefined;
  let origin: string;
  let next: (request: Sent) => void;

  before(async function () {
    const works = await promisify(execFile)('bash', ['-c', 'curl --version']).catch(() => undefined);
    if (!works) {
      console.log('    skipped: curl and bash have to be installed.');
      return this.skip();
    }
    const listening = createServer((message, response) => {
      void received(message).then((request) => {
        response.end();
        next(request);
      });
    }).listen(0, '127.0.0.1');
    server = listening;
    await new Promise((resolve) => listening.once('listening', resolve));
    origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  });
  after(() => server?.close());

  async function run(command: string, shell = 'bash'): Promise<Sent> {
    const request = new Promise<Sent>((resolve) => (next = resolve));
    // A string for a shell on purpose: quoting is what is tested.
    const running = promisify(execFile)(shell, ['-s']);
    running.child.stdin?.end(command);
    await running;
    return request;
  }

  const commands: Readonly<Record<string, string>> = {
    'a URL alone': 'curl -s URL/orders',
    'a query': `curl -s "URL/a/b?x=1&y=a+b%20c&x=2&empty="`,
    'a body': `curl -s URL/ -d a=1 -d 'b=2 3' --data-raw '@c'`,
    'a body of another method': `curl -s -XPUT URL/ -H'Content-Type: text/plain' --data-binary $'one\\ntwo'`,
    JSON: `curl -s URL/ --json '{"a":' --json '1}'`,
    'encoded data': `curl -s URL/ --data-urlencode 'q=ä b&c' --data-urlencode '=x y' --data-urlencode 'z*~'`,
    'data in the query': `curl -s -G URL/x?a=1 -d b=2 --data-urlencode 'c=d e+f'`,
    'a query by option': `curl -s URL/ --url-query 'a=b c' --url-query +x=1`,
    'a form': `curl -s URL/ -F 'a=1 2' -F 'b=x;type=text/html' --form-string 'c=@d;type=e' -F 'd="q;\\"r"'`,
    headers: `curl -s URL/ -H 'X-A: 1' -H 'x-a:2' -H 'X-Empty;' -H 'Accept:' -A me/1 -e http://x/ -r 0-9`,
    'headers taken away': `curl -s URL/ -A me -H 'User-Agent:' -H 'referer;' -e http://x`,
    cookies: `curl -s URL/ -b 'a=1; b=x=y'`,
    'user and password': `curl -s -u 'me:pa ss' URL/`,
    'user and password in the URL': `curl -s $(echo URL | sed 's#//#//me:pass@#')/`,
    'a token': `curl -s --oauth2-bearer abc URL/`,
    'no content type': `curl -s URL/ -d x -H 'Content-Type:'`,
    'only the head': `curl -sI URL/`,
    'ANSI quotes': `curl -s URL/ --data-raw $'J\\u00fcrgen\\'s \\xc3\\xa4 \\101 \\\\x41 \\t"'`,
    'double quotes': `curl -s URL/ -d "a \\"b\\" \\$c \\\\ \\d"`,
    'several lines': `curl -s \\\n  URL/ \\\n  -X DELETE \\\n  -kL`,
  };
  for (const [what, command] of Object.entries(commands))
    it(`sends what is read of its command: ${what}`, async () => {
      const line = command.replace('URL', origin);
      const read = importCurl(line.replace(/\$\(.*\)/, origin.replace('//', '//me:pass@')), base64);
      assert.ok('request' in read);
      assert.deepEqual(sent(read.request), await run(line));
      assert.equal(read.origin, origin);
      assert.deepEqual(read.leftOut, []);
    });

  const request: HttpRequest = {
    method: 'GET',
    path: '/orders',
    query: [],
    headers: [],
    cookies: [],
  };
  const evil = `'; touch pwned; $(id) \`id\` "\\ !! é\n%`;
  const requests: Readonly<Record<string, HttpRequest>> = {
    'a GET': request,
    'a path and a query': {
      ...request,
      path: "/a b/../[1-3]/{x,y}/'ü%2F",
      query: [
        { name: 'a[b]', value: evil },
        { name: '', value: '' },
      ],
    },
    'headers and cookies': {
      ...request,
      method: 'DELETE',
      headers: [
        { name: 'X-Evil', value: evil.replace('\n', '').replace('é', 'e') },
        { name: 'X-Empty', value: '' },
        { name: 'X-Twice', value: '1' },
        { name: 'X-Twice', value: '2' },
      ],
      cookies: [
        { name: 'a', value: "it's" },
        { name: 'b', value: '' },
      ],
    },
    'a body': { ...request, method: 'POST', body: { content: evil, contentType: 'text/plain' } },
    'a body without a type': { ...request, method: 'PATCH', body: { content: '@/etc/passwd' } },
    'a body of GET': { ...request, body: { content: '{}', contentType: 'application/json' } },
    bytes: {
      ...request,
      method: 'POST',
      body: { content: Uint8Array.from([0, 10, 159, 255]), contentType: 'image/png' },
    },
    'a body that is too long for a word': {
      ...request,
      method: 'POST',
      body: { content: 'ü'.repeat(100_000), contentType: 'text/plain' },
    },
    'a head': { ...request, method: 'HEAD' },
  };
  for (const [what, copied] of Object.entries(requests))
    it(`sends what was copied: ${what}`, async () => {
      const command = curlCommand(copied, origin, 'posix', { base64 });
      assert.ok(command);
      assert.deepEqual(await run(command, 'sh'), sent(copied));
    });

  it('is read as it was written', () => {
    for (const [what, copied] of Object.entries(requests)) {
      // They come through a pipe.
      if (what === 'bytes' || what.includes('too long')) continue;
      const read = importCurl(curlCommand(copied, origin, 'posix', { base64 }) ?? '', base64);
      assert.ok('request' in read, what);
      assert.deepEqual(sent(read.request), sent(copied), what);
      assert.deepEqual(read.leftOut, [], what);
    }
  });
});
