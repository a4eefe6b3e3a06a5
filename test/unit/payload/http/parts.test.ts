import assert from 'node:assert/strict';
import { eventBody, isMediaType } from '../../../../src/core/payload/http/body';
import { pathParameters, requestTime, type Endpoint } from '../../../../src/core/payload/http/endpoint';
import { decode, queryOf, sentPath, sentQuery, utf8Length } from '../../../../src/core/payload/http/percent';
import { cookiesOf, type HttpRequest } from '../../../../src/core/payload/http/request';
import { stamp } from './stamp';

const plain: HttpRequest = { method: 'POST', path: '/', query: [], headers: [], cookies: [] };

describe('A path', () => {
  it('is sent encoded where it has to be, and once', () => {
    const paths: Readonly<Record<string, string>> = {
      '': '/',
      orders: '/orders',
      '/a b/ü?#[x]': '/a%20b/%C3%BC%3F%23%5Bx%5D',
      '/a%20b%2Fc': '/a%20b%2Fc',
      '/100%': '/100%25',
      '/%zz/🦀': '/%25zz/%F0%9F%A6%80',
      "/~a-b_c.d!$&'()*+,;=:@": "/~a-b_c.d!$&'()*+,;=:@",
      '/\ud800': '/%EF%BF%BD',
    };
    for (const [path, sent] of Object.entries(paths)) {
      assert.equal(sentPath(path), sent);
      assert.equal(sentPath(sent), sent);
    }
  });

  it('has the parameters of its route', () => {
    assert.deepEqual(pathParameters('/orders/{id}', '/orders/7'), { id: '7' });
    assert.deepEqual(pathParameters('/{proxy+}', '/a/b/c'), { proxy: 'a/b/c' });
    assert.deepEqual(pathParameters('/a/{b}/{c+}', '/a/1/2/3'), { b: '1', c: '2/3' });
    assert.deepEqual(pathParameters('/orders', '/orders'), {});
    for (const path of ['/orders', '/orders/7/lines', '/other/7', '/orders/'])
      assert.equal(pathParameters('/orders/{id}', path), undefined, path);
    assert.equal(pathParameters('/{proxy+}', '/'), undefined);
  });
});

describe('A query', () => {
  it('is encoded so that it reads the same, in its order', () => {
    const query = [
      { name: 'a b', value: "1&2=3+4%20'(ü)*" },
      { name: 'b', value: '' },
      { name: 'a b', value: '🦀' },
    ];
    const sent = sentQuery(query);
    assert.equal(sent, 'a%20b=1%262%3D3%2B4%2520%27%28%C3%BC%29%2A&b=&a%20b=%F0%9F%A6%80');
    assert.deepEqual(queryOf(sent), query);
  });

  it('is read as forms are', () => {
    assert.deepEqual(queryOf('a=1+2&b&=c&&d=%zz&e=f=g'), [
      { name: 'a', value: '1 2' },
      { name: 'b', value: '' },
      { name: '', value: 'c' },
      { name: 'd', value: '%zz' },
      { name: 'e', value: 'f=g' },
    ]);
  });

  it('that does not decode stays as it is', () => assert.equal(decode('%ff'), '%ff'));
});

describe('A body', () => {
  const endpoints = {
    functionUrl: { trigger: 'functionUrl' },
    httpApi: { trigger: 'httpApi', stage: '$default' },
    alb: { trigger: 'alb', multiValue: false },
    restApi: { trigger: 'restApi', stage: 'prod', binaryMediaTypes: ['image/*', 'application/zip'] },
  } as const satisfies Readonly<Record<string, Endpoint>>;
  const encodes = (endpoint: Endpoint, contentType?: string, headers: HttpRequest['headers'] = []): unknown =>
    eventBody(
      { ...plain, headers, body: { content: 'ü', ...(contentType !== undefined && { contentType }) } },
      endpoint,
      stamp,
    );
  const text = { body: 'ü', isBase64Encoded: false };
  const base64 = { body: 'w7w=', isBase64Encoded: true };

  it('is text of text types, and base64 of all others, for format 2.0 and load balancers', () => {
    for (const name of ['functionUrl', 'httpApi', 'alb'] as const) {
      for (const type of [
        'text/plain',
        'TEXT/html; charset=utf-8',
        'application/json',
        'application/javascript',
      ])
        assert.deepEqual(encodes(endpoints[name], type), text, `${name} ${type}`);
      for (const type of [undefined, 'application/x-www-form-urlencoded', 'image/png', 'application/json5'])
        assert.deepEqual(encodes(endpoints[name], type), base64, `${name} ${type}`);
    }
  });

  it('is base64 for a load balancer when the content is encoded', () => {
    const headers = [{ name: 'Content-Encoding', value: 'gzip' }];
    assert.deepEqual(encodes(endpoints.alb, 'text/plain', headers), base64);
    assert.deepEqual(encodes(endpoints.functionUrl, 'text/plain', headers), text);
  });

  it('is base64 for a REST API when its type is a binary one of the API', () => {
    for (const type of ['image/png', 'application/zip; x=y'])
      assert.deepEqual(encodes(endpoints.restApi, type), base64);
    for (const type of [undefined, 'application/json', 'application/octet-stream'])
      assert.deepEqual(encodes(endpoints.restApi, type), text);
    assert.ok(isMediaType(undefined, ['*/*']));
  });

  it('of bytes is text where the trigger says so', () => {
    const body = { content: Uint8Array.of(0xc3, 0xbc), contentType: 'text/plain' };
    assert.deepEqual(eventBody({ ...plain, body }, endpoints.alb, stamp), text);
  });

  it('has the content type of a header rather than its own', () => {
    const headers = [{ name: 'content-type', value: 'text/plain' }];
    assert.deepEqual(encodes(endpoints.alb, 'image/png', headers), text);
  });

  it('with nothing in it is none', () =>
    assert.equal(eventBody({ ...plain, body: { content: '' } }, endpoints.alb, stamp), undefined));

  it('is as long as its UTF-8', () => {
    for (const content of ['', 'aü€🦀%41', '\ud800'])
      assert.equal(utf8Length(content), Buffer.byteLength(content), content);
  });
});

describe('Cookies', () => {
  it('are those of the form and those of headers', () => {
    const headers = [{ name: 'cookie', value: 'a=1; b=2;c' }];
    assert.deepEqual(cookiesOf({ ...plain, headers, cookies: [{ name: 'd', value: 'x=y' }] }), [
      'a=1',
      'b=2',
      'c',
      'd=x=y',
    ]);
  });
});

describe('A time', () => {
  it('is written as in logs', () => assert.equal(requestTime(1583348638390), '04/Mar/2020:19:03:58 +0000'));
});
