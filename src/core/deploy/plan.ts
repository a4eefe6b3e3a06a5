import type { DeployConfig } from '../cargoLambda/systemReport';
import { isError } from '../errors';
import type { ArtifactState, CallerIdentity, DeployedFunction, DeployedLayer } from '../ports';
import type { LambdaBinary } from '../project/model';
import { nameProblem, type NameProblem } from './functionName';
import { isRegionName } from './regions';
import type { ResolvedTarget, Sourced } from './target';

type Architecture = 'x86_64' | 'arm64';
export type Deployed = DeployedFunction | DeployedLayer;

/** Something that is asked of AWS. `idle`: cannot be asked yet. */
export type Reading<T> =
  | { readonly state: 'idle' | 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly error: Error };

export interface PlanInputs {
  readonly binary: Pick<LambdaBinary, 'kind' | 'name' | 'packageName' | 'clashesWith'>;
  /** It is not in the workspace any more; `binary` is as it was last. */
  readonly gone: boolean;
  /** Name in AWS of the function, or of the layer for an extension. */
  readonly name: string;
  /** What to build for, if a build is needed. */
  readonly architecture: Architecture;
  readonly artifact: ArtifactState | undefined;
  readonly target: ResolvedTarget;
  /** What `target` was made from: unknown, it could be another than cargo lambda's. */
  readonly cargoLambda: Reading<DeployConfig>;
  readonly account: Reading<CallerIdentity>;
  readonly deployed: Reading<Deployed | undefined>;
}

/** Why the artifact on disk is not what should be uploaded. */
export type BuildReason = 'missing' | 'architecture' | 'debug' | 'stale';

/** Nothing is deployed until this is put right. */
export type Refusal =
  | { readonly kind: 'gone' }
  | { readonly kind: 'name'; readonly problem: NameProblem }
  | { readonly kind: 'regionMissing' }
  | { readonly kind: 'regionInvalid'; readonly region: string }
  | { readonly kind: 'ambiguousBinary'; readonly packages: readonly string[] }
  /** cargo lambda would take this profile rather than the session it is handed. */
  | { readonly kind: 'configuredProfile'; readonly profile: string }
  | { readonly kind: 'account' | 'cargoLambda'; readonly error: Error };

export type Warning =
  | { readonly kind: 'exists'; readonly version?: string }
  /** With an execution role of its own, unless Cargo.toml names one. */
  | { readonly kind: 'creates' }
  | { readonly kind: 'architectureChange'; readonly from: Architecture; readonly to: Architecture }
  /** cargo lambda never changes the runtime of a function that exists: this is someone else's function. */
  | { readonly kind: 'otherRuntime'; readonly runtime: string }
  | { readonly kind: 'accountUnknown' | 'deployedUnknown'; readonly error: Error }
  | { readonly kind: 'otherEndpoint'; readonly endpoint: Sourced }
  | { readonly kind: 'handOver'; readonly signIn: 'mfa' | 'login' };

export interface DeployPlan {
  /** undefined: the artifact can go as it is. */
  readonly build?: BuildReason;
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly Warning[];
  /** Account, configuration or deployed function are still being read. */
  readonly pending: boolean;
}

export function planDeploy(inputs: PlanInputs): DeployPlan {
  const { account, cargoLambda, deployed } = inputs;
  const build = buildReason(inputs.artifact, inputs.architecture);
  return {
    ...(build && { build }),
    refusals: refusals(inputs),
    warnings: warnings(inputs),
    pending: [account, cargoLambda, deployed].some(({ state }) => state === 'loading'),
  };
}

/** Warnings that a person has to confirm one by one before anything is changed. */
export const needsConfirmation = ({ kind }: Warning): boolean =>
  kind === 'architectureChange' || kind === 'otherRuntime';

export function buildReason(
  artifact: ArtifactState | undefined,
  architecture: Architecture,
): BuildReason | undefined {
  if (!artifact) return 'missing';
  if (artifact.architecture !== architecture) return 'architecture';
  if (artifact.profile === 'debug') return 'debug';
  return artifact.stale ? 'stale' : undefined;
}

/** What to build for, when nobody said: what runs there now, else what was used before, else the setting. */
export function defaultArchitecture(
  deployed: Reading<Deployed | undefined>,
  remembered: Architecture | undefined,
  setting: Architecture,
): Architecture {
  const running = deployed.state === 'ready' ? functionOf(deployed.value)?.architecture : undefined;
  return running ?? remembered ?? setting;
}

export const functionOf = (deployed: Deployed | undefined): DeployedFunction | undefined =>
  deployed && 'architecture' in deployed ? deployed : undefined;

function refusals({ binary, gone, name, target, cargoLambda, account }: PlanInputs): readonly Refusal[] {
  const found: Refusal[] = gone ? [{ kind: 'gone' }] : [];
  const problem = nameProblem(name, binary.kind);
  if (problem) found.push({ kind: 'name', problem });
  if (!target.region) found.push({ kind: 'regionMissing' });
  else if (!isRegionName(target.region.value)) {
    found.push({ kind: 'regionInvalid', region: target.region.value });
  }
  if (binary.clashesWith.length > 0) {
    found.push({ kind: 'ambiguousBinary', packages: [binary.packageName, ...binary.clashesWith] });
  }
  const configured = cargoLambda.state === 'ready' ? cargoLambda.value.profile : undefined;
  if (target.handOver && configured !== undefined) {
    found.push({ kind: 'configuredProfile', profile: configured });
  }
  if (cargoLambda.state === 'failed') found.push({ kind: 'cargoLambda', error: cargoLambda.error });
  if (account.state === 'failed' && !mayStillWork(account.error)) {
    found.push({ kind: 'account', error: account.error });
  }
  return found;
}

function warnings({ binary, target, architecture, account, deployed }: PlanInputs): readonly Warning[] {
  const found: Warning[] = [];
  const value = deployed.state === 'ready' ? deployed.value : undefined;
  const running = functionOf(value);
  if (deployed.state === 'ready' && !value && binary.kind === 'function') found.push({ kind: 'creates' });
  if (value) found.push({ kind: 'exists', ...(value.version !== undefined && { version: value.version }) });
  if (running && !/^provided\b/.test(running.runtime)) {
    found.push({ kind: 'otherRuntime', runtime: running.runtime });
  }
  if (running && running.architecture !== architecture) {
    found.push({ kind: 'architectureChange', from: running.architecture, to: architecture });
  }
  if (account.state === 'failed' && mayStillWork(account.error)) {
    found.push({ kind: 'accountUnknown', error: account.error });
  }
  if (deployed.state === 'failed' && account.state !== 'failed') {
    found.push({ kind: 'deployedUnknown', error: deployed.error });
  }
  if (target.endpoint) found.push({ kind: 'otherEndpoint', endpoint: target.endpoint });
  if (target.handOver) found.push({ kind: 'handOver', signIn: target.handOver });
  return found;
}

/** Deploying does not need STS: a network that lets only Lambda through, or a busy STS, is no reason to refuse. */
const mayStillWork = (error: Error): boolean =>
  !isError(error, 'aws') ||
  ['denied', 'unreachable', 'throttled', 'notFound', 'other'].includes(error.details.reason);
