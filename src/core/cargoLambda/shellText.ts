/** A command line as one would type it: for showing and copying, never for running. */
import type { CommandLine } from '../ports';

export type Shell = 'posix' | 'powershell' | 'cmd';

/** @param path of the shell, as VS Code gives it; anything unknown is taken for a POSIX shell (fish agrees here) */
export function shellOf(path: string): Shell {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
  if (name === 'pwsh' || name === 'powershell') return 'powershell';
  return name === 'cmd' ? 'cmd' : 'posix';
}

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

const quoters: Readonly<Record<Shell, (word: string) => string>> = {
  posix: (word) => (plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`),
  // Backslashes are literal in both Windows shells. `@` and `,` are operators of PowerShell.
  powershell: (word) => (/^[A-Za-z0-9_+=:./\\-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`),
  cmd: (word) => (/^[A-Za-z0-9_@+:./\\-]+$/.test(word) ? word : `"${cmdInner(word)}"`),
};

/**
 * C programs on Windows take `\"` for a quote, and double the backslashes before it. cmd looks for variables inside
 * quotes, too: `%` stands outside of them, escaped.
 */
const cmdInner = (word: string): string =>
  word
    .replace(/(\\*)"/g, '$1$1\\"')
    .replace(/(\\*)%/g, '$1$1"^%"')
    .replace(/(\\+)$/, '$1$1');

/**
 * The environment is left out: it may hold credentials.
 * @param options.enter also change to the folder the command runs in
 */
export function shellText(line: CommandLine, shell: Shell, options: { enter?: boolean } = {}): string {
  const quote = quoters[shell];
  const program = quote(line.command);
  // In PowerShell a quoted word is a text, not a command.
  const call = shell === 'powershell' && program.startsWith("'") ? `& ${program}` : program;
  const command = [call, ...line.args.map(quote)].join(' ');
  if (!options.enter) return command;
  // PowerShell 5 has no `&&`; cmd changes the drive only when told so.
  if (shell === 'powershell') return `cd ${quote(line.cwd)}; ${command}`;
  return `${shell === 'cmd' ? 'cd /d' : 'cd'} ${quote(line.cwd)} && ${command}`;
}
