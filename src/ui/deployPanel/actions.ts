import * as vscode from 'vscode';
import { shellOf } from '../../core/cargoLambda/shellText';
import { regionProblem } from '../aws/selectTarget';
import type { DeploySession } from './session';
import { runNextStep, whatWasDeployed } from './phaseView';
import { copyableLines } from './view';

const t = vscode.l10n.t;

export interface Pressed {
  readonly session: DeploySession;
  readonly close: () => void;
  /** Lets a person choose one of the functions that exist; undefined: cancelled. */
  readonly namesThere: (session: DeploySession) => Promise<string | undefined>;
}

/** What a button of the panel does. One that is not there any more does nothing. */
export async function pressed(id: string, { session, close, namesThere }: Pressed): Promise<void> {
  const { snapshot } = session;
  const deployed = whatWasDeployed(snapshot);
  switch (id) {
    case 'deploy':
      return session.deploy();
    case 'stop':
      return session.stop();
    case 'close':
      close();
      return;
    case 'refresh':
      return session.refresh();
    case 'terminal':
      session.showTerminal();
      return;
    case 'copyCommand':
      return copy(copyableLines(snapshot, shellOf(vscode.env.shell)).join('\n'));
    case 'openManifest':
      await vscode.window.showTextDocument(vscode.Uri.file(snapshot.binary.manifestPath));
      return;
    case 'otherRegion':
      return chooseOther(session);
    case 'existingName': {
      const name = await namesThere(session);
      return name === undefined ? undefined : session.choose('name', name);
    }
    case 'copyArn':
      return copy(deployed?.arn);
    case 'copyVersion':
      return copy(snapshot.phase.kind === 'done' ? snapshot.phase.result?.version : undefined);
    case 'copyUrl':
      return copy(deployed?.url);
    case 'openUrl':
      return open(deployed?.url);
    case 'openConsole':
      return open(deployed?.console);
    default:
      if (snapshot.phase.kind === 'failed') await runNextStep(snapshot.phase.error, id);
  }
}

async function chooseOther(session: DeploySession): Promise<void> {
  const value = session.snapshot.target.region?.value ?? '';
  const region = await vscode.window.showInputBox({
    title: t('Region'),
    value,
    prompt: t('A region that is not in the list'),
    validateInput: regionProblem,
  });
  if (region !== undefined) await session.choose('region', region);
}

async function copy(text: string | undefined): Promise<void> {
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(t('Copied: {0}', text), 4_000);
}

async function open(address: string | undefined): Promise<void> {
  if (address !== undefined) await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
