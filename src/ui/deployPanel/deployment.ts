import * as vscode from 'vscode';
import type { CommandTable } from '../../contributions';
import type { Disposable } from '../../core/events';
import { RustLambdaError } from '../../core/errors';
import type { Artifacts, Aws } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { awsCommands } from '../aws/commands';
import type { DeployedFunctions } from '../aws/deployed';
import { TargetMemory } from '../aws/targetMemory';
import { showError } from '../errors/show';
import type { Builds, FunctionPicker, Project, Terminals, Tools } from '../features';
import { settingOfPath } from '../settings';
import { cargoSettings } from '../tasks/commandLines';
import { ChoiceStore } from './choices';
import { confirm } from './confirm';
import { DeployPanels } from './deployPanels';
import { pickExistingName } from './existingName';
import { createRunDeploy } from './run';
import { DeploySession } from './session';
import type { DeploySettings, DeploySnapshot } from './snapshot';

export interface DeploymentParts {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly state: vscode.Memento;
  readonly aws: Aws;
  readonly artifacts: Artifacts;
  readonly project: Project;
  readonly picker: FunctionPicker;
  readonly builds: Builds;
  readonly terminals: Terminals;
  readonly tools: Tools;
  readonly deployed: DeployedFunctions;
}

export type DeployCommands = Pick<CommandTable, 'deploy' | 'refreshDeployed' | 'selectAwsTarget'>;

export interface Deployment extends Disposable {
  readonly commands: DeployCommands;
}

/** Deploying, and what is deployed: everything behind ./lazyDeployment. */
export function createDeployment(parts: DeploymentParts): Deployment {
  const { aws, artifacts, builds, deployed, log, picker, project, terminals, tools } = parts;
  const choices = new ChoiceStore(parts.state);
  const memory = new TargetMemory(parts.state);
  const label = (name: string): string => vscode.l10n.t('deploy {0}', name);
  const runDeploy = createRunDeploy({ aws, terminals, tools, label });
  const panels = new DeployPanels({
    extensionUri: parts.extensionUri,
    log,
    builds,
    createSession: (binary) =>
      new DeploySession(binary, {
        ...{ aws, artifacts, builds, choices, confirm, runDeploy },
        deployConfig: (one) => tools.deployConfig(one),
        current: () => project.binary(binary.id),
        workspaceTarget: () => memory.get(),
        settings: () => settingsOf(binary),
        deployed: (snapshot) => note(deployed, snapshot),
      }),
    attempt: async (action) => {
      try {
        await action();
      } catch (error) {
        await showError(error, log);
      }
    },
    onDidChangeTarget: memory.onDidChange,
    onDidChangeProject: (listener) => project.onDidChange(listener),
    namesThere: (session) => pickExistingName(aws, session.snapshot),
  });
  return {
    commands: {
      deploy: async (target) => {
        if (!vscode.workspace.isTrusted) throw new RustLambdaError('untrusted', {});
        const title = vscode.l10n.t('Deploy');
        const binary = await picker.pick(target, { title, kinds: ['function', 'extension'] });
        if (binary) panels.open(binary);
      },
      ...awsCommands({ ...parts, memory, choicesOf: ({ id }) => choices.get(id) }),
    },
    dispose: () => {
      panels.dispose();
      memory.dispose();
    },
  };
}

function settingsOf({ workspaceRoot }: LambdaBinary): DeploySettings {
  return {
    ...cargoSettings(workspaceRoot),
    profile: settingOfPath('aws.profile', workspaceRoot),
    region: settingOfPath('aws.region', workspaceRoot),
    architecture: settingOfPath('build.architecture', workspaceRoot),
    compiler: settingOfPath('build.compiler', workspaceRoot),
  };
}

/** Tells the tree what is there now; what could not be read afterwards is what cargo lambda said. */
function note(deployed: DeployedFunctions, snapshot: DeploySnapshot): void {
  const { binary, phase, target } = snapshot;
  const region = target.region?.value;
  if (region === undefined) return;
  const there = snapshot.deployed;
  if (there.state === 'ready') {
    const { version = '?', lastModified } = there.value ?? { lastModified: 0 };
    deployed.put(binary.id, there.value && { version, lastModified, region });
  } else if (phase.kind === 'done') {
    deployed.put(binary.id, { version: phase.result?.version ?? '?', lastModified: Date.now(), region });
  }
}
