/** What is not seen by sending: test/integration/payload/curl.test.ts has the rest. */
import assert from 'node:assert/strict';
import { curlCommand } from '../../../../src/core/payload/http/curl/export';
import { importCurl } from '../../../../src/core/payload/http/curl/import';
import type { LeftOut } from '../../../../src/core/payload/http/curl/leftOut';
import { posixWords } from '../../../../src/core/payload/http/curl/posixWords';
import { windowsWords } from '../../../../src/core/payload/http/curl/windowsWords';
import type { HttpRequest } from '../../../../src/core/payload/http/request';
import { stamp } from './stamp';

function read(command: string): { request: HttpRequest; origin: string; leftOut: readonly LeftOut[] } {
  const result = importCurl(command, stamp.base64);
  if ('request' in result) return result;
  throw new Error(result.problem);
}
const problem = (command: string): unknown => {
  const result = importCurl(command, stamp.base64);
  return 'problem' in result ? result.problem : undefined;
};
const leftOut = (command: string): readonly string[] =>
  read(command).leftOut.map(({ kind, text }) => `${kind}: ${text}`);

describe('The words of a command', () => {
  const words = (command: string, split = posixWords): readonly string[] => {
    const result = split(command);
    return 'words' in result ? result.words : [result.problem];
  };

  it('are quoted as in POSIX shells', () => {
    assert.deepEqual(words(`a 'b c'"d e"f\\ g '' "" \\\n h`), ['a', 'b cd ef g', '', '', 'h']);
    assert.deepEqual(words(`"\\$a \\" \\\\ \\n \\\`"`), ['$a " \\ \\n `']);
    assert.deepEqual(words(`'it'\\''s' a\\\r\nb`), ["it's", 'ab']);
    assert.deepEqual(words(`$'\\'\\n\\x41\\u00fc\\U1F980\\303\\274\\cA\\e\\q\\\\x41'`), [
      "'\nAü🦀ü\u0001\u001b\\q\\x41",
    ]);
    assert.deepEqual(words(`$'\\ud83e\\udd80 \\xff'`), ['🦀 \ufffd']);
    assert.deepEqual(words('\n# what it does\n a b#c # d'), ['a', 'b#c']);
    // The rest is not pasted yet.
    assert.deepEqual(words('a \\\n  '), ['a']);
    for (const open of ["a 'b", 'a "b', "a $'b", 'a "b\\"']) assert.deepEqual(words(open), ['quote'], open);
  });

  it('are quoted as for cmd.exe', () => {
    const cmd = (command: string): readonly string[] => words(command, windowsWords);
    assert.deepEqual(cmd('curl ^"http://a/?b=c^&d=%^20^" ^\r\n  -H ^"x: y^"'), [
      'curl',
      'http://a/?b=c&d=%20',
      '-H',
      'x: y',
    ]);
    assert.deepEqual(cmd('^"^{^\\^"a^\\^":^\\^"b^\\^"^}^"'), ['{"a":"b"}']);
    assert.deepEqual(cmd('"{\\"a\\":1}" "b^c" "a""b" "" x\\y "d\\\\"'), [
      '{"a":1}',
      'b^c',
      'a"b',
      '',
      'x\\y',
      'd\\',
    ]);
    assert.deepEqual(cmd('^"a^\n\nb^"'), ['a\nb']);
    assert.deepEqual(cmd('"a'), ['quote']);
  });
});

