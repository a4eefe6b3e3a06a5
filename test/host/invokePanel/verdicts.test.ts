import assert from 'node:assert/strict';
import { RustLambdaError } from '../../../src/core/errors';
import type { Body, Outcome } from '../../../src/core/invocation/outcome';
import { tell, type Verdict } from '../../../src/ui/invokePanel/verdicts';

const text: Body = { kind: 'text', text: 'words', bytes: 5 };
const outcomes: { readonly [Kind in Outcome['kind']]: Extract<Outcome, { kind: Kind }> } = {
  success: { kind: 'success', body: text },
  functionError: { kind: 'functionError', errorType: 'MyError', message: 'no' },
  panic: { kind: 'panic', message: 'oh' },
  rejectedPayload: { kind: 'rejectedPayload', message: 'expected u64', path: 'id', line: 1, column: 9 },
  crashed: { kind: 'crashed', exit: { code: 3, signal: null }, output: ['last words'] },
  restarted: { kind: 'restarted' },
  timeout: { kind: 'timeout', afterMs: 60_000 },
  cancelled: { kind: 'cancelled', stage: 'building' },
  unknownFunction: { kind: 'unknownFunction', available: ['a', 'b'] },
  watchEnded: { kind: 'watchEnded', exit: { code: 1, signal: null } },
  unexpectedAnswer: { kind: 'unexpectedAnswer', status: 502, body: text },
  refusedPayload: { kind: 'refusedPayload', problem: { reason: 'empty', bytes: 0 } },
  failed: { kind: 'failed', stage: 'starting', error: new RustLambdaError('portTaken', { attempts: 3 }) },
};
const told = (outcome: Outcome): Verdict => tell(outcome, 'orders', { offset: 7, length: 3 });
const reply = {
  ...{ status: 200, headers: [], cookies: [], inferred: false },
  body: { kind: 'empty' },
} as const;
const ok = ['success'];
const notBad = ['restarted', 'cancelled', 'refusedPayload'];

describe('What an invocation came to', () => {
  for (const outcome of Object.values(outcomes)) {
    it(`is told in words, its tone fits, and there is a way on: ${outcome.kind}`, () => {
      const { tone, verdict, message, isQuote, advice, actions, place } = told(outcome);
      assert.notEqual(verdict, '');
      assert.equal(tone === 'ok', ok.includes(outcome.kind));
      assert.equal(tone === 'bad', ![...ok, ...notBad].includes(outcome.kind));
      if (outcome.kind === 'success') return;
      assert.ok(message);
      const isSaid = isQuote === true || outcome.kind === 'cancelled' || outcome.kind === 'refusedPayload';
      assert.ok(isSaid || advice !== undefined || (actions?.length ?? 0) > 0 || place, 'a next step');
    });
  }

  it('has the status of HTTP as its verdict, whose kind gives the tone', () => {
    for (const [status, reason, tone] of [
      [204, 'No Content', 'ok'],
      [302, 'Found', 'ok'],
      [404, 'Not Found', 'warn'],
      [503, 'Service Unavailable', 'bad'],
    ] as const) {
      const http = { ...reply, status };
      const verdict = told({ kind: 'success', body: text, http });
      assert.deepEqual(
        [verdict.verdict, verdict.tone, verdict.facts],
        [`HTTP ${status} ${reason}`, tone, ['no content']],
      );
    }
  });

  it('is no success when whoever sent the request gets an error instead, and says why', () => {
    const problems = ['notJson', 'notObject', 'statusCode', 'headers', 'cookies', 'body', 'base64'] as const;
    for (const problem of problems) {
      const verdict = told({ kind: 'success', body: text, http: { problem } });
      assert.deepEqual([verdict.tone, verdict.body, verdict.http], ['bad', text, undefined]);
      assert.ok(verdict.message && verdict.advice);
    }
  });

  it('says when the status is none of the function’s', () => {
    const { advice } = told({ kind: 'success', body: text, http: { ...reply, inferred: true } });
    assert.match(advice ?? '', /named no status/);
  });

  it('is no success when the response is too large for Lambda', () => {
    const verdict = told({ kind: 'success', body: text, tooLarge: 'forLambda' });
    assert.deepEqual([verdict.tone, verdict.verdict, verdict.body], ['bad', 'Response too large', text]);
    assert.ok(verdict.message && verdict.advice);
    assert.equal(told({ kind: 'success', body: text, tooLarge: 'toRead' }).verdict, 'Success');
  });

  it('tells a process that was killed from one that left', () => {
    const killed = told({ kind: 'crashed', exit: { code: null, signal: 'SIGKILL' }, output: [] });
    assert.match(killed.message ?? '', /was killed/);
    assert.match(told(outcomes.crashed).message ?? '', /exit code 3/);
  });

  it('marks in the payload what was rejected, and what is no JSON', () => {
    assert.deepEqual(told(outcomes.rejectedPayload).payloadMark, {
      ...{ offset: 7, length: 3 },
      message: 'id: expected u64',
    });
    const problem = { fault: 'comma', offset: 4, length: 1, line: 1, character: 2 } as const;
    const notJson = told({ kind: 'refusedPayload', problem: { reason: 'notJson', bytes: 9, problem } });
    assert.deepEqual([notJson.payloadMark?.offset, notJson.payloadMark?.length], [4, 1]);
    assert.match(notJson.message ?? '', /line 2, column 3: a comma is expected/);
  });

  it('lists compile errors with their places, counted from 1', () => {
    const first = { file: 'src/main.rs', line: 6, message: 'expected `;`' };
    const error = new RustLambdaError('compileError', { errors: 2, first, all: [first, first] });
    const verdict = told({ kind: 'failed', stage: 'building', error });
    assert.deepEqual([verdict.verdict, verdict.message], ['Build failed', '2 compile errors']);
    assert.deepEqual(verdict.problems?.[0]?.place, { path: 'src/main.rs', line: 7 });
  });
});
