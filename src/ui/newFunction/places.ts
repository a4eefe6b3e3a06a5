/** Where a new package can go: into an open Cargo workspace, or anywhere else on its own. */
import * as vscode from 'vscode';
import { addWorkspaceMember } from '../../core/newFunction/workspaceMembers';
import type { TakenNames } from '../../core/newFunction/packageName';
import type { CargoWorkspace, ProjectModel } from '../../core/project/model';
import { dirname, foldersUp, isInside, join, relativeTo } from '../../core/project/paths';
import { normalPath } from '../handlers/sourceTexts';

export interface Place {
  /** Folder in which the package's folder is made. */
  readonly parent: string;
  /** Root of the Cargo workspace that it becomes a member of. */
  readonly workspaceRoot?: string;
  readonly taken?: TakenNames;
}

/** Text as the person sees it, unsaved changes included; undefined when there is no such file. */
async function manifestText(root: string): Promise<string | undefined> {
  try {
    return (await vscode.workspace.openTextDocument(join(root, 'Cargo.toml'))).getText();
  } catch {
    return undefined;
  }
}

/** Whether a package below this root can become a member. */
async function takesMembers(root: string, parent: string): Promise<boolean> {
  const member = relativeTo(root, join(parent, 'new-function'));
  const text = await manifestText(root);
  if (text === undefined || member === undefined) return false;
  const { outcome } = addWorkspaceMember(text, member);
  return outcome === 'added' || outcome === 'alreadyMember';
}

/** All names in use, when there is one Cargo workspace: then the name's step can refuse at once. */
export function takenNames(model: ProjectModel): TakenNames | undefined {
  const [only, ...others] = model.workspaces;
  return only && others.length === 0 ? only.names : undefined;
}

/** The folders in which a Cargo workspace keeps its packages, the most used first, and its root. */
function parentsIn({ root, manifests }: CargoWorkspace): string[] {
  const counts = new Map<string, number>();
  for (const manifest of manifests) {
    const parent = dirname(dirname(manifest));
    if (dirname(manifest) !== root) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  const used = [...counts].sort((a, b) => b[1] - a[1]).map(([parent]) => parent);
  const inside = used.filter((parent) => isInside(parent, root));
  return [...new Set([...inside, root])];
}

export async function findPlaces(model: ProjectModel): Promise<Place[]> {
  const candidates = model.workspaces.flatMap((workspace) =>
    parentsIn(workspace).map((parent) => ({ workspace, parent })),
  );
  const members = await Promise.all(
    candidates.map(async ({ workspace, parent }): Promise<Place[]> =>
      (await takesMembers(workspace.root, parent))
        ? [{ parent, workspaceRoot: workspace.root, taken: workspace.names }]
        : [],
    ),
  );
  const places = members.flat();
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const alone = folders.filter((folder) => !places.some(({ workspaceRoot }) => workspaceRoot === folder));
  return [...places, ...alone.map((parent) => ({ parent }))];
}

/** A folder of the person's choice; a Cargo workspace above it that takes members is found. */
export async function placeAt(parent: string, { workspaces }: ProjectModel): Promise<Place> {
  for (const root of foldersUp(parent)) {
    if (!(await takesMembers(root, parent))) continue;
    const open = workspaces.find((workspace) => normalPath(workspace.root) === normalPath(root));
    return { parent, workspaceRoot: root, ...(open && { taken: open.names }) };
  }
  return { parent };
}
