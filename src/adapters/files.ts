import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf, RustLambdaError } from '../core/errors';
import type { Files, FileStat, PrivateFiles } from '../core/ports';

/** @throws RustLambdaError fileFailed, from every method */
export function createFiles(): Files {
  return {
    stat: (path) => orUndefined(path, () => statOf(path)),
    readText: (path) => failing(path, () => readFile(path, 'utf8')),
    readHead: (path, bytes) => failing(path, () => readHead(path, bytes)),
    writeText: (path, text) => failing(path, () => replace(path, text)),
    list: async (path) => {
      const entries = await orUndefined(path, () => readdir(path, { withFileTypes: true }));
      return Promise.all(
        (entries ?? []).map(async (entry) => ({
          name: entry.name,
          isFolder:
            entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(join(path, entry.name)))),
        })),
      );
    },
  };
}

/** @param folder is made when something is written. Methods throw RustLambdaError fileFailed */
export function createPrivateFiles(folder: string): PrivateFiles {
  return {
    list: async () => {
      const names = await orUndefined(folder, () => readdir(folder));
      const found = await Promise.all(
        (names ?? []).map(async (name) => {
          // Another window may have removed it meanwhile.
          const known = await orUndefined(folder, () => statOf(join(folder, name)));
          return known ? [{ name, ...known }] : [];
        }),
      );
      return found.flat();
    },
    readText: (name) => orUndefined(join(folder, name), () => readFile(join(folder, name), 'utf8')),
    writeText: (name, text) =>
      failing(join(folder, name), async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await replace(join(folder, name), text, 0o600);
      }),
    remove: (name) => failing(join(folder, name), () => rm(join(folder, name), { force: true })),
  };
}

async function statOf(path: string): Promise<FileStat> {
  const { mtimeMs, size } = await stat(path);
  return { modified: mtimeMs, bytes: size };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

async function readHead(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * A link stays a link, and the new file can be read and run by whom the old one could.
 * @param newMode of a file that there was none of, before the user's mask
 */
async function replace(path: string, text: string, newMode = 0o666): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (found) => found.mode & 0o7777,
    () => newMode,
  );
  // A new file could take its place all the same, which whoever protected it did not mean.
  if ((mode & 0o222) === 0) throw new Error('EACCES: the file is read-only');
  const beside = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(text);
      // Without it a power cut could leave the new name with nothing in it.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function failing<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new RustLambdaError('fileFailed', { path, message: messageOf(error) }, { cause: error });
  }
}

const orUndefined = <T>(path: string, action: () => Promise<T>): Promise<T | undefined> =>
  failing(path, async () => {
    try {
      return await action();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  });
