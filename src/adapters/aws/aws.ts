import { isError, RustLambdaError, type ErrorDetails } from '../../core/errors';
import type { AbortSignalLike, Aws, AwsTarget } from '../../core/ports';
import { abortableRequest } from './abortableRequest';
import { Connections } from './connections';
import type { SignInPrompts } from './credentials';
import { awsFailure } from './failure';
import { readFunction, readLayer, readNames } from './functions';
import { readIdentity } from './identity';
import { readProfiles } from './profiles';

/** After these a person signs in again; after any other the credentials are as good as before. */
const signInFailed: ReadonlySet<ErrorDetails['aws']['reason']> = new Set([
  'noCredentials',
  'expired',
  'invalidCredentials',
  'roleCannotBeAssumed',
  'profileMissing',
]);

/** AWS through its SDK. Credentials stay in here, but for `credentialVariables`. */
export function createAws(prompts: SignInPrompts): Aws {
  const connections = new Connections(prompts);

  const ask = async <T>(
    target: AwsTarget,
    signal: AbortSignalLike | undefined,
    request: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    try {
      await requireProfile(target);
      return await abortableRequest(signal, request);
    } catch (error) {
      const failure = awsFailure(error, target);
      if (isError(failure, 'aws') && signInFailed.has(failure.details.reason)) connections.forget();
      throw failure;
    }
  };

  return {
    profiles: () => readProfiles(),
    identity: (target, signal) =>
      ask(target, signal, async (abortSignal) => readIdentity(await connections.sts(target), abortSignal)),
    deployedFunction: (target, name, signal) =>
      ask(target, signal, async (abortSignal) =>
        readFunction(await connections.lambda(target), name, abortSignal),
      ),
    deployedLayer: (target, name, signal) =>
      ask(target, signal, async (abortSignal) =>
        readLayer(await connections.lambda(target), name, abortSignal),
      ),
    functionNames: (target, signal) =>
      ask(target, signal, async (abortSignal) => readNames(await connections.lambda(target), abortSignal)),
    credentialVariables: (target, signal) =>
      ask(target, signal, async () => {
        const { accessKeyId, secretAccessKey, sessionToken } = await (
          await connections.credentials(target)
        )();
        return {
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          // Also when there is none, so that one of the environment isn't taken for theirs.
          AWS_SESSION_TOKEN: sessionToken ?? '',
        };
      }),
  };
}

/** The SDK says only that it found no credentials. @throws RustLambdaError aws profileMissing */
async function requireProfile(target: AwsTarget): Promise<void> {
  if (target.profile === undefined) return;
  const { profiles } = await readProfiles();
  if (profiles.some(({ name }) => name === target.profile)) return;
  throw new RustLambdaError('aws', {
    reason: 'profileMissing',
    name: 'ProfileMissing',
    message: `There is no profile ${target.profile}.`,
    ...target,
  });
}
