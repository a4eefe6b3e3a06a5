import * as vscode from 'vscode';
import { cancelled, messageOf, RustLambdaError } from '../../core/errors';
import { isPayloadFile, payloadFolders } from '../../core/payload/files';
import type { ReadingProblem } from '../../core/payload/work/payloadWork';
import type { PayloadJobs } from '../../core/ports';
import type { LambdaBinary, ProjectModel } from '../../core/project/model';
import { faultTexts } from '../payloadLanguage/faultTexts';
import { cancellable } from './cancellable';

/** JSON, or files with it. */
export type GivenPayloads = readonly (string | vscode.Uri)[];

/**
 * Texts that serde_json can read, asked for when none are given.
 * @throws RustLambdaError cancelled | payloadInvalid | fileFailed
 */
export async function payloadsOf(
  jobs: PayloadJobs,
  model: ProjectModel,
  binary: LambdaBinary,
  given: GivenPayloads | undefined,
  title: string,
): Promise<readonly string[]> {
  const sources = given ?? (await askFor(jobs, model, binary, title));
  const texts = await Promise.all(
    sources.map(async (source) => (typeof source === 'string' ? source : textOf(source))),
  );
  const problems = await cancellable(vscode.l10n.t('Reading payloads'), (signal) =>
    jobs.run('readingProblems', [texts], signal),
  );
  for (const [at, problem] of problems.entries()) {
    const source = sources[at];
    if (problem) throw refused(problem, source instanceof vscode.Uri ? source : undefined);
  }
  return texts;
}

/** As an editor shows it, saved or not; serde takes no byte order mark. */
async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText().replace(/^\ufeff/, '');
  } catch (error) {
    throw new RustLambdaError(
      'fileFailed',
      { path: uri.fsPath, message: messageOf(error) },
      { cause: error },
    );
  }
}

function refused(problem: ReadingProblem, file: vscode.Uri | undefined): RustLambdaError {
  const { reason, bytes } = problem;
  const path = file && { path: file.fsPath };
  if (reason === 'empty' || reason === 'tooLarge')
    return new RustLambdaError('payloadInvalid', { reason, bytes, ...path });
  const name = file && `${vscode.workspace.asRelativePath(file)}: `;
  const message = `${name ?? ''}${faultText(problem)}`;
  return new RustLambdaError('payloadInvalid', { reason: 'notJson', bytes, message, ...path });
}

function faultText(problem: Extract<ReadingProblem, { reason: 'notJson' | 'unreadable' }>): string {
  if (problem.reason === 'unreadable')
    return vscode.l10n.t(
      'serde_json can’t read it: it is nested too deep, or has a number or an escape that stands for nothing.',
    );
  const { line, character, fault } = problem.problem;
  return vscode.l10n.t('line {0}, column {1}: {2}', line + 1, character + 1, faultTexts()[fault]);
}

interface Item extends vscode.QuickPickItem {
  readonly source?: string | vscode.Uri;
}

async function askFor(
  jobs: PayloadJobs,
  model: ProjectModel,
  binary: LambdaBinary,
  title: string,
): Promise<GivenPayloads> {
  const active = vscode.window.activeTextEditor?.document;
  const shown = active && /^jsonc?$/.test(active.languageId) ? active.uri : undefined;
  const files = await filesOf(model, binary);
  const others = files.filter(({ fsPath }) => fsPath !== shown?.fsPath);
  const clipboard = await vscode.env.clipboard.readText();
  const [clipboardProblem] = await jobs.run('readingProblems', [[clipboard]]);
  const fileItem = (uri: vscode.Uri, description?: string): Item => ({
    label: vscode.workspace.asRelativePath(uri),
    ...(description !== undefined && { description, picked: true }),
    source: uri,
  });
  const items: Item[] = [
    ...(shown ? [fileItem(shown, vscode.l10n.t('active editor'))] : []),
    ...others.map((uri) => fileItem(uri)),
    ...(!clipboardProblem ? [clipboardItem(clipboard)] : []),
  ];
  if (items.length === 0)
    throw new RustLambdaError('payloadInvalid', {
      reason: 'notJson',
      bytes: 0,
      message: vscode.l10n.t(
        'there is none. Open one, copy one, or save one in {0}.',
        payloadFolders(binary, model)[0]?.relative ?? 'events',
      ),
    });
  // One source is all there is to choose.
  const ticked = items.length === 1 ? items : items.filter(({ picked }) => picked);
  return tick(items, ticked, title);
}

/** Enter does nothing while nothing is ticked. @throws RustLambdaError cancelled */
function tick(items: readonly Item[], ticked: readonly Item[], title: string): Promise<GivenPayloads> {
  const input = vscode.window.createQuickPick<Item>();
  input.title = title;
  input.canSelectMany = true;
  input.items = items;
  input.selectedItems = ticked;
  input.placeholder = vscode.l10n.t('Payloads that the type shall take');
  return new Promise<GivenPayloads>((resolve, reject) => {
    input.onDidAccept(() => {
      if (input.selectedItems.length === 0) return;
      resolve(input.selectedItems.flatMap(({ source }) => source ?? []));
      input.hide();
    });
    input.onDidHide(() => {
      input.dispose();
      reject(cancelled());
    });
    input.show();
  });
}

const clipboardItem = (text: string): Item => ({
  label: vscode.l10n.t('Clipboard'),
  description: text.replace(/\s+/g, ' ').slice(0, 60),
  source: text,
});

async function filesOf(model: ProjectModel, binary: LambdaBinary): Promise<readonly vscode.Uri[]> {
  const listed = await Promise.all(
    payloadFolders(binary, model).map(async ({ path }) => {
      const folder = vscode.Uri.file(path);
      // There need be none.
      const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
      return entries
        .filter(([name, type]) => type === vscode.FileType.File && isPayloadFile(name))
        .map(([name]) => vscode.Uri.joinPath(folder, name));
    }),
  );
  return listed.flat();
}
