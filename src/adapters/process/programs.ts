import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Programs } from '../../core/ports';

/** Looks through PATH, and through cargo's own folder, where cargo finds its subcommands. */
export const createPrograms = (env: NodeJS.ProcessEnv, platform = process.platform): Programs => {
  const windows = platform === 'win32';
  const searched = env['PATH'] ?? env['Path'] ?? '';
  const home = env['CARGO_HOME'] ?? path.join(env['HOME'] ?? env['USERPROFILE'] ?? '', '.cargo');
  const folders = [...searched.split(windows ? ';' : ':').filter(Boolean), path.join(home, 'bin')];
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
