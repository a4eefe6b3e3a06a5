import assert from 'node:assert/strict';
import { httpEvent } from '../../../../src/core/payload/http/event';
import type { Endpoint } from '../../../../src/core/payload/http/endpoint';
import type { HttpRequest } from '../../../../src/core/payload/http/request';
import { stamp } from './stamp';

const plain: HttpRequest = { method: 'GET', path: '/', query: [], headers: [], cookies: [] };

type Json = Readonly<Record<string, unknown>>;

function eventOf(request: Partial<HttpRequest>, endpoint: Endpoint): Json {
  const event = httpEvent({ ...plain, ...request }, endpoint, stamp);
  assert.ok('json' in event);
  return JSON.parse(event.json) as Json;
}

const context = (event: Json): Json => event['requestContext'] as Json;

const functionUrl: Endpoint = { trigger: 'functionUrl' };
const httpApi: Endpoint = { trigger: 'httpApi', stage: '$default' };
const restApi: Endpoint = { trigger: 'restApi', stage: 'prod' };
const alb: Endpoint = { trigger: 'alb', multiValue: false };
const multiValue: Endpoint = { trigger: 'alb', multiValue: true };

/** What AWS was seen to send; see the doc comments of src/core/payload/http/events. */
const captured: Partial<HttpRequest> = {
  method: 'POST',
  path: '/capture/space%20value',
  query: [
    { name: 'repeat', value: 'one' },
    { name: 'repeat', value: 'two' },
    { name: 'redirect', value: 'https://example.com/a/b' },
    { name: 'encodedPlus', value: 'a+b' },
    { name: 'empty', value: '' },
  ],
  headers: [
    { name: 'User-Agent', value: 'curl/8.7.1' },
    { name: 'x-probe', value: 'first' },
    { name: 'x-probe', value: 'second' },
    { name: 'content-type', value: 'application/json' },
  ],
  cookies: [
    { name: 'session', value: 'abc123' },
    { name: 'theme', value: 'dark' },
  ],
  body: { content: '{"unicode":"λ"}' },
};
const rawQuery = 'repeat=one&repeat=two&redirect=https%3A%2F%2Fexample.com%2Fa%2Fb&encodedPlus=a%2Bb&empty=';
const joinedQuery = { repeat: 'one,two', redirect: 'https://example.com/a/b', encodedPlus: 'a+b', empty: '' };

