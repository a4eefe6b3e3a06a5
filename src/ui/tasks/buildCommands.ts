import * as vscode from 'vscode';
import type { BuildTarget } from '../../core/cargoLambda/commands';
import { RustLambdaError } from '../../core/errors';
import type { FunctionTarget, LambdaBinary } from '../../core/project/model';
import type { Builds, FunctionPicker, Project } from '../features';
import { pickRelease } from './releasePicker';

export function buildCommands(
  project: Project,
  picker: FunctionPicker,
  builds: Builds,
  state: vscode.Memento,
) {
  const choose = async (
    target: FunctionTarget | undefined,
    title: string,
  ): Promise<BuildTarget | undefined> => {
    const model = await project.ready();
    const { functionId, functionIds, manifestPath } = target ?? {};
    if (manifestPath !== undefined && functionId === undefined && functionIds === undefined) {
      return packageTarget(model.workspaces, manifestPath);
    }
    const binary = await picker.pick(target, { title, kinds: ['function', 'extension'] });
    return binary && binaryTarget(binary);
  };
  return {
    build: async (target?: FunctionTarget): Promise<void> => {
      const chosen = await choose(target, vscode.l10n.t('Build'));
      if (chosen) await builds.build(chosen, {});
    },
    buildRelease: async (target?: FunctionTarget): Promise<void> => {
      const chosen = await choose(target, vscode.l10n.t('Build for Release'));
      if (!chosen) return;
      const release = await pickRelease(state, chosen.workspaceRoot);
      if (release) await builds.build(chosen, { release });
    },
  };
}

export const binaryTarget = ({ workspaceRoot, packageName, name, kind }: LambdaBinary): BuildTarget => ({
  workspaceRoot,
  packageName,
  binaryName: name,
  extension: kind === 'extension',
});

/** @throws RustLambdaError noFunction */
function packageTarget(workspaces: Project['model']['workspaces'], manifestPath: string): BuildTarget {
  for (const { root, packages } of workspaces) {
    const found = packages.find((pkg) => pkg.manifestPath === manifestPath);
    if (!found) continue;
    const extension = found.binaries.every(({ kind }) => kind === 'extension');
    return { workspaceRoot: root, packageName: found.name, extension };
  }
  throw new RustLambdaError('noFunction', {});
}
