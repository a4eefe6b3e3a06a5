import type { AwsProfile, AwsProfiles } from '../../core/ports';
import { endpointOfEnvironment, endpointOfProfile } from './endpoints';
import { profileNames, readSharedConfig, type Environment, type Sections } from './sharedConfig';

/** The profiles of the AWS configuration files, with what the environment says. */
export async function readProfiles(env: Environment = process.env): Promise<AwsProfiles> {
  const sections = await readSharedConfig(env);
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  const endpoint = endpointOfEnvironment('lambda', env);
  return {
    profiles: profileNames(sections).map((name) => profile(name, sections, env)),
    environment: {
      ...(env['AWS_PROFILE'] && { profile: env['AWS_PROFILE'] }),
      ...(region && { region }),
      ...(endpoint && { endpoint }),
    },
  };
}

function profile(name: string, sections: Sections, env: Environment): AwsProfile {
  const region = sections[name]?.['region'];
  const signIn = signInOf(name, sections);
  const endpoint = endpointOfProfile('lambda', name, sections, env);
  return { name, ...(region && { region }), ...(endpoint && { endpoint }), ...(signIn && { signIn }) };
}

/**
 * Whether the profile, or one that it takes its credentials from, needs what cargo lambda 1.9.2 doesn't do: it
 * assumes a role without the MFA code that `mfa_serial` asks for, and knows no `login_session`.
 */
function signInOf(name: string, sections: Sections): AwsProfile['signIn'] {
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const section: Sections[string] = sections[at] ?? {};
    if (section['mfa_serial'] && section['role_arn']) return 'mfa';
    if (section['login_session']) return 'login';
    at = section['source_profile'];
  }
  return undefined;
}
