import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { batchFileOf, cmdArguments } from './batchFile';

/** Starts a program without a shell, in a process group (and session) of its own. */
export function launch(
  line: {
    readonly command: string;
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
  },
  stdio: NonNullable<SpawnOptions['stdio']>,
): ChildProcess {
  const windows = process.platform === 'win32';
  // On Windows `detached` would open a console window; there taskkill finds the tree by itself.
  const options: SpawnOptions = {
    cwd: line.cwd,
    env: line.env,
    stdio,
    detached: !windows,
    windowsHide: true,
  };
  const batch = windows ? batchFileOf(line.command, line.env, existsSync) : undefined;
  if (batch === undefined) return spawn(line.command, line.args, options);
  return spawn(line.env['ComSpec'] ?? 'cmd.exe', cmdArguments(batch, line.args), {
    ...options,
    windowsVerbatimArguments: true,
  });
}
