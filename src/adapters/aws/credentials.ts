import { memoize } from '@smithy/core/config';
import type { fromIni } from '@aws-sdk/credential-providers';
import { cancelled } from '../../core/errors';
import type { AwsTarget } from '../../core/ports';

type Identity = Awaited<ReturnType<ReturnType<typeof fromIni>>>;
export type Credentials = () => Promise<Identity>;

/** What signing in may have to ask a person. */
export interface SignInPrompts {
  /** The code that the MFA device shows; undefined when the person gave up. */
  mfaCode(serial: string): Promise<string | undefined>;
}

/** Credentials are renewed this long before they expire, ms: a deploy should not outlive them. */
const renewBefore = 300_000;

/**
 * Finds credentials when first asked, and again before they expire.
 * @param stsEndpoint where roles are assumed, when not at AWS
 */
export async function createCredentials(
  { profile, region }: AwsTarget,
  prompts: SignInPrompts,
  stsEndpoint: string | undefined,
): Promise<Credentials> {
  const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const options = {
    ignoreCache: true,
    clientConfig: { region, ...(stsEndpoint !== undefined && { endpoint: stsEndpoint }) },
    mfaCodeProvider: async (serial: string) => {
      const code = await prompts.mfaCode(serial);
      if (code === undefined) throw cancelled();
      return code;
    },
  };
  // A named profile is that profile or nothing, as for cargo lambda: the chain would go on to the role of the
  // machine, another account. The chain asks the instance metadata service once, for a second.
  const find =
    profile === undefined
      ? fromNodeProviderChain({ ...options, timeout: 1_000, maxRetries: 0 })
      : fromIni({ ...options, profile });
  return memoize<Identity>(
    () => find(),
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < renewBefore,
    ({ expiration }) => expiration !== undefined,
  );
}
