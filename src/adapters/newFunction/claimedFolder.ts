import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { messageOf, RustLambdaError } from '../../core/errors';
import { dirname, foldersUp } from '../../core/project/paths';

/** A folder that this process made: what is in it came after it. */
export interface ClaimedFolder {
  /** Removes it with what is in it, and the folders above it that were made for it and are empty. */
  undo(): Promise<void>;
}

/** The folder and those above it that don't exist, the uppermost first. */
export async function missingFolders(folder: string): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const each of foldersUp(folder)) {
    if (await stat(each).catch(() => undefined)) break;
    missing.unshift(each);
  }
  return missing;
}

/**
 * Making the folder is what proves that it did not exist: a check beforehand could be outrun.
 * @throws RustLambdaError alreadyExists | fileFailed
 */
export async function claimFolder(folder: string): Promise<ClaimedFolder> {
  const above: string[] = [];
  const removeAbove = async (): Promise<void> => {
    // Not empty: someone else uses it by now.
    for (const each of above) await rmdir(each).catch(() => undefined);
  };
  try {
    for (const each of await missingFolders(dirname(folder))) {
      await mkdir(each);
      above.unshift(each);
    }
    await mkdir(folder);
  } catch (error) {
    await removeAbove();
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new RustLambdaError('alreadyExists', { path: folder }, { cause: error });
    throw new RustLambdaError('fileFailed', { path: folder, message: messageOf(error) }, { cause: error });
  }
  return {
    undo: async () => {
      await rm(folder, { recursive: true, force: true });
      await removeAbove();
    },
  };
}
