import { deployCommand } from '../../core/deploy/command';
import { nameProblem } from '../../core/deploy/functionName';
import {
  defaultArchitecture,
  planDeploy,
  type Deployed,
  type DeployPlan,
  type Reading,
} from '../../core/deploy/plan';
import type { DeployResult } from '../../core/deploy/output';
import {
  awsTarget,
  earlierChoice,
  resolveTarget,
  type ResolvedTarget,
  type TargetChoice,
} from '../../core/deploy/target';
import type { ArtifactState, AwsProfiles, AwsTarget, CallerIdentity, CommandLine } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import type { Architecture, Compiler, ReleaseChoice } from '../features';
import type { DeployChoices } from './choices';
import type { Facts } from './facts';

export type Phase =
  | { readonly kind: 'planning' }
  /** `since` as of performance.now(), ms. */
  | { readonly kind: 'checking' | 'building' | 'deploying' | 'stopping'; readonly since: number }
  /** Something that was shown is not so any more: nothing was done, look again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'stopped'; readonly step: 'build' | 'deploy' }
  | { readonly kind: 'failed'; readonly step: 'build' | 'deploy'; readonly error: Error }
  /** `result` is undefined when cargo lambda's answer was not understood. */
  | { readonly kind: 'done'; readonly result: DeployResult | undefined };

export interface DeploySettings {
  readonly cargoPath: string;
  readonly env: Readonly<Record<string, string>>;
  readonly profile: string;
  readonly region: string;
  readonly architecture: Architecture;
  readonly compiler: Compiler;
}

export interface SnapshotInputs {
  readonly binary: LambdaBinary;
  /** The workspace has it no more. */
  readonly gone: boolean;
  readonly chosen: DeployChoices;
  /** For this function, over what was picked for the workspace. */
  readonly remembered: DeployChoices;
  readonly workspaceTarget: TargetChoice;
  readonly settings: DeploySettings;
  readonly facts: Facts;
  readonly phase: Phase;
  readonly buildCommand: (release: ReleaseChoice) => CommandLine;
}

/** All that the panel shows, at one moment. */
export interface DeploySnapshot {
  readonly binary: LambdaBinary;
  readonly phase: Phase;
  readonly profiles: AwsProfiles;
  /** The profile that cargo-lambda is configured with. */
  readonly configured: string | undefined;
  readonly target: ResolvedTarget;
  readonly name: string;
  readonly release: ReleaseChoice;
  readonly artifact: Reading<ArtifactState | undefined>;
  readonly account: Reading<CallerIdentity>;
  readonly deployed: Reading<Deployed | undefined>;
  readonly plan: DeployPlan;
  readonly build: CommandLine;
  readonly deploy: CommandLine;
}

export function takeSnapshot(inputs: SnapshotInputs): DeploySnapshot {
  const { binary, gone, chosen, remembered, settings, facts, phase } = inputs;
  const { artifact, account, deployed, profiles, cargoLambda } = facts;
  const target = targetOf(inputs);
  const name = chosen.name ?? remembered.name ?? binary.name;
  const release: ReleaseChoice = {
    architecture:
      chosen.architecture ?? defaultArchitecture(deployed, remembered.architecture, settings.architecture),
    compiler: chosen.compiler ?? remembered.compiler ?? settings.compiler,
  };
  const plan = planDeploy({
    binary,
    gone,
    name,
    architecture: release.architecture,
    artifact: artifact.state === 'ready' ? artifact.value : undefined,
    target,
    cargoLambda,
    account,
    deployed,
  });
  return {
    configured: cargoLambda.state === 'ready' ? cargoLambda.value.profile : undefined,
    ...{ binary, phase, profiles, target, name, release, artifact, account, deployed, plan },
    build: inputs.buildCommand(release),
    deploy: deployCommand({ ...settings, binary, name, target }),
  };
}

function targetOf({ chosen, remembered, workspaceTarget, settings, facts }: SnapshotInputs): ResolvedTarget {
  return resolveTarget({
    chosen,
    remembered: earlierChoice(remembered, workspaceTarget),
    setting: settings,
    cargoLambda: facts.cargoLambda.state === 'ready' ? facts.cargoLambda.value : {},
    aws: facts.profiles,
  });
}

/** Where to ask, and for which name; undefined while there is nothing to ask with. */
export const questionOf = ({
  target,
  name,
  binary,
}: DeploySnapshot): { readonly target: AwsTarget | undefined; readonly name: string | undefined } => ({
  target: awsTarget(target),
  name: nameProblem(name, binary.kind) ? undefined : name,
});

/** What a person agrees to by pressing the button: while this stays the same, nothing has to be looked at again. */
export function agreementOf({ account, deployed, plan, artifact, deploy, build }: DeploySnapshot): string {
  const value = deployed.state === 'ready' ? deployed.value : deployed.state;
  const built = artifact.state === 'ready' ? artifact.value?.modified : artifact.state;
  const kinds = [...plan.refusals, ...plan.warnings].map(({ kind }) => kind);
  const who = account.state === 'ready' ? account.value : account.state;
  return JSON.stringify([who, value, plan.build ?? built, kinds, deploy.args, plan.build && build.args]);
}
