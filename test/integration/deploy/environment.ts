import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startEndpoint, type Endpoint } from '../../../tools/aws/endpoint.mjs';

/**
 * Profiles that end in every way at the endpoint of tools/aws; `endpoint_url` is what some tests do without
 * AWS_ENDPOINT_URL. The secret is looked for where it must not be.
 */
export const SECRET = 'SECRETKEYTHATNOBODYMAYSEE';
const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = ${SECRET}`;
const role = 'role_arn = arn:aws:iam::123456789012:role/deployer\nsource_profile = shop';
const profiles = (endpoint: string): string => `
[default]
region = eu-north-1
[profile shop]
region = eu-west-1
${keys('testing')}
[profile expired]
${keys('AKIAEXPIRED')}
[profile invalid]
${keys('AKIAINVALID')}
[profile denied]
${keys('AKIADENIED')}
[profile empty]
region = eu-west-1
[profile role]
${role}
[profile guarded]
${role}
mfa_serial = arn:aws:iam::123456789012:mfa/ann
[profile elsewhere]
endpoint_url = ${endpoint}
${keys('testing')}
[profile program]
credential_process = /bin/sh -c "echo ${SECRET} >&2; exit 1"
`;

export interface AwsEnvironment {
  readonly endpoint: Endpoint;
  readonly configFile: string;
  /** Replaces the variables that begin with AWS_; without an argument: no endpoint, no credentials, no region. */
  set(variables?: Record<string, string>): void;
  /** With the endpoint and the profiles, but without credentials in the environment. */
  readonly profilesOnly: Record<string, string>;
  writeProfiles(text?: string): Promise<void>;
  end(): Promise<void>;
}

export async function awsEnvironment(): Promise<AwsEnvironment> {
  const before = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  const set = (variables: Record<string, string> = {}): void => {
    for (const name of Object.keys(process.env)) {
      if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, variables);
  };
  const endpoint = await startEndpoint();
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'rust-lambda-aws-'));
  const configFile = path.join(folder, 'config');
  const writeProfiles = (text = profiles(endpoint.url)): Promise<void> => fs.writeFile(configFile, text);
  await writeProfiles();
  return {
    endpoint,
    configFile,
    set,
    profilesOnly: {
      AWS_ENDPOINT_URL: endpoint.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: configFile,
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    },
    writeProfiles,
    end: async () => {
      set(Object.fromEntries(before) as Record<string, string>);
      await endpoint.stop();
      await fs.rm(folder, { recursive: true });
    },
  };
}
