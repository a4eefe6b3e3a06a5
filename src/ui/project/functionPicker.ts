import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import { groupCandidates } from '../../core/project/candidates';
import { binariesOf, type FunctionTarget, type LambdaBinary } from '../../core/project/model';
import type { FunctionPicker, Project } from '../features';

const lastUsedKey = 'rustLambda.lastUsedFunction';

/** What is kept for a workspace over reloads. */
type Memory = Pick<vscode.Memento, 'get' | 'update'>;

interface Item extends vscode.QuickPickItem {
  readonly binary?: LambdaBinary;
}

export function createFunctionPicker(project: Project, memory: Memory): FunctionPicker {
  return {
    pick: async (target, { title, kinds }) => {
      await project.ready();
      const meant = candidates(project, target).filter((binary) => kinds.includes(binary.kind));
      const [only, second] = meant;
      if (!only) throw nothingToPick(project);
      const picked = second ? await ask(meant, title, memory) : only;
      // Without waiting: a choice that can't be remembered is still a choice.
      if (picked) void memory.update(lastUsedKey, picked.id);
      return picked;
    },
  };
}

function candidates(project: Project, target: FunctionTarget | undefined): readonly LambdaBinary[] {
  const ids = target?.functionIds ?? (target?.functionId === undefined ? undefined : [target.functionId]);
  if (ids) return ids.flatMap((id) => project.binary(id) ?? []);
  const all = binariesOf(project.model);
  return target?.manifestPath === undefined
    ? all
    : all.filter((binary) => binary.manifestPath === target.manifestPath);
}

/** Why the project has no function: the reading failed, there is none, or no folder is open. */
export function nothingToPick(project: Project): RustLambdaError {
  if (project.problem) return project.problem;
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  return new RustLambdaError(hasFolder ? 'noFunction' : 'noFolder', {});
}

async function ask(
  binaries: readonly LambdaBinary[],
  title: string,
  memory: Memory,
): Promise<LambdaBinary | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const activePath = active?.scheme === 'file' ? active.fsPath : undefined;
  const groups = groupCandidates(binaries, activePath, memory.get<string>(lastUsedKey));
  const items: Item[] = [
    ...group(vscode.l10n.t('active editor'), groups.active),
    ...group(vscode.l10n.t('last used'), groups.lastUsed),
    ...group(vscode.l10n.t('all'), groups.others),
  ];
  const placeHolder = vscode.l10n.t('Choose a function');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.binary;
}

const group = (label: string, binaries: readonly LambdaBinary[]): Item[] =>
  binaries.length === 0
    ? []
    : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...binaries.map((binary) => item(binary))];

function item(binary: LambdaBinary): Item {
  const folder = vscode.workspace.asRelativePath(
    vscode.Uri.joinPath(vscode.Uri.file(binary.manifestPath), '..'),
  );
  const description = binary.packageName === binary.name ? folder : `${binary.packageName} · ${folder}`;
  const icon = binary.kind === 'extension' ? 'extensions' : binary.http ? 'globe' : 'zap';
  return { label: binary.name, description, iconPath: new vscode.ThemeIcon(icon), binary };
}
