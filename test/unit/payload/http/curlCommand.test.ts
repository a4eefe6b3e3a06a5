/**
 * A command for POSIX shells is run by one (test/integration/payload/curl.test.ts). Those for Windows are not: no shell
 * of Windows runs everywhere. They are held against the rules that Microsoft documents, as written beside each.
 */
import assert from 'node:assert/strict';
import { curlCommand, type CurlShell } from '../../../../src/core/payload/http/curl/export';
import { importCurl } from '../../../../src/core/payload/http/curl/import';
import type { HttpRequest } from '../../../../src/core/payload/http/request';
import { numbers } from '../../rust/random';
import { stamp } from './stamp';

const get: HttpRequest = { method: 'GET', path: '/', query: [], headers: [], cookies: [] };
const post = (content: string | Uint8Array): HttpRequest => ({
  ...get,
  method: 'POST',
  body: { content, contentType: 'text/plain' },
});
const command = (request: HttpRequest, shell: CurlShell): string =>
  curlCommand(request, 'http://a', shell, stamp) ?? 'none';
const bodyLine = (content: string, shell: CurlShell): string =>
  command(post(content), shell).replace(/^[^]*--data-raw /, '');

describe('A curl command for cmd.exe (by its documented rules, as it does not run here)', () => {
  it('has a caret before each sign that cmd.exe reads, and quotes that it does not see', () => {
    assert.equal(
      command({ ...post('{"a": "b & c | <d>"}'), query: [{ name: 'x', value: '1 2' }] }, 'cmd'),
      'curl.exe ^"http://a/?x=1^%^202^" ^\n' +
        '  -H ^"Content-Type: text/plain^" ^\n' +
        '  --data-raw ^"{\\^"a\\^": \\^"b ^& c ^| ^<d^>\\^"}^"',
    );
  });

  it('names no variable: between two percent signs is a caret', () => {
    assert.equal(bodyLine('%PATH%', 'cmd'), '^"^%^PATH^%^"');
    assert.equal(bodyLine('%PATH:~0,5%x%%', 'cmd'), '^"^%^PATH:~0,5^%^x^%^%^"');
  });

  it('has two backslashes for one only where a quote follows', () => {
    assert.equal(bodyLine('a\\b\\"c\\', 'cmd'), '^"a\\b\\\\\\^"c\\\\^"');
  });

  it('has a line break as a caret and two of them', () => {
    assert.equal(bodyLine('a\nb', 'cmd'), '^"a^\n\nb^"');
  });

  it('has a method as it is, unless a sign in it means something', () => {
    assert.match(command({ ...get, method: 'PUT' }, 'cmd'), /\n {2}-X PUT$/);
    assert.match(command({ ...get, method: 'A&B' }, 'cmd'), /\n {2}-X \^"A\^&B\^"$/);
    assert.match(command({ ...get, method: "A$'B" }, 'powerShell'), /\n {2}-X 'A\$''B'$/);
  });

  it('is none where a line can’t hold the request', () => {
    for (const content of ['\r', '\t', '\0', Uint8Array.of(1), 'a'.repeat(8191)])
      assert.equal(command(post(content), 'cmd'), 'none');
    assert.notEqual(command(post('a'.repeat(8000)), 'cmd'), 'none');
  });

  it('says what it was made of to who reads it by those rules', () => {
    const pieces = [
      '"',
      '\\',
      '%',
      '^',
      '!',
      '&',
      ' ',
      '\n',
      'A',
      "'",
      '(',
      ')',
      '<',
      '|',
      'ü',
      '$x',
      '`',
      '%A%',
    ];
    for (let seed = 0; seed < 500; seed++) {
      const below = numbers(seed);
      const text = Array.from({ length: 1 + below(8) }, () => pieces[below(pieces.length)]).join('');
      const request = { ...post(text), headers: [{ name: 'X-A', value: text.replaceAll('\n', '').trim() }] };
      const read = importCurl(command(request, 'cmd'), stamp.base64);
      assert.ok('request' in read, text);
      assert.equal(read.request.body?.content, text);
      assert.equal(read.request.headers.find(({ name }) => name === 'X-A')?.value, request.headers[0]?.value);
      assert.deepEqual(read.leftOut, []);
    }
  });
});

describe('A curl command for PowerShell (by its documented rules, as it does not run here)', () => {
  it('is the program, not the alias of Windows PowerShell, with words in single quotes', () => {
    assert.equal(
      command({ ...post("$a `b` it's 'c'"), method: 'PUT' }, 'powerShell'),
      "curl.exe 'http://a/' `\n  -X PUT `\n  -H 'Content-Type: text/plain' `\n  --data-raw '$a `b` it''s ''c'''",
    );
  });

  it('reads from files what versions of PowerShell hand over in different ways', () => {
    const headers = [
      { name: 'If-None-Match', value: '"x"' },
      { name: 'X-End', value: '\\' },
      { name: 'X-Plain', value: 'a b' },
    ];
    assert.equal(
      command({ ...post('{"a": "it’s"}\n'), headers }, 'powerShell'),
      [
        '$headers = [IO.Path]::GetTempFileName()',
        '[IO.File]::WriteAllText($headers, \'If-None-Match: "x"',
        "X-End: \\')",
        '$body = [IO.Path]::GetTempFileName()',
        // Any of the signs that PowerShell takes for a single quote is doubled (about_Quoting_Rules).
        '[IO.File]::WriteAllText($body, \'{"a": "it’’s"}',
        "')",
        "curl.exe 'http://a/' `",
        "  -H 'X-Plain: a b' `",
        "  -H 'Content-Type: text/plain' `",
        '  -H "@$headers" `',
        '  --data-binary "@$body"',
        'Remove-Item $headers, $body',
      ].join('\n'),
    );
  });

  it('has bytes, and what a console would change, in base64', () => {
    for (const content of [Uint8Array.of(0, 255), 'a\r\n', 'a\t', '\0'])
      assert.equal(
        command(post(content), 'powerShell').split('\n')[1],
        `[IO.File]::WriteAllBytes($body, [Convert]::FromBase64String('${stamp.base64(content)}'))`,
      );
  });

  it('has no longer a word than a command line can hold', () => {
    assert.match(command(post('a'.repeat(40_000)), 'powerShell'), /--data-binary "@\$body"/);
  });
});
