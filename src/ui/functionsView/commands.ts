import * as vscode from 'vscode';
import type { CommandTable } from '../../contributions';
import { RustLambdaError } from '../../core/errors';
import type { Artifacts } from '../../core/ports';
import { artifactPaths } from '../../core/project/artifact';
import type { FunctionTarget, LambdaBinary } from '../../core/project/model';
import type { FunctionPicker, Handlers, Project } from '../features';
import { revealFile } from '../reveal';

const anyKind: readonly LambdaBinary['kind'][] = ['function', 'extension'];

/** Commands that show something and change nothing. */
export function viewCommands(needs: {
  readonly project: Project;
  readonly picker: FunctionPicker;
  readonly artifacts: Artifacts;
  readonly handlers?: Pick<Handlers, 'locate'>;
  readonly refreshView: () => void;
}): Pick<CommandTable, 'refresh' | 'openHandler' | 'openManifest' | 'revealArtifact'> {
  const pick = (target: FunctionTarget | undefined, title: string): Promise<LambdaBinary | undefined> =>
    needs.picker.pick(target, { title, kinds: anyKind });

  return {
    refresh: async () => {
      needs.refreshView();
      await needs.project.refresh();
    },

    openManifest: async (target) => {
      // A broken manifest has no function to pick from.
      const path =
        target?.manifestPath ?? (await pick(target, vscode.l10n.t('Open Cargo.toml')))?.manifestPath;
      if (path === undefined) return;
      const broken = needs.project.model.broken.find((each) => each.manifestPath === path);
      await open(path, broken?.position);
    },

    openHandler: async (target) => {
      const binary = await pick(target, vscode.l10n.t('Go to Handler'));
      if (!binary) return;
      const handler = await needs.handlers?.locate(binary);
      await open(handler?.path ?? binary.sourcePath, handler?.start);
    },

    revealArtifact: async (target) => {
      const binary = await pick(target, vscode.l10n.t('Reveal Artifact'));
      if (!binary) return;
      const artifact = await needs.artifacts.state(binary);
      if (!artifact) throw new RustLambdaError('artifactMissing', { path: artifactPaths(binary).binary });
      await revealFile(artifact.path);
    },
  };
}

async function open(
  path: string,
  position: { readonly line: number; readonly character: number } | undefined,
): Promise<void> {
  const at = new vscode.Position(position?.line ?? 0, position?.character ?? 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), {
    ...(position && { selection: new vscode.Range(at, at) }),
  });
}
