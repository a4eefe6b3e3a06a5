import type { STSClient } from '@aws-sdk/client-sts';
import type { CallerIdentity } from '../../core/ports';

/** Needs no permission: AWS answers everyone whose credentials it knows. */
export async function readIdentity(client: STSClient, abortSignal: AbortSignal): Promise<CallerIdentity> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
  return { account: Account ?? '', arn: Arn ?? '' };
}
