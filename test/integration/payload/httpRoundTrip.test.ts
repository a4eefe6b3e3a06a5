/** Every trigger's event as lambda_http reads it, and the responses that lambda_http writes. */
import assert from 'node:assert/strict';
import { httpEvent } from '../../../src/core/payload/http/event';
import type { Endpoint } from '../../../src/core/payload/http/endpoint';
import type { HttpRequest } from '../../../src/core/payload/http/request';
import { httpResponse, type HttpResponse } from '../../../src/core/payload/http/response';
import { answers, buildEcho, stamp, type Parsed } from './echo';

const MINUTES = 60_000;

const request: HttpRequest = {
  method: 'POST',
  path: '/orders/a b%2Fc/ü',
  query: [
    { name: 'tag', value: 'one' },
    { name: 'a&b', value: 'x=y&z%41+ä 1' },
    { name: 'tag', value: 'two' },
    { name: 'empty', value: '' },
  ],
  headers: [
    { name: 'X-Twice', value: 'first' },
    { name: 'x-twice', value: 'second' },
    { name: 'Content-Type', value: 'application/json; charset=utf-8' },
    { name: 'User-Agent', value: 'test/1' },
  ],
  cookies: [
    { name: 'session', value: 'a=b' },
    { name: 'theme', value: 'dark' },
  ],
  body: { content: '{"name":"Jürgen 🦀"}' },
};

const endpoints = {
  functionUrl: { trigger: 'functionUrl' },
  httpApi: { trigger: 'httpApi', stage: '$default' },
  httpApiRoute: {
    trigger: 'httpApi',
    stage: 'prod',
    route: '/orders/{id}/{rest+}',
    stageVariables: { table: 'orders' },
  },
  restApi: { trigger: 'restApi', stage: 'prod', stageVariables: { table: 'orders' } },
  restApiResource: { trigger: 'restApi', stage: 'prod', resource: '/orders/{id}/{name}' },
  alb: { trigger: 'alb', multiValue: false },
  albMultiValue: { trigger: 'alb', multiValue: true },
  connect: { trigger: 'webSocket', stage: 'prod', route: '$connect' },
  message: { trigger: 'webSocket', stage: 'prod', route: 'order', connectionId: 'me=' },
  disconnect: { trigger: 'webSocket', stage: 'prod', route: '$disconnect' },
} as const satisfies Readonly<Record<string, Endpoint>>;

type Name = keyof typeof endpoints;
const names = Object.keys(endpoints) as readonly Name[];

async function responses(
  sent: HttpRequest,
  of: readonly Name[] = names,
): Promise<Readonly<Record<Name, HttpResponse>>> {
  const events = of.map((name) => {
    const event = httpEvent(sent, endpoints[name], stamp);
    if ('json' in event) return event.json;
    throw new Error(event.problem.part);
  });
  const payloads = await answers(events);
  const decoded = of.map((name, index) => {
    const result = httpResponse(payloads[index] ?? '', endpoints[name], {
      bytes: (base64) => Buffer.from(base64, 'base64'),
    });
    if ('response' in result) return [name, result.response] as const;
    throw new Error(`${name}: ${result.problem}: ${payloads[index]}`);
  });
  return Object.fromEntries(decoded) as Record<Name, HttpResponse>;
}

async function parsed(
  sent: HttpRequest,
  of: readonly Name[] = names,
): Promise<Readonly<Record<Name, Parsed>>> {
  const all = await responses(sent, of);
  return Object.fromEntries(of.map((name) => [name, JSON.parse(String(all[name].body)) as Parsed])) as Record<
    Name,
    Parsed
  >;
}

const sorted = (pairs: readonly (readonly [string, string])[]): unknown =>
  // By name: lambda_http keeps only the order of a name's values.
  pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

const valuesOf = ({ headers }: Parsed, name: string): readonly string[] =>
  headers.filter(([each]) => each === name).map(([, value]) => value);

