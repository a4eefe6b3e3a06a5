import * as vscode from 'vscode';
import type { NamedPlace } from '../../core/invocation/outcome';
import type { Files } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { dirname, join, relativeTo } from '../../core/project/paths';
import type { Action } from '../errors/describe';

/**
 * Turns a place that some text names into a step that opens it; undefined when there is no such file. rustc's paths
 * start in the Cargo workspace's root, those in messages of functions often in the package.
 */
export async function openPlace(
  place: NamedPlace,
  binary: LambdaBinary,
  files: Pick<Files, 'stat'>,
): Promise<Action | undefined> {
  for (const folder of [binary.workspaceRoot, dirname(binary.manifestPath)]) {
    const path = join(folder, place.path);
    const stat = await files.stat(path).catch(() => undefined);
    if (!stat) continue;
    const position = new vscode.Position(Math.max(place.line - 1, 0), Math.max((place.column ?? 1) - 1, 0));
    return {
      title: `${relativeTo(binary.workspaceRoot, path) ?? path}:${place.line}`,
      run: () => openSource(vscode.Uri.file(path), position),
    };
  }
  return undefined;
}

/** Beside the panel, where the source most likely is: not in its place. */
async function openSource(uri: vscode.Uri, position: vscode.Position): Promise<void> {
  const shown = vscode.window.tabGroups.all.find((group) =>
    group.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.fsPath === uri.fsPath),
  );
  await vscode.window.showTextDocument(uri, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(position, position),
  });
}
