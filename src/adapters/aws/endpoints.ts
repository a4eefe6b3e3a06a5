import type { Environment, Sections } from './sharedConfig';

export type Service = 'lambda' | 'sts';

const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';

/** What the environment says, whatever the profile. */
export function endpointOfEnvironment(service: Service, env: Environment): string | undefined {
  if (isTrue(env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])) return undefined;
  return env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env['AWS_ENDPOINT_URL'] || undefined;
}

/**
 * Where a profile sends a service's requests: `SERVICE.endpoint_url` of its `services` section, else its own
 * `endpoint_url` (AWS SDKs and Tools Reference, "Service-specific endpoints").
 */
export function endpointOfProfile(
  service: Service,
  profile: string,
  sections: Sections,
  env: Environment,
): string | undefined {
  const section = sections[profile] ?? {};
  const ignored = env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? section['ignore_configured_endpoint_urls'];
  if (isTrue(ignored)) return undefined;
  const services = section['services'] ? sections[`services.${section['services']}`] : undefined;
  return services?.[`${service}.endpoint_url`] ?? section['endpoint_url'];
}
