import assert from 'node:assert/strict';
import { awsReason, type AwsReason } from '../../../src/core/deploy/awsReason';

const cases: readonly (readonly [reason: AwsReason, names: readonly string[], message?: string])[] = [
  ['noCredentials', ['CredentialsProviderError'], 'Could not load credentials from any providers'],
  [
    'noCredentials',
    ['CredentialsProviderError'],
    "The SSO session token associated with profile=corp was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
  ],
  [
    'expired',
    ['CredentialsProviderError'],
    'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
  ],
  ['expired', ['TokenProviderError'], "Token is expired. To refresh this SSO session run 'aws sso login'"],
  ['expired', ['ExpiredTokenException']],
  ['expired', ['ExpiredToken']],
  ['invalidCredentials', ['UnrecognizedClientException']],
  ['invalidCredentials', ['InvalidClientTokenId']],
  ['invalidCredentials', ['InvalidSignatureException']],
  ['denied', ['AccessDeniedException']],
  ['denied', ['AccessDenied']],
  [
    'roleCannotBeAssumed',
    ['AccessDenied'],
    'User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/b',
  ],
  ['wrongRegion', ['SignatureDoesNotMatch'], "Credential should be scoped to a valid region, not 'x'."],
  ['unreachable', ['ECONNREFUSED']],
  ['unreachable', ['TimeoutError', 'ETIMEDOUT']],
  ['unreachable', ['SELF_SIGNED_CERT_IN_CHAIN']],
  ['notFound', ['ResourceNotFoundException']],
  ['throttled', ['TooManyRequestsException']],
  ['throttled', ['ThrottlingException']],
  ['throttled', ['Throttling']],
  ['other', ['ServiceException'], 'Internal failure'],
];

describe('What AWS answers', () => {
  for (const [reason, names, message = ''] of cases) {
    it(`is ${reason} when it is ${names.join(', ')} ${message}`.trimEnd(), () => {
      assert.equal(awsReason({ names, message, region: 'us-east-1' }), reason);
    });
  }

  it('is a wrong region when the host is not there and no such region is known', () => {
    const failure = { names: ['ENOTFOUND'], message: 'getaddrinfo ENOTFOUND lambda.us-esat-1.amazonaws.com' };
    assert.equal(awsReason({ ...failure, region: 'us-esat-1' }), 'wrongRegion');
    assert.equal(awsReason({ ...failure, region: 'us-east-1' }), 'unreachable');
  });
});
