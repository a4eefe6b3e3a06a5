import type { ErrorDetails } from '../errors';
import { regions } from './regions';

export type AwsReason = ErrorDetails['aws']['reason'];

/** What is known of a failed request, from the SDK or from cargo lambda's report. */
export interface AwsFailure {
  /** Error codes and names, outermost first: `AccessDeniedException`, `CredentialsProviderError`, `ECONNREFUSED`. */
  readonly names: readonly string[];
  /** All messages of the chain. */
  readonly message: string;
  readonly region?: string | undefined;
}

/** Wording decides where one name stands for several causes, or where a program has no names at all. */
const byMessage: readonly (readonly [RegExp, AwsReason])[] = [
  [/role .*cannot be assumed|not authorized to perform: sts:AssumeRole/i, 'roleCannotBeAssumed'],
  [
    /scoped to a valid region|missing signing region|must be a valid host label|Region not accepted/i,
    'wrongRegion',
  ],
  [/profile `[^`]*` was not defined/i, 'profileMissing'],
  [/Could not resolve credentials using profile/i, 'noCredentials'],
  [/(security token|session|token|credentials)\b[^.]* expired/i, 'expired'],
  [/SSO (session )?token .*(not found|invalid)|cached SSO token|access token/i, 'noCredentials'],
  [/no providers in chain|credential provider was not enabled|Could not load credentials/i, 'noCredentials'],
  [/multi-factor authentication|MultiFactorAuthentication/i, 'invalidCredentials'],
];

/** Codes as AWS services, the SDK for JavaScript and Node name them. */
const byName: Readonly<Record<Exclude<AwsReason, 'other'>, readonly string[]>> = {
  noCredentials: ['CredentialsProviderError', 'TokenProviderError', 'MissingAuthenticationToken'],
  expired: ['ExpiredToken', 'RequestExpired', 'UnauthorizedException', 'InvalidGrantException'],
  invalidCredentials: [
    'UnrecognizedClient',
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
    'InvalidSignature',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'AuthFailure',
  ],
  denied: ['AccessDenied', 'UnauthorizedOperation', 'ForbiddenException', 'OptInRequired'],
  wrongRegion: [
    'RegionDisabled',
    'AuthorizationHeaderMalformed',
    'IllegalLocationConstraint',
    'PermanentRedirect',
  ],
  unreachable: [
    'DispatchFailure',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EPIPE',
    'ETIMEDOUT',
    'TimeoutError',
    'NetworkingError',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  notFound: ['ResourceNotFound', 'NoSuchBucket', 'NoSuchEntity', 'NoSuchKey'],
  roleCannotBeAssumed: [],
  throttled: [
    'TooManyRequests',
    'Throttling',
    'ThrottledException',
    'RequestThrottled',
    'RequestLimitExceeded',
    'SlowDown',
  ],
  profileMissing: [],
};

const unsuffixed = (name: string): string => name.replace(/Exception$/, '');

const reasonOfName = new Map(
  (Object.keys(byName) as (keyof typeof byName)[]).flatMap((reason) =>
    byName[reason].map((name) => [unsuffixed(name), reason] as const),
  ),
);

/** Groups what AWS, its SDKs and the network can answer by what a person does next. */
export function awsReason({ names, message, region }: AwsFailure): AwsReason {
  const worded = byMessage.find(([pattern]) => pattern.test(message))?.[1];
  const named = names
    .map((name) => reasonOfName.get(unsuffixed(name)))
    .find((reason) => reason !== undefined);
  const reason = worded ?? named ?? 'other';
  // A region that doesn't exist is a host name that doesn't exist.
  const unknownHost = names.includes('ENOTFOUND') || /dns error/.test(message);
  return reason === 'unreachable' && unknownHost && region && !regions.includes(region)
    ? 'wrongRegion'
    : reason;
}
