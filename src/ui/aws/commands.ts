import * as vscode from 'vscode';
import type { CommandTable } from '../../contributions';
import {
  awsTarget,
  earlierChoice,
  resolveTarget,
  type TargetChoice,
  type TargetInputs,
} from '../../core/deploy/target';
import type { Aws, AwsProfiles, AwsTarget } from '../../core/ports';
import { binariesOf, type LambdaBinary, type ProjectModel } from '../../core/project/model';
import type { Project, Tools } from '../features';
import { nothingToPick } from '../project/functionPicker';
import { setting } from '../settings';
import { refuseUntrusted } from '../trust';
import type { DeployedFunctions } from './deployed';
import { readDeployed, type Known } from './refreshDeployed';
import { pickTarget } from './selectTarget';
import type { TargetMemory } from './targetMemory';

export interface AwsCommandParts {
  readonly aws: Aws;
  readonly project: Project;
  readonly memory: TargetMemory;
  readonly deployed: DeployedFunctions;
  /** What was picked for this function when it was deployed; its name is the one in AWS. */
  readonly choicesOf: (binary: LambdaBinary) => TargetChoice & { readonly name?: string };
  readonly tools: Pick<Tools, 'deployConfig'>;
}

const t = vscode.l10n.t;

/** Commands for what is deployed of the workspace. Each function is looked for where Deploy would deploy it to. */
export function awsCommands(
  parts: AwsCommandParts,
): Pick<CommandTable, 'refreshDeployed' | 'selectAwsTarget'> {
  const { aws, project, memory, deployed, choicesOf } = parts;
  const nameOf = (binary: LambdaBinary): string => choicesOf(binary).name ?? binary.name;
  let wasRead = false;

  const read = async (places: readonly Place[]): Promise<void> => {
    const found = new Map<string, Known>();
    for (const { target, binaries } of places) {
      for (const [id, known] of await readDeployed(aws, target, binaries, nameOf)) found.set(id, known);
    }
    wasRead = true;
    deployed.replace(found);
    const where = places.map(({ target }) => [target.profile, target.region].filter(Boolean).join(' · '));
    const text = t('Deployed of this workspace: {0} ({1})', found.size, where.join(', '));
    vscode.window.setStatusBarMessage(text, 8_000);
  };

  /** undefined: cancelled */
  const pick = async (profiles: AwsProfiles): Promise<TargetChoice | undefined> => {
    const proposed = settingsIn(vscode.workspace.workspaceFolders?.[0]?.uri);
    const picked = await pickTarget(profiles, memory.get(), proposed);
    if (picked) await memory.set(picked);
    return picked;
  };

  return {
    refreshDeployed: async () => {
      refuseUntrusted();
      const model = await project.ready();
      if (binariesOf(model).length === 0) throw nothingToPick(project);
      const profiles = await aws.profiles();
      const known = await placesOf(model, memory.get(), profiles, parts);
      if (known) return read(known);
      const picked = await pick(profiles);
      const places = picked && (await placesOf(model, picked, profiles, parts));
      if (places) await read(places);
    },
    selectAwsTarget: async () => {
      refuseUntrusted();
      const profiles = await aws.profiles();
      const picked = await pick(profiles);
      if (!picked) return;
      // What was read is of another place now.
      deployed.replace(new Map());
      const places = await placesOf(await project.ready(), picked, profiles, parts);
      if (wasRead && places) await read(places);
    },
  };
}

/** Functions that are looked for together. */
interface Place {
  readonly target: AwsTarget;
  readonly binaries: LambdaBinary[];
}

/** undefined: nothing says which region, for one of them */
async function placesOf(
  model: ProjectModel,
  ofWorkspace: TargetChoice,
  aws: AwsProfiles,
  { choicesOf, tools }: AwsCommandParts,
): Promise<readonly Place[] | undefined> {
  const places = new Map<string, Place>();
  for (const binary of binariesOf(model)) {
    const setting = settingsIn(vscode.Uri.file(binary.workspaceRoot));
    const remembered = earlierChoice(choicesOf(binary), ofWorkspace);
    // Who only looks needs no cargo-lambda.
    const cargoLambda = await tools.deployConfig(binary).catch(() => ({}));
    const target = awsTarget(resolveTarget({ chosen: {}, remembered, setting, cargoLambda, aws }));
    if (!target) return undefined;
    const key = JSON.stringify(target);
    const place = places.get(key) ?? { target, binaries: [] };
    place.binaries.push(binary);
    places.set(key, place);
  }
  return [...places.values()];
}

/** @param resource chooses the folder whose settings count */
const settingsIn = (resource: vscode.Uri | undefined): TargetInputs['setting'] => ({
  profile: setting('aws.profile', resource),
  region: setting('aws.region', resource),
});
