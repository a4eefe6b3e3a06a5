import assert from 'node:assert/strict';
import type { Endpoint } from '../../../../src/core/payload/http/endpoint';
import { httpResponse, type HttpResponse } from '../../../../src/core/payload/http/response';

const functionUrl: Endpoint = { trigger: 'functionUrl' };
const httpApi: Endpoint = { trigger: 'httpApi', stage: '$default' };
const restApi: Endpoint = { trigger: 'restApi', stage: 'prod', binaryMediaTypes: ['image/*'] };
const alb: Endpoint = { trigger: 'alb', multiValue: false };
const multiValue: Endpoint = { trigger: 'alb', multiValue: true };
const webSocket: Endpoint = { trigger: 'webSocket', stage: 'prod', route: '$default' };

/** undefined for what is no base64. */
const bytes = (base64: string): Uint8Array | undefined =>
  /^[\w+/]*=*$/.test(base64) ? Uint8Array.from(Buffer.from(base64, 'base64')) : undefined;

const decoded = (payload: unknown, endpoint: Endpoint, accept?: string): unknown => {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const result = httpResponse(text, endpoint, { bytes, ...(accept !== undefined && { accept }) });
  return 'problem' in result ? result.problem : result.response;
};
const response = (payload: unknown, endpoint: Endpoint, accept?: string): HttpResponse =>
  decoded(payload, endpoint, accept) as HttpResponse;

const json = { name: 'content-type', value: 'application/json' };

describe('The response of a function', () => {
  it('in format 2.0 is what it returned when it names no status', () => {
    const endpoints: readonly Endpoint[] = [functionUrl, httpApi];
    // The examples of https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload.
    for (const payload of [
      '"Hello, world!"',
      '{"message":"Hello, world!"}',
      'null',
      '[1.50]',
      '{"body":"x"}',
    ])
      for (const endpoint of endpoints)
        assert.deepEqual(decoded(payload, endpoint), {
          status: 200,
          headers: [json],
          cookies: [],
          body: payload,
          inferred: true,
        });
  });

  it('in format 2.0 has cookies beside its headers', () => {
    const payload = {
      statusCode: 201,
      headers: { 'Content-Type': 'application/json', 'X-Count': 3 },
      body: '{}',
      cookies: ['a=1; Max-Age=7', 'b=2'],
    };
    assert.deepEqual(decoded(payload, functionUrl), {
      status: 201,
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'X-Count', value: '3' },
      ],
      cookies: ['a=1; Max-Age=7', 'b=2'],
      body: '{}',
      inferred: false,
    });
    assert.deepEqual(
      response({ ...payload, multiValueHeaders: { 'X-More': ['1'] } }, httpApi).headers.length,
      2,
    );
  });

  it('to REST and WebSocket APIs has its multi-value headers in place of those with the same name', () => {
    const payload = {
      statusCode: '200',
      headers: { 'X-A': '1', 'x-b': '2' },
      multiValueHeaders: { 'x-a': ['3', '4'], 'Set-Cookie': ['c=1', 'd=2'] },
    };
    for (const endpoint of [restApi, webSocket])
      assert.deepEqual(decoded(payload, endpoint), {
        status: 200,
        headers: [
          { name: 'x-b', value: '2' },
          { name: 'x-a', value: '3' },
          { name: 'x-a', value: '4' },
        ],
        cookies: ['c=1', 'd=2'],
        body: '',
        inferred: false,
      });
  });

  it('to a load balancer has the headers that the target group is set to', () => {
    const payload = { statusCode: 200, headers: { 'X-A': '1' }, multiValueHeaders: { 'X-A': ['1', '2'] } };
    assert.deepEqual(response(payload, alb).headers, [{ name: 'X-A', value: '1' }]);
    assert.equal(response(payload, multiValue).headers.length, 2);
    assert.deepEqual(response({ statusCode: 200, headers: { a: '1' } }, multiValue).headers, []);
  });

  it('has bytes where they are in base64', () => {
    const payload = { statusCode: 200, isBase64Encoded: true, body: 'AP8=' };
    for (const endpoint of [functionUrl, httpApi, alb, multiValue])
      assert.deepEqual(response(payload, endpoint).body, Uint8Array.of(0, 255));
    assert.equal(response({ ...payload, isBase64Encoded: false }, alb).body, 'AP8=');
  });

  it('to a REST API has bytes only when the first type that is accepted is a binary one', () => {
    const payload = { statusCode: 200, isBase64Encoded: true, body: 'AP8=' };
    assert.deepEqual(response(payload, restApi, 'image/webp;q=1, text/html').body, Uint8Array.of(0, 255));
    const png: Endpoint = { ...restApi, binaryMediaTypes: ['image/png'] };
    assert.deepEqual(response(payload, png, 'image/png, text/html').body, Uint8Array.of(0, 255));
    for (const accept of [undefined, '*/*', 'text/html, image/png'])
      assert.equal(response(payload, restApi, accept).body, 'AP8=');
  });

  it('that has no such form is an error of the trigger', () => {
    for (const endpoint of [restApi, alb, webSocket]) {
      assert.equal(decoded('"text"', endpoint), 'notObject');
      assert.equal(decoded({ body: 'x' }, endpoint), 'statusCode');
    }
    assert.equal(decoded('{', functionUrl), 'notJson');
    assert.equal(decoded('', alb), 'notJson');
    for (const statusCode of [null, 'OK', 20, 600, 200.5])
      assert.equal(decoded({ statusCode }, functionUrl), 'statusCode');
    assert.equal(decoded({ statusCode: 200, headers: [] }, functionUrl), 'headers');
    assert.equal(decoded({ statusCode: 200, headers: { a: {} } }, restApi), 'headers');
    assert.equal(decoded({ statusCode: 200, multiValueHeaders: { a: '1' } }, multiValue), 'headers');
    assert.equal(decoded({ statusCode: 200, cookies: 'a=1' }, httpApi), 'cookies');
    assert.equal(decoded({ statusCode: 200, body: { a: 1 } }, restApi), 'body');
    assert.equal(decoded({ statusCode: 200, body: '{}', isBase64Encoded: true }, alb), 'base64');
  });

  it('may have null for what there is none of', () => {
    const payload = { statusCode: 204, headers: null, multiValueHeaders: null, cookies: null, body: null };
    for (const endpoint of [functionUrl, restApi, alb, multiValue])
      assert.deepEqual(decoded(payload, endpoint), {
        status: 204,
        headers: [],
        cookies: [],
        body: '',
        inferred: false,
      });
  });
});
