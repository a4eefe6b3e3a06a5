import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import type { FunctionTarget, LambdaBinary } from '../../core/project/model';
import type { Project } from '../features';
import { refuseClash } from '../tasks/builds';
import { placeName } from './placeName';
import type { CargoWatches } from './watches';
import { describeState } from './watchStatus';

/** A watch serves all functions of a Cargo workspace, so that is what has to be chosen. */
export function watchCommands(project: Project, watches: CargoWatches) {
  return {
    watch: async (target?: FunctionTarget): Promise<void> => {
      const root = await workspaceOf(project, target);
      if (root === undefined) return;
      await watches.ensure(root);
      watches.show(root);
    },

    stop: async (target?: FunctionTarget): Promise<void> => {
      const aimed = target && rootOf(project, target);
      const root = aimed ?? (await pickRunning(watches));
      if (root !== undefined) await watches.stop(root);
    },
  };
}

/** @throws RustLambdaError noFolder | noFunction | ambiguousBinary | why the project could not be read */
async function workspaceOf(
  project: Project,
  target: FunctionTarget | undefined,
): Promise<string | undefined> {
  const model = await project.ready();
  binariesFor(project, target).forEach(refuseClash);
  const aimed = target && rootOf(project, target);
  if (aimed !== undefined) return aimed;
  const roots = model.workspaces.filter(({ packages }) => packages.length > 0).map(({ root }) => root);
  if (roots.length > 1) return pickRoot(roots, vscode.l10n.t('Watch'), (root) => root);
  if (roots[0] !== undefined) return roots[0];
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  throw project.problem ?? new RustLambdaError(hasFolder ? 'noFunction' : 'noFolder', {});
}

async function pickRunning(watches: CargoWatches): Promise<string | undefined> {
  const { running } = watches;
  if (running.length > 1) {
    return pickRoot(running, vscode.l10n.t('Stop'), (root) => describeState(watches.state(root)));
  }
  if (running.length === 0)
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is being watched.'));
  return running[0];
}

async function pickRoot(
  roots: readonly string[],
  title: string,
  describe: (root: string) => string,
): Promise<string | undefined> {
  const items = roots.map((root) => ({ label: placeName(root), description: describe(root), root }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.root;
}

function rootOf(project: Project, target: FunctionTarget): string | undefined {
  const [binary] = binariesFor(project, target);
  const { workspaces } = project.model;
  return (
    binary?.workspaceRoot ??
    workspaces.find(({ manifests }) => manifests.includes(target.manifestPath ?? ''))?.root
  );
}

const binariesFor = (project: Project, target: FunctionTarget | undefined): readonly LambdaBinary[] =>
  (target?.functionIds ?? [target?.functionId ?? '']).flatMap((id) => project.binary(id) ?? []);
