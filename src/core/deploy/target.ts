import type { DeployConfig } from '../cargoLambda/systemReport';
import type { AwsProfiles, AwsTarget } from '../ports';

/** Where a profile or region came from; shown beside it, because the wrong account is the dearest mistake. */
export type Origin = 'chosen' | 'remembered' | 'setting' | 'cargoLambda' | 'environment' | 'profile';

export interface Sourced {
  readonly value: string;
  readonly origin: Origin;
}

/** What a person picked. An empty profile is a pick too: the default credential chain. */
export interface TargetChoice {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

export interface TargetInputs {
  /** In the open panel. */
  readonly chosen: TargetChoice;
  /** Earlier, for this function or for the workspace. */
  readonly remembered: TargetChoice;
  readonly setting: { readonly profile: string; readonly region: string };
  /** What cargo-lambda goes by for the binary when it isn't told: it has to be shown, and be spelt out. */
  readonly cargoLambda?: DeployConfig;
  readonly aws: AwsProfiles;
}

export interface ResolvedTarget {
  /** undefined: the default credential chain. */
  readonly profile?: Sourced;
  /** undefined: nothing says which. There is no fallback, cargo lambda's `us-east-1` would be a surprise. */
  readonly region?: Sourced;
  /** Where requests go instead of AWS: cargo-lambda's configuration, AWS_ENDPOINT_URL, `endpoint_url` of the profile. */
  readonly endpoint?: Sourced;
  /** Set when cargo lambda can't sign in with the profile by itself, so that it is handed what we got. */
  readonly handOver?: 'mfa' | 'login';
}

/** What was picked earlier for one function counts over what was picked for the workspace. */
export function earlierChoice(ofFunction: TargetChoice, ofWorkspace: TargetChoice): TargetChoice {
  // A region goes with the profile it was picked for: the workspace's is no use beside another profile.
  if (ofFunction.profile !== undefined) return ofFunction;
  return ofFunction.region === undefined ? ofWorkspace : { ...ofWorkspace, region: ofFunction.region };
}

/** Profile: chosen, remembered, setting, cargo-lambda's configuration, AWS_PROFILE. Region: see `regionCandidates`. */
export function resolveTarget(inputs: TargetInputs): ResolvedTarget {
  const { environment, profiles } = inputs.aws;
  const profile = pickProfile(inputs);
  const entry = profiles.find(({ name }) => name === (profile?.value ?? 'default'));
  const region = regionCandidates(inputs, profile, entry?.region).find(
    (candidate) => candidate !== undefined,
  );
  const endpoint =
    sourced(inputs.cargoLambda?.endpoint, 'cargoLambda') ??
    sourced(environment.endpoint, 'environment') ??
    sourced(entry?.endpoint, 'profile');
  return {
    ...(profile && { profile }),
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(entry?.signIn && { handOver: entry.signIn }),
  };
}

/** What the AWS port takes; undefined while there is no region. */
export function awsTarget({ profile, region, endpoint }: ResolvedTarget): AwsTarget | undefined {
  if (!region) return undefined;
  return {
    region: region.value,
    ...(profile && { profile: profile.value }),
    // The others hold for single services, which the port knows.
    ...(endpoint?.origin === 'cargoLambda' && { endpoint: endpoint.value }),
  };
}

const sourced = (value: string | undefined, origin: Origin): Sourced | undefined =>
  value === undefined || value === '' ? undefined : { value, origin };

function pickProfile({ chosen, remembered, setting, cargoLambda, aws }: TargetInputs): Sourced | undefined {
  // These count also when no profile was picked: the default chain begins with AWS_PROFILE, and nothing makes cargo
  // lambda forget the profile it is configured with.
  const unasked =
    sourced(cargoLambda?.profile, 'cargoLambda') ?? sourced(aws.environment.profile, 'environment');
  if (chosen.profile !== undefined) return sourced(chosen.profile, 'chosen') ?? unasked;
  if (remembered.profile !== undefined) return sourced(remembered.profile, 'remembered') ?? unasked;
  return sourced(setting.profile, 'setting') ?? unasked;
}

/**
 * A profile picked in the panel brings its own region, and a remembered region goes with the profile it was
 * remembered for. Else the setting, then cargo-lambda's configuration; then, as cargo lambda's remote options do, the region of a profile that was
 * asked for before AWS_REGION, and AWS_REGION before the region of AWS_PROFILE's profile.
 */
function regionCandidates(
  { chosen, remembered, setting, cargoLambda, aws }: TargetInputs,
  profile: Sourced | undefined,
  profileRegion: string | undefined,
): readonly (Sourced | undefined)[] {
  const ofProfile = sourced(profileRegion, 'profile');
  const ofSetting = sourced(setting.region, 'setting');
  const ofEnvironment = sourced(aws.environment.region, 'environment');
  const samePick = chosen.profile === undefined || chosen.profile === (remembered.profile ?? '');
  const asked = profile !== undefined && profile.origin !== 'environment';
  return [
    sourced(chosen.region, 'chosen'),
    samePick ? sourced(remembered.region, 'remembered') : undefined,
    ...(profile?.origin === 'chosen' ? [ofProfile] : []),
    ofSetting,
    sourced(cargoLambda?.region, 'cargoLambda'),
    ...(asked ? [ofProfile, ofEnvironment] : [ofEnvironment, ofProfile]),
  ];
}
