import * as vscode from 'vscode';
import type { ProjectModel } from '../../core/project/model';
import { basename, join } from '../../core/project/paths';
import { pick, type Answer, type ChoiceOrSeparator, type Position } from '../quickInput/wizard';
import { findPlaces, placeAt, type Place } from './places';

export async function askPlace(
  position: Position,
  model: ProjectModel,
  name: string,
): Promise<Answer<Place>> {
  const places = await findPlaces(model);
  const items: ChoiceOrSeparator<Place | 'other'>[] = [
    ...places.map((place) => ({
      value: place,
      label: `$(${place.workspaceRoot === undefined ? 'folder' : 'package'}) ${shown(join(place.parent, name))}`,
      description:
        place.workspaceRoot === undefined
          ? vscode.l10n.t('a package of its own')
          : vscode.l10n.t('member of the Cargo workspace {0}', basename(place.workspaceRoot)),
    })),
    { value: 'other', label: `$(folder-opened) ${vscode.l10n.t('Choose Another Folder…')}` },
  ];
  const answer = await pick(position, { placeholder: vscode.l10n.t('Where is “{0}” made?', name), items });
  if (answer.kind !== 'next' || answer.value !== 'other') return answer as Answer<Place>;

  const home = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t('Make “{0}” Here', name),
    ...(home ? { defaultUri: home } : {}),
  });
  // Not choosing a folder is a step back to the list, not the end of the wizard.
  if (!chosen?.[0]) return askPlace(position, model, name);
  return { kind: 'next', value: await placeAt(chosen[0].fsPath, model) };
}

/** Inside the open folders as VS Code shows it there. */
const shown = (folder: string): string => vscode.workspace.asRelativePath(folder, true);