describe('lambda_http', function () {
  this.timeout(15 * MINUTES);
  let all: Readonly<Record<Name, Parsed>>;
  before(async () => {
    await buildEcho();
    all = await parsed(request);
  });

  const http = names.filter((name) => endpoints[name].trigger !== 'webSocket');

  it('knows each trigger by its event', () => {
    const known: Readonly<Record<Name, string>> = {
      functionUrl: 'timeEpoch',
      httpApi: 'timeEpoch',
      httpApiRoute: 'timeEpoch',
      restApi: 'resourcePath',
      restApiResource: 'resourcePath',
      alb: 'elb',
      albMultiValue: 'elb',
      connect: 'connectionId',
      message: 'connectionId',
      disconnect: 'connectionId',
    };
    for (const name of names) assert.ok(known[name] in all[name].context, name);
  });

  it('gives the method, the text of the body and every cookie', () => {
    for (const name of http) {
      assert.equal(all[name].method, 'POST', name);
      assert.deepEqual(all[name].body, { text: '{"name":"Jürgen 🦀"}' }, name);
      assert.deepEqual(valuesOf(all[name], 'cookie'), ['session=a=b; theme=dark'], name);
      assert.deepEqual(valuesOf(all[name], 'content-type'), ['application/json; charset=utf-8'], name);
    }
  });

  it('gives the query as it was meant, and an Application Load Balancer only the last value of a name', () => {
    const query = [
      ['a&b', 'x=y&z%41+ä 1'],
      ['empty', ''],
      ['tag', 'one'],
      ['tag', 'two'],
    ];
    for (const name of http)
      assert.deepEqual(
        sorted(all[name].query),
        name === 'alb' ? query.filter(([, value]) => value !== 'one') : query,
        name,
      );
  });

  it('gives the path as it was sent, and an HTTP API the decoded one', () => {
    const encoded = '/orders/a%20b%2Fc/%C3%BC';
    const paths = Object.fromEntries(http.map((name) => [name, [all[name].rawPath, all[name].path]]));
    assert.deepEqual(paths, {
      functionUrl: [encoded, encoded],
      httpApi: ['/orders/a b/c/ü', '/orders/a%20b/c/%C3%BC'],
      httpApiRoute: ['/prod/orders/a b/c/ü', '/prod/orders/a%20b/c/%C3%BC'],
      restApi: [encoded, `/prod${encoded}`],
      restApiResource: [encoded, `/prod${encoded}`],
      alb: [encoded, encoded],
      albMultiValue: [encoded, encoded],
    });
  });

  it('gives the parameters of routes and the variables of stages', () => {
    assert.deepEqual(sorted(all.httpApiRoute.pathParameters), [
      ['id', 'a b'],
      ['rest', 'c/ü'],
    ]);
    assert.deepEqual(all.restApi.pathParameters, [['proxy', 'orders/a%20b%2Fc/%C3%BC']]);
    assert.deepEqual(sorted(all.restApiResource.pathParameters), [
      ['id', 'a%20b%2Fc'],
      ['name', '%C3%BC'],
    ]);
    for (const name of ['httpApiRoute', 'restApi'] as const)
      assert.deepEqual(all[name].stageVariables, [['table', 'orders']], name);
  });

  it('gives repeated headers as each trigger hands them over', () => {
    const values = Object.fromEntries(http.map((name) => [name, valuesOf(all[name], 'x-twice')]));
    assert.deepEqual(values, {
      functionUrl: ['first,second'],
      httpApi: ['first,second'],
      httpApiRoute: ['first,second'],
      // The event has both; lambda_http 1.3 puts the single value over them.
      restApi: ['second'],
      restApiResource: ['second'],
      alb: ['second'],
      albMultiValue: ['first', 'second'],
    });
  });

  it('gives bytes as they were sent, and so does a REST API when they are binary media types', async () => {
    const bytes = [0, 159, 146, 150, 255];
    const sent: HttpRequest = {
      ...request,
      headers: [],
      body: { content: Uint8Array.from(bytes), contentType: 'image/png' },
    };
    const encoding = ['functionUrl', 'httpApi', 'alb', 'albMultiValue'] as const;
    const got = await parsed(sent, encoding);
    for (const name of encoding) assert.deepEqual(got[name].body, { bytes }, name);
    const rest: Endpoint = { ...endpoints.restApi, binaryMediaTypes: ['image/*'] };
    const event = httpEvent(sent, rest, stamp);
    assert.ok('json' in event);
    const [payload = ''] = await answers([event.json]);
    const decoded = httpResponse(payload, rest, { bytes: () => undefined });
    assert.ok('response' in decoded);
    assert.deepEqual((JSON.parse(String(decoded.response.body)) as Parsed).body, { bytes });
  });

  it('gives a form as bytes where AWS encodes it', async () => {
    const form: HttpRequest = {
      ...request,
      headers: [],
      body: { content: 'a=1', contentType: 'application/x-www-form-urlencoded' },
    };
    const got = await parsed(form);
    for (const name of http) {
      const text = endpoints[name].trigger === 'restApi';
      assert.deepEqual(got[name].body, text ? { text: 'a=1' } : { bytes: [97, 61, 49] }, name);
    }
  });

  it('takes a request with nothing in it', async () => {
    const got = await parsed({ method: 'GET', path: '/', query: [], headers: [], cookies: [] });
    for (const name of http) {
      assert.equal(got[name].method, 'GET', name);
      assert.deepEqual(got[name].query, [], name);
      assert.ok(got[name].body === null || 'text' in got[name].body, name);
      if (got[name].body) assert.deepEqual(got[name].body, { text: '' }, name);
    }
  });

  it('gives the events of a WebSocket their route, connection and message', () => {
    const context = (name: Name): unknown => {
      const { routeKey, eventType, connectionId } = all[name].context;
      return [routeKey, eventType, connectionId];
    };
    assert.deepEqual(context('connect'), ['$connect', 'CONNECT', 'AbCdEfGhIjKlMnO=']);
    assert.deepEqual(context('message'), ['order', 'MESSAGE', 'me=']);
    assert.deepEqual(context('disconnect'), ['$disconnect', 'DISCONNECT', 'AbCdEfGhIjKlMnO=']);
    assert.deepEqual(all.message.body, { text: '{"name":"Jürgen 🦀"}' });
    assert.equal(all.connect.body, null);
    assert.deepEqual(sorted(all.connect.query), sorted(all.functionUrl.query));
    assert.deepEqual(valuesOf(all.connect, 'cookie'), ['session=a=b; theme=dark']);
    assert.deepEqual(all.message.headers, []);
  });

  it('answers with status, headers, cookies and body, which are read for each trigger', async () => {
    const got = await responses(request);
    const lost: readonly Name[] = ['functionUrl', 'httpApi', 'httpApiRoute', 'alb'];
    for (const name of names) {
      assert.equal(got[name].status, 201, name);
      assert.equal(got[name].inferred, false, name);
      const twice = got[name].headers.filter((header) => header.name === 'x-twice');
      assert.deepEqual(
        twice.map(({ value }) => value),
        // lambda_http 1.3 writes only the first value where there is one for each name.
        lost.includes(name) ? ['one'] : ['one', 'two'],
        name,
      );
      const cookies = ['session=1; HttpOnly', 'theme=dark'];
      assert.deepEqual(got[name].cookies, name === 'alb' ? cookies.slice(0, 1) : cookies, name);
    }
  });

  it('answers with bytes, which a REST API sends only where they are binary media types', async () => {
    const got = await responses({ ...request, headers: [{ name: 'x-answer', value: 'bytes' }] });
    for (const name of http)
      assert.deepEqual(
        got[name].body,
        endpoints[name].trigger === 'restApi' ? 'AJ//' : Buffer.from([0, 159, 255]),
        name,
      );
  });
});
