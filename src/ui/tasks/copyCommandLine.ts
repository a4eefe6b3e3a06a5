import * as vscode from 'vscode';
import { invokeCommand } from '../../core/cargoLambda/commands';
import { deployCommand } from '../../core/deploy/command';
import { shellOf, shellText } from '../../core/cargoLambda/shellText';
import type { CommandLine } from '../../core/ports';
import type { FunctionTarget, LambdaBinary } from '../../core/project/model';
import type { Builds, FunctionPicker, Watches } from '../features';
import { settingOfPath } from '../settings';
import { binaryTarget } from './buildCommands';
import { cargoSettings, usualAddress } from './commandLines';
import { releaseDefaults } from './releasePicker';

export interface CopyCommandLineParts {
  readonly picker: FunctionPicker;
  readonly builds: Builds;
  readonly watches: Watches;
  readonly state: vscode.Memento;
}

/** The command `Copy Command Line…`: each of them as it would be typed in the person's shell. */
export async function copyCommandLine(
  { picker, builds, watches, state }: CopyCommandLineParts,
  target?: FunctionTarget,
): Promise<void> {
  const title = vscode.l10n.t('Copy Command Line');
  const binary = await picker.pick(target, { title, kinds: ['function', 'extension'] });
  if (!binary) return;
  const { workspaceRoot, name } = binary;
  const build = binaryTarget(binary);
  const watching = watches.state(workspaceRoot);
  const address = watching.kind === 'ready' ? watching.address : usualAddress;
  const ofFunctions: [string, CommandLine][] = [
    [vscode.l10n.t('Watch'), watches.commandLine(workspaceRoot)],
    [vscode.l10n.t('Invoke'), invokeCommand(workspaceRoot, name, address, cargoSettings(workspaceRoot))],
  ];
  const lines: [string, CommandLine][] = [
    [vscode.l10n.t('Build'), builds.commandLine(build, {})],
    [
      vscode.l10n.t('Build for Release'),
      builds.commandLine(build, { release: releaseDefaults(state, workspaceRoot) }),
    ],
    ...(binary.kind === 'function' ? ofFunctions : []),
    [vscode.l10n.t('Deploy'), deployLine(binary)],
  ];

  const shell = shellOf(vscode.env.shell);
  // A new terminal opens in the first folder.
  const enter = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath !== workspaceRoot;
  const items = lines.map(([label, line]) => ({ label, detail: shellText(line, shell, { enter }) }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Choose the line to copy'),
    matchOnDetail: true,
  });
  if (!chosen) return;
  await vscode.env.clipboard.writeText(chosen.detail);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', chosen.detail), 4_000);
}

/** With what the settings say; the deploy panel shows the one with every choice. */
function deployLine(binary: LambdaBinary): CommandLine {
  const profile = settingOfPath('aws.profile', binary.workspaceRoot);
  const region = settingOfPath('aws.region', binary.workspaceRoot);
  return deployCommand({
    ...cargoSettings(binary.workspaceRoot),
    binary,
    name: binary.name,
    target: {
      ...(profile && { profile: { value: profile, origin: 'setting' as const } }),
      ...(region && { region: { value: region, origin: 'setting' as const } }),
    },
  });
}