describe('A curl command', () => {
  it('is found behind what people paste with it', () => {
    for (const before of ['$ ', '', '\n  ', 'time ', '/usr/bin/', '# try:\n'])
      assert.equal(read(`${before}curl http://a/b`).request.path, '/b', before);
    assert.equal(read('curl.exe http://a/b').origin, 'http://a');
  });

  it('that browsers copy for Windows is read', () => {
    const {
      request,
      origin,
      leftOut: left,
    } = read(
      'curl ^"https://api.example.com/orders?a=1^&b=2^" ^\r\n' +
        '  -X ^"PUT^" ^\r\n' +
        '  -H ^"content-type: application/json^" ^\r\n' +
        '  -b ^"a=1; b=2^" ^\r\n' +
        '  --data-raw ^"^{^\\^"name^\\^":^\\^"50^% ^& more^\\^"^}^"',
    );
    assert.equal(origin, 'https://api.example.com');
    assert.deepEqual(request, {
      method: 'PUT',
      path: '/orders',
      query: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ],
      headers: [{ name: 'content-type', value: 'application/json' }],
      cookies: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ],
      body: { content: '{"name":"50% & more"}', contentType: 'application/x-www-form-urlencoded' },
    });
    assert.deepEqual(left, []);
  });

  it('is for Windows by its carets, not by those of what it sends', () => {
    assert.equal(read(`curl http://a -d '{"pattern":"^"}'`).request.body?.content, '{"pattern":"^"}');
    assert.equal(read('curl "http://a" ^\r\n -d "x" ^').request.body?.content, 'x');
  });

  it('that is none, or has no URL, is said to be so', () => {
    assert.equal(problem(''), 'noCurl');
    assert.equal(problem('wget http://a'), 'noCurl');
    assert.equal(problem('curl -s'), 'noUrl');
    assert.equal(problem('curl -X'), 'noUrl');
    assert.equal(problem('curl ftp://a/b'), 'noUrl');
    assert.equal(problem("curl 'http://a"), 'quote');
  });

  it('tells of every file, none of which is sent', () => {
    const files = '-d @a --data-binary @b --data-urlencode c@d -F e=@f -F g=<h --json @i -b jar -T k -H @l';
    const { request } = read(`curl http://a ${files.replaceAll('<', "'<'")}`);
    assert.deepEqual(
      [request.body, request.headers],
      [undefined, [{ name: 'Accept', value: 'application/json' }]],
    );
    assert.deepEqual(leftOut(`curl http://a ${files.replaceAll('<', "'<'")}`).toSorted(), [
      'file: --data-binary @b',
      'file: --data-urlencode c@d',
      'file: --json @i',
      'file: -F e=@f',
      'file: -F g=<h',
      'file: -H @l',
      'file: -T k',
      'file: -b jar',
      'file: -d @a',
    ]);
  });

  it('has the method of what is left out', () => {
    assert.equal(read('curl -T file http://a').request.method, 'PUT');
    assert.deepEqual(leftOut('curl -G -F a=b -d c=d http://a'), ['option: --form']);
  });

  it('tells of options that it has no place for, but not of their values', () => {
    assert.deepEqual(
      leftOut('curl --cert me:secret --aws-sigv4 aws --digest --hm --constructor http://a -sSLkv'),
      ['option: --cert', 'option: --aws-sigv4', 'option: --digest', 'option: --hm', 'option: --constructor'],
    );
    assert.deepEqual(leftOut('curl http://a -F x=1 -d y=2'), ['option: --data']);
    assert.deepEqual(leftOut('curl http://a http://b --next http://c'), ['option: --next', 'url: http://b']);
  });

  it('tells of what a shell would have done', () => {
    const line = 'curl "http://a/$ID" -H "x: $(date)" -d `id`$\'$x\' -H \'y: $z\' 2>&1 | jq .';
    assert.deepEqual(leftOut(line), [
      'expansion: $ID',
      'expansion: $(date)',
      'expansion: `id`',
      'shell: 2>&1 | jq .',
    ]);
    const { path, headers, body } = read(line).request;
    assert.equal(path, '/$ID');
    assert.deepEqual(headers, [
      { name: 'x', value: '$(date)' },
      { name: 'y', value: '$z' },
    ]);
    assert.equal(body?.content, '`id`$x');
    assert.deepEqual(leftOut('curl http://a/?b=1&c=2'), ['shell: &c=2']);
    assert.deepEqual(leftOut('curl http://a\ncurl http://b'), ['shell: curl http://b']);
  });

  it('has long options by their whole names, with a value behind them or behind an equals sign', () => {
    const { request, leftOut: left } = read(
      'curl --request=PUT --header="A: b=c" --silent=x --data-raw= http://a/b -- -c',
    );
    assert.deepEqual(
      [request.method, request.path, request.headers, request.body?.content],
      ['PUT', '/b', [{ name: 'A', value: 'b=c' }], ''],
    );
    assert.deepEqual(
      left.map(({ kind, text }) => `${kind}: ${text}`),
      ['url: -c'],
    );
    // curl takes no shortened names; a value that may be secret is not told.
    assert.deepEqual(leftOut('curl --cert=me:secret --insec --hea http://a'), [
      'option: --cert',
      'option: --insec',
      'option: --hea',
    ]);
  });

  it('sends the parts of a form between lines that no part has', () => {
    const boundary = '------------------------boundary';
    const { body } = read(`curl http://a -F 'a=${boundary}'`).request;
    assert.equal(body?.contentType, `multipart/form-data; boundary=${boundary}0`);
  });

  it('is copied only of a request', () => {
    const request: HttpRequest = { method: 'GET', path: '/', query: [], headers: [], cookies: [] };
    // curl would send that file.
    const headers = [{ name: '@/etc/passwd', value: '' }];
    assert.equal(curlCommand({ ...request, headers }, 'http://a', 'posix', stamp), undefined);
    assert.equal(curlCommand(request, 'http://a', 'posix', stamp), "curl 'http://a/'");
  });
});
