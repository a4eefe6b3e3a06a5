import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cancelled, RustLambdaError } from '../../core/errors';
import { lineOfFunction, type NewFunctionPlan } from '../../core/newFunction/plan';
import { addWorkspaceMember, type MemberEdit } from '../../core/newFunction/workspaceMembers';
import type { CreatedFunction, FunctionCreator } from '../../core/newFunction/creator';
import type { Files } from '../../core/ports';
import { dirname, relativeTo } from '../../core/project/paths';
import { claimFolder, missingFolders } from './claimedFolder';

/** @param manifests reads and writes the manifest of a workspace, e.g. through an editor that has it open */
export function createFunctionCreator(manifests: Pick<Files, 'readText' | 'writeText'>): FunctionCreator {
  const editOf = async (plan: NewFunctionPlan, newFolders: readonly string[]): Promise<Edit | undefined> => {
    if (!plan.member) return undefined;
    const { manifestPath, path } = plan.member;
    const root = dirname(manifestPath);
    const below = newFolders
      .flatMap((folder) => relativeTo(root, folder) ?? [])
      .filter((each) => each !== '');
    return acceptable(addWorkspaceMember(await manifests.readText(manifestPath), path, below), manifestPath);
  };

  return {
    async create(plan, run, signal) {
      // Before anything is made: a manifest that can't be edited is a reason not to begin.
      const newFolders = await missingFolders(dirname(plan.folder));
      await editOf(plan, newFolders);

      const claim = await claimFolder(plan.folder);
      try {
        await run(plan.command);
        if (signal?.aborted) throw cancelled();
        // cargo-lambda exits with 0 also when it was interrupted before it made anything.
        if (!(await exists(join(plan.folder, 'Cargo.toml')))) throw cancelled();

        // Once more: the person may have changed the manifest meanwhile.
        const edit = await editOf(plan, newFolders);
        const opens = await whatToOpen(plan);
        if (edit?.changed && plan.member) await manifests.writeText(plan.member.manifestPath, edit.text);
        return {
          folder: plan.folder,
          ...opens,
          ...(edit ? { membership: edit.outcome } : {}),
          leftOut: edit !== undefined && 'leftOut' in edit && edit.leftOut,
        };
      } catch (error) {
        await claim.undo();
        throw error;
      }
    },
  };
}

type Edit = Exclude<MemberEdit, { readonly outcome: 'invalid' | 'folderTakenForPackage' }>;

function acceptable(edit: MemberEdit, manifestPath: string): Edit {
  if (edit.outcome === 'invalid') {
    const message = `${edit.message} (${manifestPath}:${edit.line})`;
    throw new RustLambdaError('cargoFailed', { manifestPath, message });
  }
  if (edit.outcome === 'folderTakenForPackage') {
    const { folder, pattern } = edit;
    throw new RustLambdaError('folderTakenForPackage', { manifestPath, folder, pattern });
  }
  return edit;
}

async function whatToOpen(plan: NewFunctionPlan): Promise<Pick<CreatedFunction, 'path' | 'line'>> {
  for (const { path, handler } of plan.opens) {
    if (!(await exists(path))) continue;
    return { path, line: handler === undefined ? 0 : lineOfFunction(await readFile(path, 'utf8'), handler) };
  }
  return { path: join(plan.folder, 'Cargo.toml'), line: 0 };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