describe('The event of a request', () => {
  it('to a function URL joins what is repeated, and keeps path and query encoded', () => {
    const event = eventOf(captured, functionUrl);
    const { headers, requestContext, ...rest } = event;
    assert.deepEqual(rest, {
      version: '2.0',
      routeKey: '$default',
      rawPath: '/capture/space%20value',
      rawQueryString: rawQuery,
      cookies: ['session=abc123', 'theme=dark'],
      queryStringParameters: joinedQuery,
      body: '{"unicode":"λ"}',
      isBase64Encoded: false,
    });
    assert.deepEqual(headers, {
      'user-agent': 'curl/8.7.1',
      'x-probe': 'first,second',
      'content-type': 'application/json',
      cookie: 'session=abc123; theme=dark',
      // Of UTF-8.
      'content-length': '16',
      host: 'abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws',
      'x-amzn-trace-id': 'Root=1-695735a5-059f36b487a344ab83d20000',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    });
    assert.deepEqual(requestContext, {
      accountId: 'anonymous',
      apiId: 'abcdefghijklmnopqrstuvwxyz012345',
      domainName: 'abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws',
      domainPrefix: 'abcdefghijklmnopqrstuvwxyz012345',
      http: {
        method: 'POST',
        path: '/capture/space value',
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'curl/8.7.1',
      },
      requestId: '059f36b4-87a3-44ab-83d2-000000000000',
      routeKey: '$default',
      stage: '$default',
      time: '02/Jan/2026:03:04:05 +0000',
      timeEpoch: 1767323045000,
    });
  });

  it('to an HTTP API has its path decoded, behind the stage, and no cookie among its headers', () => {
    const event = eventOf(captured, { trigger: 'httpApi', stage: 'live', route: '/capture/{name}' });
    assert.equal(event['rawPath'], '/live/capture/space value');
    assert.equal((context(event)['http'] as Json)['path'], '/live/capture/space value');
    assert.equal(event['rawQueryString'], rawQuery);
    assert.deepEqual(event['queryStringParameters'], joinedQuery);
    assert.deepEqual(event['cookies'], ['session=abc123', 'theme=dark']);
    assert.ok(!('cookie' in (event['headers'] as Json)));
    assert.equal(event['routeKey'], 'POST /capture/{name}');
    assert.equal(context(event)['routeKey'], 'POST /capture/{name}');
    assert.deepEqual(event['pathParameters'], { name: 'space value' });
    assert.equal(eventOf(captured, httpApi)['rawPath'], '/capture/space value');
  });

  it('in format 2.0 leaves out what there is none of', () => {
    for (const endpoint of [functionUrl, httpApi]) {
      const event = eventOf({}, endpoint);
      assert.deepEqual(Object.keys(event), [
        'version',
        'routeKey',
        'rawPath',
        'rawQueryString',
        'headers',
        'requestContext',
        'isBase64Encoded',
      ]);
      assert.equal(event['rawQueryString'], '');
    }
  });

  it('to a REST API has the last and all values, a decoded query and an encoded path', () => {
    const event = eventOf(captured, { ...restApi, stageVariables: { table: 'orders' } });
    assert.equal(event['resource'], '/{proxy+}');
    assert.equal(event['path'], '/capture/space%20value');
    assert.deepEqual(event['pathParameters'], { proxy: 'capture/space%20value' });
    assert.deepEqual(event['queryStringParameters'], { ...joinedQuery, repeat: 'two' });
    assert.deepEqual(event['multiValueQueryStringParameters'], {
      repeat: ['one', 'two'],
      redirect: ['https://example.com/a/b'],
      encodedPlus: ['a+b'],
      empty: [''],
    });
    const single = event['headers'] as Json;
    const multiple = event['multiValueHeaders'] as Json;
    assert.deepEqual([single['x-probe'], multiple['x-probe']], ['second', ['first', 'second']]);
    assert.equal(single['cookie'] ?? single['Cookie'], 'session=abc123; theme=dark');
    assert.ok('Host' in single && 'User-Agent' in single, 'names keep their case');
    assert.ok(!('Content-Length' in single), 'API Gateway takes it away');
    assert.deepEqual(Object.keys(single), Object.keys(multiple));
    assert.deepEqual(event['stageVariables'], { table: 'orders' });
    const { path, stage, resourcePath, httpMethod } = context(event);
    assert.deepEqual(
      { path, stage, resourcePath, httpMethod },
      { path: '/prod/capture/space%20value', stage: 'prod', resourcePath: '/{proxy+}', httpMethod: 'POST' },
    );
  });

  it('to a REST API has null for what there is none of, and the root for its resource', () => {
    const event = eventOf({}, restApi);
    const { resource, queryStringParameters, multiValueQueryStringParameters, pathParameters } = event;
    assert.equal(resource, '/');
    assert.deepEqual(
      [
        queryStringParameters,
        multiValueQueryStringParameters,
        pathParameters,
        event['stageVariables'],
        event['body'],
      ],
      [null, null, null, null, null],
    );
  });

  it('keeps headers together that differ in case alone', () => {
    const headers = [
      { name: 'X-A', value: '1' },
      { name: 'x-a', value: '2' },
    ];
    assert.deepEqual((eventOf({ headers }, restApi)['multiValueHeaders'] as Json)['X-A'], ['1', '2']);
    assert.equal((eventOf({ headers }, functionUrl)['headers'] as Json)['x-a'], '1,2');
  });

  it('has one header for all cookies, wherever they were written', () => {
    const headers = [{ name: 'Cookie', value: 'a=1' }];
    const event = eventOf({ headers, cookies: [{ name: 'b', value: '2' }] }, multiValue);
    assert.deepEqual((event['multiValueHeaders'] as Json)['cookie'], ['a=1; b=2']);
  });

  it('to a load balancer has the query as it was sent, and the last values or all of them', () => {
    const event = eventOf(captured, alb);
    assert.deepEqual(event['queryStringParameters'], {
      repeat: 'two',
      redirect: 'https%3A%2F%2Fexample.com%2Fa%2Fb',
      encodedPlus: 'a%2Bb',
      empty: '',
    });
    assert.equal(event['path'], '/capture/space%20value');
    assert.equal((event['headers'] as Json)['x-probe'], 'second');
    assert.ok(!('multiValueHeaders' in event) && !('multiValueQueryStringParameters' in event));
    const all = eventOf(captured, multiValue);
    assert.deepEqual((all['multiValueQueryStringParameters'] as Json)['repeat'], ['one', 'two']);
    assert.deepEqual((all['multiValueHeaders'] as Json)['x-probe'], ['first', 'second']);
    assert.deepEqual((all['multiValueHeaders'] as Json)['cookie'], ['session=abc123; theme=dark']);
    assert.ok(!('headers' in all) && !('queryStringParameters' in all));
    assert.deepEqual(eventOf({}, alb)['queryStringParameters'], {});
    assert.equal(eventOf({}, alb)['body'], '');
  });

  it('of a WebSocket depends on its route', () => {
    const of = (route: string): Json =>
      eventOf(captured, { trigger: 'webSocket', stage: 'prod', route, connectionId: 'me=' });
    const connect = of('$connect');
    assert.equal(context(connect)['eventType'], 'CONNECT');
    assert.deepEqual((connect['multiValueHeaders'] as Json)['x-probe'], ['first', 'second']);
    assert.equal((connect['headers'] as Json)['Sec-WebSocket-Version'], '13');
    assert.deepEqual((connect['multiValueQueryStringParameters'] as Json)['repeat'], ['one', 'two']);
    assert.ok(!('body' in connect) && !('Content-Length' in (connect['headers'] as Json)));
    const message = of('order');
    const { eventType, routeKey, connectionId } = context(message);
    assert.deepEqual([eventType, routeKey, connectionId], ['MESSAGE', 'order', 'me=']);
    assert.equal(message['body'], '{"unicode":"λ"}');
    assert.ok('messageId' in context(message));
    assert.ok(!('headers' in message) && !('queryStringParameters' in message));
    const disconnect = of('$disconnect');
    assert.equal(context(disconnect)['eventType'], 'DISCONNECT');
    assert.equal(context(disconnect)['disconnectStatusCode'], 1005);
    assert.ok(!('body' in disconnect));
  });

  it('is refused where no client could send the request', () => {
    const problem = (request: Partial<HttpRequest>, endpoint: Endpoint = functionUrl): unknown => {
      const event = httpEvent({ ...plain, ...request }, endpoint, stamp);
      return 'problem' in event ? event.problem : undefined;
    };
    const header = (name: string, value = ''): Partial<HttpRequest> => ({ headers: [{ name, value }] });
    assert.deepEqual(problem({ method: 'G T' }), { part: 'method' });
    assert.deepEqual(problem({ method: '' }), { part: 'method' });
    assert.deepEqual(problem(header('a b')), { part: 'headerName', index: 0 });
    assert.deepEqual(problem(header('')), { part: 'headerName', index: 0 });
    assert.deepEqual(problem(header('a', 'b\r\nc: d')), { part: 'headerValue', index: 0 });
    assert.deepEqual(problem({ cookies: [{ name: 'a', value: 'b;c' }] }), { part: 'cookie', index: 0 });
    assert.equal(problem(header('a', 'b\tü')), undefined);
    const bytes = { body: { content: Uint8Array.of(1) } };
    assert.deepEqual(problem(bytes, { trigger: 'webSocket', stage: 'a', route: 'x' }), { part: 'body' });
    assert.equal(problem(bytes, { trigger: 'webSocket', stage: 'a', route: '$connect' }), undefined);
  });

  it('has no lone surrogates', () => {
    const event = eventOf(
      {
        headers: [{ name: 'a', value: '\ud800' }],
        body: { content: '🦀\udc00 \\ud800', contentType: 'text/x' },
      },
      functionUrl,
    );
    assert.equal((event['headers'] as Json)['a'], '\ufffd');
    assert.equal(event['body'], '🦀\ufffd \\ud800');
  });

  it('has every name, also those that objects have', () => {
    const query = [{ name: '__proto__', value: '1' }];
    const headers = [{ name: '__proto__', value: '2' }];
    const { json } = httpEvent({ ...plain, query, headers }, restApi, stamp) as { json: string };
    assert.equal(json.match(/"__proto__": "1"/g)?.length, 1);
    assert.equal(json.match(/"__proto__": "2"/g)?.length, 1);
  });
});
