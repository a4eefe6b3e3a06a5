import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { awsFailure } from '../../../src/adapters/aws/failure';
import { isError, RustLambdaError, type ErrorDetails } from '../../../src/core/errors';

const target = { profile: 'shop', region: 'eu-west-1' };
const named = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

function detailsOf(error: unknown): ErrorDetails['aws'] {
  const failure = awsFailure(error, target);
  assert.ok(isError(failure, 'aws'));
  return failure.details;
}

describe('What the SDK throws', () => {
  it('becomes an error with a reason, the words of AWS, and where it was', () => {
    assert.deepEqual(detailsOf(named('ExpiredTokenException', 'The security token is expired')), {
      reason: 'expired',
      name: 'ExpiredTokenException',
      message: 'The security token is expired',
      ...target,
    });
  });

  it('is a cancellation when it was aborted', () => {
    assert.equal(awsFailure(named('AbortError', 'Request aborted'), target).code, 'cancelled');
  });

  it('stays what it is when it is one of ours', () => {
    const ours = new RustLambdaError('untrusted', {});
    assert.equal(awsFailure(ours, target), ours);
  });

  it('is looked for in causes, and in the attempts at each address of a host', () => {
    const refused = named('Error', 'connect ECONNREFUSED ::1:9', { code: 'ECONNREFUSED' });
    assert.equal(detailsOf(new AggregateError([refused])).reason, 'unreachable');
    assert.equal(detailsOf(new Error('failed', { cause: refused })).reason, 'unreachable');
  });

  it('says what it is that answered when that was no AWS', () => {
    const html = named('SyntaxError', "Unexpected token '<', … see {error}.$response", {
      $response: { statusCode: 502 },
    });
    assert.equal(detailsOf(html).message, 'HTTP 502, but not an answer of AWS');
  });

  it('holds no access key, and no command of a credential_process', () => {
    const error = new Error('The key AKIAIOSFODNN7EXAMPLE is not known', {
      cause: named('CredentialsProviderError', 'Command failed: get-keys --password hunter2\nboom'),
    });
    const failure = awsFailure(error, target);
    const shown = inspect(failure, { depth: 10 });
    assert.ok(!/IOSFODNN7EXAMPLE|hunter2|boom/.test(shown), shown);
    assert.match(shown, /AKIA…/);
  });
});
