import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Programs } from '../../core/ports';

/** Looks through PATH, as starting a program by its name does. */
export const createPrograms = (env: NodeJS.ProcessEnv, platform = process.platform): Programs => {
  const windows = platform === 'win32';
  const searched = env['PATH'] ?? env['Path'] ?? '';
  const folders = searched.split(windows ? ';' : ':').filter(Boolean);
  const endings = windows ? ['.exe', '.cmd', '.bat', '.com'] : [''];

  const isProgram = async (file: string): Promise<boolean> => {
    try {
      await access(file, windows ? constants.F_OK : constants.X_OK);
      return (await stat(file)).isFile();
    } catch {
      return false;
    }
  };
  const exists = async (name: string): Promise<boolean> => {
    const files = folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)));
    return (await Promise.all(files.map(isProgram))).includes(true);
  };
  return {
    find: async (names) => {
      const found = await Promise.all(names.map(exists));
      return names.filter((_, i) => found[i]);
    },
  };
};
