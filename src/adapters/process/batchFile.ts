/**
 * Windows starts .exe files by itself, but a .cmd or .bat (scoop and other shims) only through cmd.exe,
 * which reads its arguments as a language. Since CVE-2024-27980 Node refuses them without `shell`.
 */
import path from 'node:path';

/** Characters that mean something to cmd.exe even between quotes, or end them. */
const special = /["%!^&|<>\r\n]/;

/**
 * The batch file that `command` stands for, or undefined when it is a program Windows starts itself.
 * @param exists whether there is a file at a path
 */
export function batchFileOf(
  command: string,
  env: Readonly<Record<string, string>>,
  exists: (path: string) => boolean,
): string | undefined {
  const isPath = /[\\/]/.test(command);
  const searched = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';
  const folders = isPath ? [''] : searched.split(';').filter(Boolean);
  const extensions = path.win32.extname(command) === '' ? ['.com', '.exe', '.bat', '.cmd'] : [''];
  for (const folder of folders) {
    for (const extension of extensions) {
      const file = path.win32.join(folder, command + extension);
      if (exists(file)) return /\.(bat|cmd)$/i.test(file) ? file : undefined;
    }
  }
  return undefined;
}

/** @throws Error when an argument could be read as a command: it is refused, not escaped. */
export function cmdArguments(batchFile: string, args: readonly string[]): string[] {
  const words = [batchFile, ...args];
  const refused = words.find((word) => special.test(word));
  if (refused !== undefined) throw new Error(`not passed to a batch file: ${refused}`);
  return ['/d', '/s', '/c', `"${words.map((word) => `"${word}"`).join(' ')}"`];
}
