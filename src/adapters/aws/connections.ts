import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsTarget } from '../../core/ports';
import { createCredentials, type Credentials, type SignInPrompts } from './credentials';
import { endpointOfEnvironment, endpointOfProfile, type Service } from './endpoints';
import { configStamp, readSharedConfig } from './sharedConfig';

interface ClientOptions {
  readonly region: string;
  readonly credentials: Credentials;
  readonly endpoint?: string;
}

/** Endpoints are found below. Generous for a slow link, and still an answer before one wonders. Times in ms, per attempt. */
const transport = {
  ignoreConfiguredEndpointUrls: true,
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** SDK clients, loaded when first needed, one per profile and region; credentials are shared per profile. */
export class Connections {
  readonly #prompts: SignInPrompts;
  readonly #clients = new Map<string, Promise<LambdaClient | STSClient>>();
  readonly #credentials = new Map<string, Promise<Credentials>>();
  #stamp = '';

  constructor(prompts: SignInPrompts) {
    this.#prompts = prompts;
  }

  async lambda(target: AwsTarget): Promise<LambdaClient> {
    return this.#client('lambda', target, async (options) => {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      return new LambdaClient({ ...transport, ...options });
    });
  }

  async sts(target: AwsTarget): Promise<STSClient> {
    return this.#client('sts', target, async (options) => {
      const { STSClient } = await import('@aws-sdk/client-sts');
      return new STSClient({ ...transport, ...options });
    });
  }

  /** Looked for again only when they expire, or the configuration files change. */
  async credentials(target: AwsTarget): Promise<Credentials> {
    await this.#forgetWhenFilesChanged();
    const key = JSON.stringify([target.profile, target.endpoint]);
    const found =
      this.#credentials.get(key) ??
      endpointOf('sts', target).then((endpoint) => createCredentials(target, this.#prompts, endpoint));
    this.#credentials.set(key, found);
    return found;
  }

  /** After signing in failed: whoever signs in now is looked for anew. */
  forget(): void {
    this.#clients.clear();
    this.#credentials.clear();
  }

  async #client<Client extends LambdaClient | STSClient>(
    service: Service,
    target: AwsTarget,
    create: (options: ClientOptions) => Promise<Client>,
  ): Promise<Client> {
    const credentials = await this.credentials(target);
    const key = JSON.stringify([service, target.profile, target.region, target.endpoint]);
    const found =
      this.#clients.get(key) ??
      endpointOf(service, target).then((endpoint) =>
        create({ region: target.region, credentials, ...(endpoint !== undefined && { endpoint }) }),
      );
    this.#clients.set(key, found);
    return (await found) as Client;
  }

  /** Signing in elsewhere rewrites the files; going on with what was read before would show the wrong account. */
  async #forgetWhenFilesChanged(): Promise<void> {
    const stamp = await configStamp(process.env);
    if (stamp !== this.#stamp) this.forget();
    this.#stamp = stamp;
  }
}

/** By ourselves: the SDK looks at the profile of AWS_PROFILE only, whichever profile a client is for. */
async function endpointOf(service: Service, { profile, endpoint }: AwsTarget): Promise<string | undefined> {
  if (endpoint !== undefined) return endpoint;
  const env = process.env;
  const ofEnvironment = endpointOfEnvironment(service, env);
  if (ofEnvironment !== undefined) return ofEnvironment;
  const name = profile ?? env['AWS_PROFILE'] ?? 'default';
  return endpointOfProfile(service, name, await readSharedConfig(env), env);
}
