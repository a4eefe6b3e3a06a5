import * as vscode from 'vscode';
import type { CommandTable } from '../../contributions';
import { awsTarget, resolveTarget, type TargetChoice, type TargetInputs } from '../../core/deploy/target';
import type { Aws, AwsProfiles, AwsTarget } from '../../core/ports';
import { binariesOf, type LambdaBinary, type ProjectModel } from '../../core/project/model';
import type { Project } from '../features';
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
  /** The name in AWS that a function goes by. */
  readonly nameOf: (binary: LambdaBinary) => string;
}

const t = vscode.l10n.t;

/** Commands for what is deployed of the workspace. Each function is looked for where its folder's settings say. */
export function awsCommands(
  parts: AwsCommandParts,
): Pick<CommandTable, 'refreshDeployed' | 'selectAwsTarget'> {
  const { aws, project, memory, deployed } = parts;
  let wasRead = false;

  const read = async (places: readonly Place[]): Promise<void> => {
    const found = new Map<string, Known>();
    for (const { target, binaries } of places) {
      for (const [id, known] of await readDeployed(aws, target, binaries, parts.nameOf)) found.set(id, known);
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
      const known = placesOf(model, memory.get(), profiles);
      if (known) return read(known);
      const picked = await pick(profiles);
      const places = picked && placesOf(model, picked, profiles);
      if (places) await read(places);
    },
    selectAwsTarget: async () => {
      refuseUntrusted();
      const profiles = await aws.profiles();
      const picked = await pick(profiles);
      if (!picked) return;
      // What was read is of another place now.
      deployed.replace(new Map());
      const places = placesOf(await project.ready(), picked, profiles);
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
function placesOf(
  model: ProjectModel,
  remembered: TargetChoice,
  aws: AwsProfiles,
): readonly Place[] | undefined {
  const places = new Map<string, Place>();
  for (const binary of binariesOf(model)) {
    const setting = settingsIn(vscode.Uri.file(binary.workspaceRoot));
    const target = awsTarget(resolveTarget({ chosen: {}, remembered, setting, aws }));
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
