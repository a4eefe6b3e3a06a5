import assert from 'node:assert/strict';
import { isError, type ErrorDetails } from '../../../src/core/errors';
import { deployFailure, reportedCauses } from '../../../src/core/deploy/failure';
import { cargoLambdaVersion, recorded } from './recorded';

const failureOf = (name: string, region = 'us-east-1') =>
  deployFailure({ code: 1, signal: null }, recorded(name, 'stderr'), {
    command: 'cargo lambda deploy',
    artifactPath: '/w/target/lambda/probe/bootstrap',
    target: { profile: 'shop', region },
  });

function awsDetails(name: string, region?: string): ErrorDetails['aws'] {
  const error = failureOf(name, region);
  if (!isError(error, 'aws')) assert.fail(`${name} is ${error.code}`);
  return error.details;
}

describe(`A failed deploy, as cargo-lambda ${cargoLambdaVersion} reports it`, () => {
  const reasons: readonly (readonly [string, ErrorDetails['aws']['reason']])[] = [
    ['no-credentials', 'noCredentials'],
    ['not-signed-in', 'noCredentials'],
    ['expired', 'expired'],
    ['invalid', 'invalidCredentials'],
    ['denied', 'denied'],
    ['region-missing', 'wrongRegion'],
    ['region-invalid', 'wrongRegion'],
    ['region-of-another-signature', 'wrongRegion'],
    ['connection-refused', 'unreachable'],
    ['connection-closed', 'unreachable'],
    ['unknown-host', 'unreachable'],
    ['role-cannot-be-assumed', 'roleCannotBeAssumed'],
    ['throttled', 'throttled'],
    ['profile-missing', 'profileMissing'],
    ['conflict', 'other'],
  ];
  for (const [name, reason] of reasons) {
    it(`is told by what to do about it: ${name} is ${reason}`, () => {
      assert.equal(awsDetails(name).reason, reason);
    });
  }

  it('takes a host that is not there for a wrong region when AWS has no such region', () => {
    assert.equal(awsDetails('unknown-host', 'nowhere-1').reason, 'wrongRegion');
  });

  it('names the artifact that is not there', () => {
    const error = failureOf('binary-missing');
    assert.ok(isError(error, 'artifactMissing'));
    assert.equal(error.details.path, '/w/target/lambda/probe/bootstrap');
  });

  it('keeps what AWS said, without the request id and with the target', () => {
    assert.deepEqual(awsDetails('denied'), {
      reason: 'denied',
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::123456789012:user/denied is not authorized to perform: lambda:GetFunction on resource: ' +
        'arn:aws:lambda:us-east-1:123456789012:* because no identity-based policy allows the lambda:GetFunction action',
      profile: 'shop',
      region: 'us-east-1',
    });
  });

  it('puts ARNs together that were broken at the end of a line', () => {
    assert.match(
      awsDetails('conflict').message,
      /resource: arn:aws:lambda:us-east-1:123456789012:function:probe$/,
    );
  });

  it('reads the causes from the outermost in, one line each', () => {
    assert.deepEqual(reportedCauses(recorded('region-invalid', 'stderr')), [
      'failed to fetch lambda function',
      'failed to construct request',
      'GetFunctionEndpointParamsInterceptor read_before_execution interceptor encountered an error',
      'endpoint params could not be built',
      'invalid value for field: `region` - must be a valid host label',
    ]);
  });

  it('does not join a dash that stands alone to the word after it', () => {
    const lines = ['Error:   × one -', '  │ two', '  ╰─▶ a-', '      b'];
    assert.deepEqual(reportedCauses(lines), ['one - two', 'a-b']);
  });

  it('shows the end of the output when the program broke in a way of its own', () => {
    const stderr = ["thread 'main' panicked at src/main.rs:1:1:", 'URL was unset'];
    const error = deployFailure({ code: 101, signal: null }, stderr, {
      command: 'cargo lambda deploy',
      artifactPath: '',
      target: { region: 'us-east-1' },
    });
    assert.ok(isError(error, 'commandFailed'));
    assert.deepEqual(error.details, {
      command: 'cargo lambda deploy',
      code: 101,
      signal: null,
      output: stderr.join('\n'),
    });
  });
});
