import assert from 'node:assert/strict';
import { imageType, mediaTypeOfFile } from '../../../../src/core/payload/http/mediaTypes';
import {
  addressParts,
  bracedPath,
  filledPath,
  gatewayPath,
  parameterNames,
  suggestedParameter,
} from '../../../../src/core/payload/http/pathTemplate';
import { reasonPhrase } from '../../../../src/core/payload/http/reasonPhrase';
import { pastedRows } from '../../../../src/core/payload/http/rows';
import { senderOf } from '../../../../src/core/payload/http/sender';
import { setCookie } from '../../../../src/core/payload/http/setCookie';
import { httpEvent } from '../../../../src/core/payload/http/event';
import type { Endpoint } from '../../../../src/core/payload/http/endpoint';
import { stamp } from './stamp';

const row = (name: string, value: string) => ({ name, value });

describe('Pasted names and values', () => {
  it('are several lines of any list', () => {
    assert.deepEqual(pastedRows('headers', 'Accept: a/b\r\n\nX-Time: 12:30\n'), [
      row('Accept', 'a/b'),
      row('X-Time', '12:30'),
    ]);
    assert.deepEqual(pastedRows('query', 'a: 1\nb=x=y\nc'), [row('a', '1'), row('b', 'x=y'), row('c', '')]);
  });

  it('are without the line of the request that is copied with its headers', () => {
    const rows = [row('accept', '*/*'), row('x-a', 'b')];
    assert.deepEqual(pastedRows('headers', ':authority: a.b\n:path: /x\naccept: */*\nx-a: b'), rows);
    assert.deepEqual(pastedRows('headers', 'GET /x HTTP/1.1\r\naccept: */*\r\nx-a: b\r\n'), rows);
  });

  it('are one line where its form says so', () => {
    assert.deepEqual(pastedRows('headers', 'Authorization: Bearer a=='), [
      row('Authorization', 'Bearer a=='),
    ]);
    assert.deepEqual(pastedRows('query', '?a=1&b=x%20y'), [row('a', '1'), row('b', 'x y')]);
    assert.deepEqual(pastedRows('fields', 'a=1&b=x+y'), [row('a', '1'), row('b', 'x y')]);
    assert.deepEqual(pastedRows('cookies', 'a=1; b=2='), [row('a', '1'), row('b', '2=')]);
  });

  it('are no rows when they are one text, or have no names', () => {
    for (const [list, text] of [
      ['headers', 'Accept'],
      ['headers', 'https://a.b'],
      ['headers', ''],
      ['query', 'a=1'],
      ['query', 'words & words'],
      ['cookies', 'a'],
      ['fields', '\n\n'],
    ] as const)
      assert.equal(pastedRows(list, text), undefined, `${list} ${text}`);
  });
});

describe('A path with parameters', () => {
  it('names them, and is filled with what they have', () => {
    assert.deepEqual(parameterNames('/a/{id}/{*rest}/{id}/{x+}/{}'), ['id', 'rest', 'x']);
    assert.equal(filledPath('/a/{id}/{*rest}', { id: '1/2', rest: 'b/ c' }), '/a/1%2F2/b/%20c');
    assert.equal(filledPath('/a/{constructor}/{b}', { b: '' }), '/a/constructor/b');
  });

  it('is written in the ways of axum and of API Gateway', () => {
    assert.equal(bracedPath('/a/:id/b/*rest'), '/a/{id}/b/{*rest}');
    assert.equal(bracedPath('/a/{id}'), '/a/{id}');
    assert.equal(gatewayPath('/a/{id}/{*rest}'), '/a/{id}/{rest+}');
  });

  it('has suggestions that most types take', () => {
    assert.deepEqual(['id', 'orderId', 'region', 'thing'].map(suggestedParameter), [
      '1',
      '1',
      'us-east-1',
      'thing',
    ]);
  });

  it('is taken out of an address', () => {
    assert.deepEqual(addressParts(' https://a.b/c/d?e=f&g#h'), { path: '/c/d', query: 'e=f&g' });
    assert.deepEqual(addressParts('orders?x=1'), { path: '/orders', query: 'x=1' });
    assert.deepEqual(addressParts(''), { path: '/', query: '' });
    assert.deepEqual(addressParts('/a/{id}'), { path: '/a/{id}', query: '' });
  });
});

describe('What a response has', () => {
  it('is a cookie with its attributes', () => {
    assert.deepEqual(setCookie('a=b=c; Path=/ ;HttpOnly;'), {
      name: 'a',
      value: 'b=c',
      attributes: 'Path=/; HttpOnly',
    });
    assert.deepEqual(setCookie('lonely'), { name: '', value: 'lonely', attributes: '' });
    assert.deepEqual(setCookie(''), { name: '', value: '', attributes: '' });
  });

  it('is a picture when it begins like one, whatever its header says', () => {
    const type = (...start: number[]): string | undefined => imageType(Uint8Array.from([...start, 0, 0]));
    assert.equal(type(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'image/png');
    assert.equal(type(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg');
    assert.equal(imageType(Buffer.from('GIF89a…')), 'image/gif');
    assert.equal(imageType(Buffer.from('RIFF\0\0\0\0WEBPVP8 ')), 'image/webp');
    for (const other of ['<svg xmlns="">', 'RIFF\0\0\0\0WAVE', '', '\x89PNG'])
      assert.equal(imageType(Buffer.from(other, 'latin1')), undefined);
    assert.equal(mediaTypeOfFile('a.tar.gz'), 'application/gzip');
  });

  it('is a status with its reason, where it has one', () => {
    assert.deepEqual([200, 404, 418, 599].map(reasonPhrase), ['OK', 'Not Found', undefined, undefined]);
  });
});

describe('The sender of an event', () => {
  const endpoints: readonly Endpoint[] = [
    { trigger: 'functionUrl' },
    { trigger: 'httpApi', stage: 'dev' },
    { trigger: 'restApi', stage: 'prod', binaryMediaTypes: ['image/*'] },
    { trigger: 'alb', multiValue: true },
    { trigger: 'alb', multiValue: false },
    { trigger: 'webSocket', stage: 'prod', route: '$connect' },
    { trigger: 'webSocket', stage: 'prod', route: '$disconnect' },
    { trigger: 'webSocket', stage: 'prod', route: 'send' },
  ];
  const request = { method: 'GET', path: '/', query: [], headers: [row('ACCEPT', 'a/b')], cookies: [] };

  it('is told by the event that each trigger makes', () => {
    for (const endpoint of endpoints) {
      const event = httpEvent(request, endpoint, stamp);
      assert.ok('json' in event);
      assert.deepEqual(senderOf(event.json, ['image/*'])?.endpoint, endpoint);
    }
  });

  it('has the types that the request accepts', () => {
    for (const endpoint of endpoints.slice(0, 3)) {
      const event = httpEvent(request, endpoint, stamp);
      assert.ok('json' in event);
      assert.equal(senderOf(event.json)?.accept, 'a/b');
    }
  });

  it('is none of other events', () => {
    for (const other of [
      '',
      '{"requestContext"',
      '{"requestContext": 1}',
      '["requestContext", {}]',
      '{"requestContext": {}}',
      '{"a": {"requestContext": {}}}',
      '{"Records": []}',
    ])
      assert.equal(senderOf(other), undefined, other);
  });
});
