import * as vscode from 'vscode';
import type { CommandTable } from '../../contributions';
import { awsTarget, resolveTarget } from '../../core/deploy/target';
import { RustLambdaError } from '../../core/errors';
import type { Aws, AwsTarget } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import type { Project } from '../features';
import { setting } from '../settings';
import type { DeployedFunctions } from './deployed';
import { readDeployed } from './refreshDeployed';
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

export function awsCommands(
  parts: AwsCommandParts,
): Pick<CommandTable, 'refreshDeployed' | 'selectAwsTarget'> {
  const { aws, project, memory, deployed } = parts;
  let wasRead = false;

  const read = async (target: AwsTarget): Promise<void> => {
    const model = await project.ready();
    const found = await readDeployed(aws, target, model, parts.nameOf);
    wasRead = true;
    deployed.replace(found);
    const where = [target.profile, target.region].filter(Boolean).join(' · ');
    vscode.window.setStatusBarMessage(t('Deployed of this workspace: {0} ({1})', found.size, where), 8_000);
  };

  /** The target in force, asked for when nothing says which; undefined: cancelled. */
  const target = async (): Promise<AwsTarget | undefined> => {
    const profiles = await aws.profiles();
    const settings = { profile: setting('aws.profile'), region: setting('aws.region') };
    const inputs = { chosen: {}, setting: settings, aws: profiles };
    const known = awsTarget(resolveTarget({ ...inputs, remembered: memory.get() }));
    if (known) return known;
    const picked = await pickTarget(profiles, memory.get());
    if (!picked) return undefined;
    await memory.set(picked);
    return awsTarget(resolveTarget({ ...inputs, remembered: picked }));
  };

  return {
    refreshDeployed: async () => {
      requireTrust();
      const where = await target();
      if (where) await read(where);
    },
    selectAwsTarget: async () => {
      requireTrust();
      const profiles = await aws.profiles();
      const picked = await pickTarget(profiles, memory.get());
      if (!picked) return;
      await memory.set(picked);
      // What was read is of another place now.
      deployed.replace(new Map());
      const where = await target();
      if (wasRead && where) await read(where);
    },
  };
}

/** A profile can name a program that gives the credentials. @throws RustLambdaError untrusted */
function requireTrust(): void {
  if (!vscode.workspace.isTrusted) throw new RustLambdaError('untrusted', {});
}
