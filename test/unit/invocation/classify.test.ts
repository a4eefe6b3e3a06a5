import assert from 'node:assert/strict';
import { classify, shortType } from '../../../src/core/invocation/classify';
import type { HttpAnswer, HttpReply, Outcome } from '../../../src/core/invocation/outcome';
import type { Endpoint } from '../../../src/core/payload/http/endpoint';
import { codec } from '../../../src/ui/invokePanel/codec';
import { recorded } from './recorded';

const ending = (name: string): Outcome => classify(recorded(name).response, codec);
const replyOf = (outcome: Outcome): HttpReply => {
  assert.ok(outcome.kind === 'success' && outcome.http && 'status' in outcome.http);
  return outcome.http;
};
const answered = (status: number, body: string | Uint8Array, headers: Record<string, string> = {}): Outcome =>
  classify({ status, headers, body: Buffer.from(body), durationMs: 1 }, codec);

describe('a response of cargo lambda watch', () => {
  it('is JSON with every digit', () => {
    assert.deepEqual(ending('object'), {
      kind: 'success',
      body: { kind: 'json', text: '{"id":18446744073709551615}', bytes: 27 },
    });
    assert.deepEqual(ending('null'), { kind: 'success', body: { kind: 'json', text: 'null', bytes: 4 } });
  });

  it('is an error of the handler, its type without the reference the runtime adds', () => {
    assert.deepEqual(ending('error'), {
      kind: 'functionError',
      errorType: 'Box<dyn Error + Send + Sync>',
      message: 'asked to fail',
    });
    assert.equal(shortType('orders::store::Error<alloc::string::String>'), 'Error<String>');
  });

  it('is an error with a place when its text names one', () => {
    const outcome = answered(500, '{"errorType":"E","errorMessage":"boom at crates/a-b/src/lib.rs:41:9"}');
    assert.ok(outcome.kind === 'functionError');
    assert.deepEqual(outcome.place, { path: 'crates/a-b/src/lib.rs', line: 41, column: 9 });
  });

  it('is a panic', () => {
    assert.deepEqual(ending('panic'), { kind: 'panic', message: 'asked to panic' });
  });

  it('is a rejected payload, with serde’s path and position apart from its reason', () => {
    assert.deepEqual(ending('missing field'), {
      kind: 'rejectedPayload',
      message: 'missing field `id`',
      line: 1,
      column: 2,
    });
    assert.deepEqual(ending('second line'), {
      kind: 'rejectedPayload',
      message: 'invalid value: integer `-1`, expected u32',
      path: 'lines[0].pieces',
      line: 3,
      column: 43,
    });
    assert.deepEqual(ending('unknown variant'), {
      kind: 'rejectedPayload',
      message: 'unknown variant `dance`, expected one of `ok`, `error`, `panic`, `exit`, `sleep`',
      path: 'do',
      line: 1,
      column: 13,
    });
    const http = ending('no HTTP event');
    assert.ok(http.kind === 'rejectedPayload');
    assert.match(http.message, /^this function expects a JSON payload from Amazon API Gateway/);
    assert.equal(http.line, undefined);
  });

  it('is a response for HTTP', () => {
    const outcome = ending('HTTP');
    assert.deepEqual(replyOf(outcome), {
      status: 200,
      headers: [{ name: 'content-type', value: 'text/plain' }],
      cookies: [],
      body: { kind: 'text', text: 'GET /m', bytes: 6 },
      inferred: false,
    });
    const encoded = replyOf(ending('http'));
    assert.ok(encoded.body.kind === 'json');
    assert.equal(encoded.body.text, '{"teapot":true}');
    assert.deepEqual([encoded.headers.length, encoded.cookies], [1, ['a=1', 'b=2']]);
  });

  it('is no response for HTTP when it only has a field of that name', () => {
    for (const body of [
      '{"statusCode": "200"}',
      '{"statusCode": 20}',
      '{"statusCode": 200, "body": {}}',
      '[{"statusCode": 200}]',
    ]) {
      const outcome = answered(200, body);
      assert.ok(outcome.kind === 'success');
      assert.equal(outcome.http, undefined, body);
    }
  });

  it('is a stream with a status of its own, which is no error', () => {
    const page = ending('page');
    assert.deepEqual(page, {
      kind: 'success',
      body: { kind: 'text', text: '<h1>later</h1>', bytes: 14 },
      http: {
        status: 503,
        headers: [{ name: 'content-type', value: 'text/html' }],
        cookies: [],
        body: { kind: 'text', text: '<h1>later</h1>', bytes: 14 },
        inferred: false,
      },
    });
    const nothing = ending('no content');
    assert.ok(nothing.kind === 'success' && nothing.body.kind === 'empty');
  });

  it('is binary when it is not UTF-8', () => {
    const outcome = ending('binary');
    assert.ok(outcome.kind === 'success' && outcome.body.kind === 'binary');
    assert.deepEqual([...outcome.body.content], [0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);
  });

  it('is an unknown function, with those that there are', () => {
    assert.deepEqual(ending('unknown function'), {
      kind: 'unknownFunction',
      available: ['endings', 'raw', 'typed'],
    });
  });

  it('is shown as it is when it is none of these', () => {
    for (const [status, body] of [
      [408, ''],
      [502, '<html>'],
      [500, '{"message": "no type"}'],
      [404, '{"title": "Not found"}'],
    ] as const) {
      const outcome = answered(status, body);
      assert.ok(outcome.kind === 'unexpectedAnswer' && outcome.status === status, `${status}`);
    }
  });

  it('is too large for Lambda beyond 6 MB, but not as a stream, which is told when it was not read whole', () => {
    const ofSize = (bytes: number, isCut: boolean, headers: Record<string, string> = {}) => {
      const body = Buffer.alloc(bytes, 'x');
      const outcome = classify({ status: 200, headers, body, durationMs: 1, isCut }, codec);
      return outcome.kind === 'success' ? outcome.tooLarge : outcome.kind;
    };
    const streaming = { 'lambda-runtime-function-response-mode': 'streaming' };
    assert.equal(ofSize(6_291_556, false), undefined);
    assert.equal(ofSize(6_291_557, false), 'forLambda');
    assert.equal(ofSize(1, true), 'forLambda');
    assert.equal(ofSize(7_000_000, false, streaming), undefined);
    assert.equal(ofSize(1, true, streaming), 'toRead');
  });

  it('to an event that is no request’s is a response for HTTP only when it is a valid one', () => {
    const outcome = answered(200, '{"statusCode":200,"isBase64Encoded":true,"body":"not base64!"}');
    assert.ok(outcome.kind === 'success' && outcome.body.kind === 'json');
    assert.equal(outcome.http, undefined);
  });

  it('to a request is what its trigger makes of it', () => {
    const to = (endpoint: Endpoint, body: string): HttpAnswer | undefined => {
      const response = { status: 200, headers: {}, body: Buffer.from(body), durationMs: 1 };
      const outcome = classify(response, codec, { endpoint });
      assert.ok(outcome.kind === 'success');
      return outcome.http;
    };
    const socket = { trigger: 'webSocket', stage: 'prod' } as const;
    assert.deepEqual(to({ trigger: 'functionUrl' }, '"hi"'), {
      status: 200,
      headers: [{ name: 'content-type', value: 'application/json' }],
      cookies: [],
      body: { kind: 'json', text: '"hi"', bytes: 4 },
      inferred: true,
    });
    assert.deepEqual(to({ trigger: 'alb', multiValue: false }, '"hi"'), { problem: 'notObject' });
    assert.deepEqual(to({ trigger: 'functionUrl' }, ''), { problem: 'notJson' });
    assert.deepEqual(to({ ...socket, route: '$connect' }, '{}'), { problem: 'statusCode' });
    assert.equal(to({ ...socket, route: '$disconnect' }, 'null'), undefined);
  });
});
