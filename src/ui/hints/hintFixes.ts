import * as vscode from 'vscode';
import type { Hint, MissingFeature } from '../../core/rust/hints/hint';
import { hintSource, rangeOf } from './texts';

/** Enables a feature that is missing, as an edit that can be undone; shows where hints are switched off. */
export class HintFixes implements vscode.CodeActionProvider {
  constructor(private readonly hints: (uri: vscode.Uri) => readonly Hint[]) {}

  async provideCodeActions(
    { uri }: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const ours = diagnostics.filter(({ source }) => source === hintSource);
    if (ours.length === 0) return [];
    const hints = this.hints(uri).filter((hint) => rangeOf(hint).intersection(range));
    const missing = hints.filter((hint) => 'features' in hint);
    const fixes = await Promise.all(
      missing.flatMap((hint) => hint.features.map((feature) => enableFeature(hint, feature))),
    );
    const actions = [...fixes.filter((fix) => fix !== undefined), openSetting()];
    for (const action of actions) action.diagnostics = ours;
    return actions;
  }
}

/** undefined: the manifest is half-typed, or names the dependency in a way that is not understood. */
async function enableFeature(
  { crate, dependency, features, manifestPath }: MissingFeature,
  feature: string,
): Promise<vscode.CodeAction | undefined> {
  const [manifest, { withDependencyFeature }] = await Promise.all([
    vscode.workspace.openTextDocument(manifestPath),
    import('../../core/project/dependencyFeature'),
  ]);
  const before = manifest.getText();
  const after = withDependencyFeature(before, dependency, feature);
  if (after === undefined || after === before) return undefined;
  const title = vscode.l10n.t('Enable the feature {0} of {1} in Cargo.toml', feature, crate);
  const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  fix.isPreferred = features.length === 1;
  const { range, text } = difference(manifest, before, after);
  fix.edit = new vscode.WorkspaceEdit();
  fix.edit.replace(manifest.uri, range, text);
  // Not saved: what is built, and what cargo may have to download for it, is for the person to decide.
  const selection = new vscode.Range(range.start, range.start);
  fix.command = { title, command: 'vscode.open', arguments: [manifest.uri, { selection }] };
  return fix;
}

function difference(
  document: vscode.TextDocument,
  before: string,
  after: string,
): { readonly range: vscode.Range; readonly text: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < before.length - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - tail));
  return { range, text: after.slice(start, after.length - tail) };
}

function openSetting(): vscode.CodeAction {
  const title = vscode.l10n.t('Show the setting for hints on handlers');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = {
    title,
    command: 'workbench.action.openSettings',
    arguments: ['rustLambda.handlerHints.enabled'],
  };
  return action;
}
