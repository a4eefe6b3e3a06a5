import * as vscode from 'vscode';
import {
  installationGuide,
  installerPrograms,
  installersFor,
  type Installer,
} from '../../core/cargoLambda/installers';
import { isError, RustLambdaError } from '../../core/errors';
import { shellOf, shellText } from '../../core/cargoLambda/shellText';
import type { CommandLine, Programs } from '../../core/ports';
import type { CargoTools } from './cargoTools';

interface Way extends vscode.QuickPickItem {
  readonly installer?: Installer;
}

/**
 * The command `Install cargo-lambda…`: offers the ways this machine has, runs the chosen one in a terminal.
 * @throws RustLambdaError cargoLambdaNotOnPath | commandFailed | cancelled | …
 */
export async function installCargoLambda(
  tools: CargoTools,
  programs: Programs,
  runInTerminal: (label: string, command: CommandLine) => Promise<void>,
): Promise<void> {
  const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd();
  const commandsOf = ({ program, steps }: Installer): CommandLine[] =>
    steps.map((args) => ({ command: program, args, cwd }));
  const asText = (command: CommandLine): string => shellText(command, shellOf(vscode.env.shell));

  const ways: Way[] = installersFor(await programs.find(installerPrograms)).map((installer) => ({
    label: installer.program,
    detail: commandsOf(installer).map(asText).join('  ·  '),
    iconPath: new vscode.ThemeIcon('terminal'),
    installer,
  }));
  const chosen = await vscode.window.showQuickPick<Way>(
    [
      ...ways,
      {
        label: vscode.l10n.t('Open the Installation Guide'),
        detail: installationGuide,
        iconPath: new vscode.ThemeIcon('link-external'),
      },
    ],
    {
      title: vscode.l10n.t('Install cargo-lambda'),
      placeHolder:
        ways.length > 0
          ? vscode.l10n.t('The command is run in a terminal')
          : vscode.l10n.t('No known installer was found on this machine'),
    },
  );
  if (!chosen) return;
  if (!chosen.installer) {
    await vscode.env.openExternal(vscode.Uri.parse(installationGuide));
    return;
  }
  for (const command of commandsOf(chosen.installer)) {
    await runInTerminal(vscode.l10n.t('install cargo-lambda'), command);
  }
  tools.forget();
  const { version } = await tools.requireCargoLambda(cwd).catch((error: unknown) => {
    // Offering to install it once more would lead in a circle. An old one is an earlier one on PATH.
    throw isError(error, 'cargoLambdaMissing') || isError(error, 'cargoLambdaTooOld')
      ? new RustLambdaError('cargoLambdaNotOnPath', {}, { cause: error })
      : error;
  });
  void vscode.window.showInformationMessage(vscode.l10n.t('cargo-lambda {0} is ready.', version));
}
